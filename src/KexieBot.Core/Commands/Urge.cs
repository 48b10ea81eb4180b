using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>
/// 催办: to a unit, a measure, or all that are overdue, unreported or unsigned. One message to each liaison however many items it names; it waits
/// for office hours; nobody is urged for the same item twice a day; more than one unit is confirmed with the count first.
/// </summary>
public sealed class Urge(Ledger.Ledger ledger, LedgerReader reader, ItemFinder finder, ItemRows rows, OfficeClock clock) : ChatCommand
{
    private const int MostItems = 500;

    public override IReadOnlyList<Intent> Intents => [Intent.Urge];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("催一下第7条", "催一条、一个单位，或“催办所有逾期的”", "urge 7", "also a unit, or “remind all overdue”"),
    ];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots is { Measures.Count: 0, Unit: null, Scope: null })
        {
            return new Reply
            {
                Title = turn.Say("要催谁？", "Whom?"),
                Choices = [.. new[] { turn.Say("催办所有逾期的", "remind all overdue"), turn.Say("催没报的单位", "remind all who have not reported"), turn.Say("给没签收的单位发个提醒", "remind all unsigned") }.Select(say => new Choice(say, say))],
            };
        }

        var (items, refusal) = await ItemsAsync(turn);
        if (refusal is not null)
            return refusal;
        var open = items.Where(item => item.IsOpen).Take(MostItems).ToList();
        if (open.Count == 0)
            return Reply.Of(turn.Say("没有需要催办的任务。", "There is nothing to urge."), ReplyTone.Good);
        var units = open.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();
        if (units > 1 && !turn.IsConfirmed)
            return Reply.Confirm(turn, turn.Say($"将催办 {units} 个单位的 {open.Count} 项：{Grouping.ByUnit(turn, open)}。确认吗？", $"This reminds {units} units of {open.Count} items. Confirm?"), turn.Message.Text.Trim());
        var replies = new List<Reply>();
        foreach (var ofPlan in open.GroupBy(item => item.PlanId, StringComparer.Ordinal))
            replies.Add(await ledger.CommitAsync(ofPlan.Key, turn.Origin, [.. ofPlan.Select(item => item.Ref)], current => Decide(turn, [.. current.Values])));
        return replies.Count == 1 ? replies[0] : replies[0] with { Lines = [.. replies.SelectMany(reply => reply.Lines.Prepend(reply.Title)).Skip(1)] };
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
                if (await finder.MeasureAsync(turn, measure) is not FoundMeasure.Yes found)
                    return ([], Reply.Refusal(turn.Say($"没找到第{measure}条，没有催办。", $"I could not find {measure}; nobody was reminded.")));
                items.AddRange(found.Items.Where(item => unitIds is null || unitIds.Contains(item.UnitId, StringComparer.Ordinal)));
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

    private Decision Decide(Turn turn, IReadOnlyList<WorkItem> items)
    {
        // Who was urged today already is not urged again, whoever asks.
        var fresh = items.Where(item => item.IsOpen && (item.UrgedAt is not { } urged || clock.DayOf(urged) != turn.Today)).OrderBy(item => item.Deadline ?? DateOnly.MaxValue).ToList();
        if (fresh.Count == 0)
            return new Decision(Reply.Of(turn.Say("今天已经催过了，没有再发。", "They were reminded today already; nothing was sent.")));
        var now = clock.Now;
        var messages = fresh
            .SelectMany(item => turn.Roster.LiaisonsOf(item.UnitId).Select(person => (person, item)))
            .GroupBy(pair => pair.person.Id, StringComparer.Ordinal)
            .Select(group => MessageFor(turn, group.First().person, [.. group.Select(pair => pair.item)], now))
            .ToList();
        var alone = fresh.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any());
        var units = fresh.Select(item => item.UnitId).Distinct(StringComparer.Ordinal).Count();
        return new Decision(new Reply
        {
            Title = turn.Say($"已催办 {units} 个单位 {fresh.Count} 项", $"Reminded {units} units of {fresh.Count} items"),
            Tone = ReplyTone.Good,
            Lines =
            [
                .. Told.Line(turn, messages, alone) is { } told ? new[] { told } : [],
                .. fresh.Count < items.Count ? new[] { turn.Say($"另有 {items.Count - fresh.Count} 项今天已催过，没有重复发。", $"{items.Count - fresh.Count} were reminded today already.") } : [],
            ],
            Hint = turn.Say("下班后和休息日发的，上班时送达。", "What is sent after hours arrives when the office opens."),
        })
        {
            Changes = [.. fresh.Select(item => new ItemChange(EventKind.Urged, item, item with { UrgedAt = now }, turn.Slots.ByText))],
            Messages = messages,
        };
    }

    private OutboxEntry MessageFor(Turn turn, Person person, List<WorkItem> items, DateTimeOffset now)
    {
        var isEnglish = person.Language == "en";
        var theirs = turn with { IsEnglish = isEnglish };
        var by = turn.Slots.By is { } day ? isEnglish ? $" by {OfficeClock.Text(day)}" : $"，请在 {ItemRows.DayWord(day, turn.Today, isEnglish: false)}前反馈" : "";
        return new OutboxEntry(KeyOf(turn.Origin.MessageId, items[0].PlanId, person.Id), person.Id, "urge", new Reply
        {
            Title = isEnglish ? $"{turn.Person.Name} asks for news of {items.Count} items{by}" : $"{turn.Person.Name}催办 {items.Count} 项任务{by}",
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
        };
    }
}
