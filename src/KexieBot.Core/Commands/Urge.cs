using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>
/// 催办: to a unit, a measure, or all that are overdue, unreported or unsigned. One message to each liaison however many items it names; it waits
/// for office hours unless it is marked urgent; nobody is urged for the same item twice a day; more than one unit is confirmed with the count first.
/// </summary>
public sealed class Urge(Ledger.Ledger ledger, LedgerReader reader, ItemFinder finder, ItemRows rows, OfficeHours hours, OfficeClock clock) : ChatCommand
{
    private const int MostItems = 500;

    public override IReadOnlyList<Intent> Intents => [Intent.Urge];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("催一下第7条", "催一条、一个单位，或“催办所有逾期的”", "urge 7", "also a unit, or “remind all overdue”"),
        new("紧急催办第7条", "下班后和休息日也马上送到", "urgent: urge 7", "goes out at once, after hours too"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots is { Measures.Count: 0, Unit: null, Scope: null })
        {
            return new Reply
            {
                Title = turn.Say("要催谁？", "Whom?"),
                Choices = [.. new[] { turn.Say("催办所有逾期的", "remind all overdue"), turn.Say("催没报的单位", "remind all who have not reported"), turn.Say("给没签收的单位发个提醒", "remind all unsigned") }
                    .Select(say => turn.IsUrgent ? turn.Say("紧急：", "urgent: ") + say : say).Select(say => new Choice(say, say))],
            };
        }

        var (items, refusal) = await ItemsAsync(turn);
        if (refusal is not null)
            return refusal;
        var open = items.Where(item => item.IsOpen).Take(MostItems).ToList();
        if (open.Count == 0)
            return Reply.Of(turn.Say("没有需要催办的任务。", "There is nothing to urge."), ReplyTone.Good);
        var units = open.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();
        var wide = turn.IsUrgent
            ? turn.Say($"将紧急催办 {units} 个单位的 {open.Count} 项，马上发出：{Grouping.ByUnit(turn, open)}。确认吗？", $"This reminds {units} units of {open.Count} items, urgently and at once: {Grouping.ByUnit(turn, open)}. Confirm?")
            : turn.Say($"将催办 {units} 个单位的 {open.Count} 项：{Grouping.ByUnit(turn, open)}。确认吗？", $"This reminds {units} units of {open.Count} items: {Grouping.ByUnit(turn, open)}. Confirm?");
        if (turn.MustConfirm(units > 1, wide))
            return Reply.Confirm(turn, wide, turn.Message.Text.Trim());
        return await UrgeAsync(turn, open);
    }

    // A person with items in several plans gets one message: the first of these plans carries it.
    private async Task<Reply> UrgeAsync(Turn turn, List<WorkItem> open)
    {
        var perPlan = turn.Plans.Select(plan => open.Where(item => item.PlanId == plan.Id).ToList()).Where(items => items.Count > 0).ToList();
        turn = turn with { IsInParts = perPlan.Count > 1 };
        var (urged, messages, replies) = (new List<WorkItem>(), new List<OutboxEntry>(), new List<Reply>());
        foreach (var items in perPlan)
        {
            var carried = messages.Select(message => message.PersonId).ToHashSet(StringComparer.Ordinal);
            var later = Fresh(turn, perPlan.SkipWhile(plan => plan != items).Skip(1).SelectMany(plan => plan));
            var decision = new Decision(Reply.Of(""));
            replies.Add(await ledger.CommitAsync(items[0].PlanId, turn.Origin, [.. items.Select(item => item.Ref)], current => decision = Decide(turn, [.. current.Values], later, carried)));
            urged.AddRange(decision.Changes.Select(change => change.After));
            messages.AddRange(decision.Messages);
        }

        return replies.Count == 1 || urged.Count == 0 ? replies[0] : Answer(turn, urged, open.Count - urged.Count, messages);
    }

    private async Task<(IReadOnlyList<WorkItem> Items, Reply? Refusal)> ItemsAsync(Turn turn)
    {
        var unit = turn.Slots.Unit is { } name ? turn.Roster.FindUnit(name) : null;
        var group = turn.Slots.Unit is { } groupName ? turn.Roster.FindGroup(groupName) : null;
        var unitIds = group?.UnitIds ?? (unit is null ? null : [unit.Id]);
        if (turn.Slots.Unit is { } asked && unitIds is null)
            return ([], Reply.Refusal(turn.Say($"名册里没有“{asked}”这个单位，没有催办。", $"The roster has no unit “{asked}”; nobody was reminded.")));
        if (turn.Slots.Measures.Count > 0)
        {
            var items = new List<WorkItem>();
            foreach (var measure in turn.Slots.Measures)
            {
                var found = await finder.MeasureAsync(turn, measure);
                if (found is FoundMeasure.No no)
                    return ([], no.Reply);
                items.AddRange(((FoundMeasure.Yes)found).Items.Where(item => unitIds is null || unitIds.Contains(item.UnitId, StringComparer.Ordinal)));
            }

            return (items, null);
        }

        if (unitIds is not null)
            return ([.. (await reader.ItemsOfUnitsAsync(turn.Plans, unitIds)).Where(item => item.IsOpen)], null);
        var found2 = await Task.WhenAll(turn.Plans.Select(plan => turn.Slots.Scope switch
        {
            "unsigned" => reader.UnsignedAsync(plan.Id),
            "not_reported" or "all" => reader.UnreportedSinceAsync(plan.Id, clock.At(new DateOnly(turn.Today.Year, turn.Today.Month, 1), TimeOnly.MinValue)),
            _ => reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, turn.Today.AddDays(-1)),
        }));
        return ([.. found2.SelectMany(list => list)], null);
    }

    /// <summary>The occurrence that a person's message of one urging is.</summary>
    internal static string KeyOf(string messageId, string planId, string personId) => $"urge/{messageId}/{planId}/{personId}";

    // Who was urged today already is not urged again, whoever asks; but what waits for the next morning does not hold up what is urgent.
    private List<WorkItem> Fresh(Turn turn, IEnumerable<WorkItem> items) =>
    [
        .. items.Where(item => item.IsOpen && (item.UrgedAt is not { } urged || clock.DayOf(urged) != turn.Today || (turn.IsUrgent && !hours.IsOpen(urged))))
            .OrderBy(item => item.Deadline ?? DateOnly.MaxValue),
    ];

    private Decision Decide(Turn turn, IReadOnlyList<WorkItem> items, List<WorkItem> later, HashSet<string> carried)
    {
        var fresh = Fresh(turn, items);
        if (fresh.Count == 0)
            return new Decision(Reply.Of(turn.Say("今天已经催过了，没有再发。", "They were reminded today already; nothing was sent.")));
        var now = clock.Now;
        var messages = fresh.SelectMany(item => turn.Roster.LiaisonsOf(item.UnitId)).DistinctBy(person => person.Id, StringComparer.Ordinal)
            .Where(person => !carried.Contains(person.Id))
            .Select(person => MessageFor(turn, person, [.. fresh.Concat(later).Where(item => person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal))], now))
            .ToList();
        return new Decision(Answer(turn, fresh, items.Count - fresh.Count, messages))
        {
            Changes = [.. fresh.Select(item => new ItemChange(EventKind.Urged, item, item with { UrgedAt = now }, turn.Slots.ByText))],
            Messages = messages,
        };
    }

    private static Reply Answer(Turn turn, List<WorkItem> urged, int skipped, List<OutboxEntry> messages)
    {
        var unitIds = urged.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).ToList();
        return new Reply
        {
            Title = turn.Say($"已{(turn.IsUrgent ? "紧急" : "")}催办 {unitIds.Count} 个单位 {urged.Count} 项", $"Reminded {unitIds.Count} units of {urged.Count} items"),
            Tone = ReplyTone.Good,
            Lines = [.. new[]
            {
                Told.Line(turn, messages, unitIds.Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any())),
                skipped > 0 ? turn.Say($"另有 {skipped} 项今天已催过，没有重复发。", $"{skipped} were reminded today already.") : null,
            }.OfType<string>()],
            Hint = turn.IsUrgent ? Told.AtOnce(turn) : turn.Say("下班后和休息日发的，随对方的下一次晨报送达；要马上送到，请说“紧急催办…”。", "What is sent after hours comes with the reader's next morning message; say “urgent: …” to send it at once."),
        };
    }

    private OutboxEntry MessageFor(Turn turn, Person person, List<WorkItem> items, DateTimeOffset now)
    {
        var isEnglish = person.Language == "en";
        var theirs = turn with { IsEnglish = isEnglish };
        var by = turn.Slots.By is { } day ? isEnglish ? $" by {OfficeClock.Text(day)}" : $"，请在 {ItemRows.DayWord(day, turn.Today, isEnglish: false)}前反馈" : "";
        return new OutboxEntry(KeyOf(turn.Origin.MessageId, items[0].PlanId, person.Id), person.Id, "urge", new Reply
        {
            Title = (turn.IsUrgent ? Told.UrgentWord(isEnglish) : "") + (isEnglish ? $"{turn.Person.Name} asks for news of {items.Count} items{by}" : $"{turn.Person.Name}催办 {items.Count} 项任务{by}"),
            Tone = ReplyTone.Warning,
            Rows = [.. items.Take(10).Select(item => rows.RowOf(theirs, item, showsUnit: person.UnitIds.Count > 1))],
            Choices = items.Count == 1
                ? [new Choice(isEnglish ? "report" : "报进展", isEnglish ? $"update {turn.RefOf(items[0].PlanId, items[0].Number)}" : $"更新 {turn.RefOf(items[0].PlanId, items[0].Number)}") { IsPrimary = true }]
                : [Offers.MyTasks(isEnglish)],
            Hint = isEnglish ? "No news is a report too: update 7 no news" : "没有新进展也可以报：第7条 无新进展",
            Language = person.Language,
        }, now)
        {
            Items = [.. items.Select(item => item.Id)],
            IsUrgent = turn.IsUrgent,
        };
    }
}
