using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>通报, 日志 and 导入: a draft bulletin, posted into the groups once the office agrees, and the latest changes in chat; for an import, the words that make it.</summary>
public sealed class OfficePapers(LedgerReader reader, SubscribedGroups groups, Outbox outbox, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    private const int MostEvents = 12;
    private const int MostNamed = 5;

    public override IReadOnlyList<Intent> Intents => [Intent.Bulletin, Intent.Audit, Intent.ImportPlan];

    public override IReadOnlyList<CommandHelp> Help => [new("出一期督查通报", "按台账拟一份通报初稿", "bulletin", "a draft from the ledger")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken) => turn.Understood.Intent switch
    {
        Intent.Bulletin => await BulletinAsync(turn),
        Intent.Audit => await AuditAsync(turn),
        _ => Reply.Of(turn.Say("导入要在服务器上做：先 kexiebot plan inspect 文件 看草稿，再 kexiebot plan import 文件。", "Import on the server: kexiebot plan inspect FILE, then kexiebot plan import FILE.")),
    };

    // Names only those who did well (domain rule: no naming and shaming); the rest is numbers.
    private async Task<Reply> BulletinAsync(Turn turn)
    {
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        if (Periods.RangeOf(turn.Slots.Period, turn.Today) is not var (from, to))
            return Periods.Unknown(turn);
        var tallies = await Task.WhenAll(turn.Plans.Select(plan => reader.TallyAsync(plan.Id)));
        var total = tallies.Aggregate(Tally.Zero, (sum, tally) => sum + tally);
        var (events, isCut) = await Movement.EventsAsync(reader, SummaryScope.All(turn), new UnitScope(UnitIds: null), clock.At(from, TimeOnly.MinValue), clock.At(to.AddDays(1), TimeOnly.MinValue));
        var movement = Movement.Of(events, isCut);
        var best = ClosedMost(turn, events);
        var overdue = await CountDueAsync(turn, DateOnly.MinValue, turn.Today.AddDays(-1));
        var soon = await CountDueAsync(turn, turn.Today, calendar.AddWorkdays(turn.Today, Lights.YellowWorkdays));
        var late = (await Task.WhenAll(turn.Plans.Select(plan => reader.MissedAsync(plan.Id)))).Sum(items => items.Count(item => item.State == WorkItemState.Closed));
        var issue = turn.Slots.Issue is { } asked ? (Chinese: $"第{asked[(asked.IndexOf('-', StringComparison.Ordinal) + 1)..]}期，", English: $"no. {asked}, ") : (Chinese: "", English: "");
        var until = OfficeClock.Text(to < turn.Today ? to : turn.Today);
        var draft = new Reply
        {
            Title = turn.Say($"督查通报（{issue.Chinese}初稿）：{OfficeClock.Text(from)} 至 {until}", $"Bulletin ({issue.English}draft): {OfficeClock.Text(from)} to {until}"),
            Lines =
            [
                turn.Say(
                    $"一、总体情况。共 {total.Total} 项任务，已办结 {total.Closed} 项{(late > 0 ? $"（其中逾期办结 {late} 项）" : "")}，平均进度 {total.MeanPercent ?? 0}%。",
                    $"1. {total.Total} items, {total.Closed} closed{(late > 0 ? $" ({late} of them late)" : "")}, {total.MeanPercent ?? 0}% on average."),
                turn.Say(
                    $"二、本期进展。报送 {movement.Reports} 次，办结 {movement.Closed} 项{(best.Length > 0 ? $"，其中{best}" : "")}。",
                    $"2. {movement.Reports} reports, {movement.Closed} closed{(best.Length > 0 ? $", among them {best}" : "")}."),
                turn.Say(
                    $"三、需要关注。逾期 {overdue} 项，{Lights.YellowWorkdays} 个工作日内到期 {soon} 项，请各责任单位对照台账抓紧办理。",
                    $"3. {overdue} overdue, {soon} due within {Lights.YellowWorkdays} workdays."),
            ],
            Hint = turn.Say("初稿只点名办得好的，印发前请核对。", "A draft: it names only those who did well. Please check it."),
        };
        return turn.IsOffice && await groups.ListAsync() is { Count: > 0 } readers ? await ForGroupsAsync(turn, draft, readers) : draft;
    }

    // What goes to the groups is what the office has seen: where the numbers have changed since, it sees them first.
    private async Task<Reply> ForGroupsAsync(Turn turn, Reply draft, IReadOnlyList<GroupAddress> readers)
    {
        var shown = string.Join('\n', draft.Lines);
        if (turn.MustConfirm(isWide: true, shown))
        {
            var question = Question.Confirming(Intent.Bulletin, turn.Message.Text.Trim()) with { Shown = shown };
            return draft with
            {
                Choices = [new Choice(turn.Say("发到群", "send to the groups"), question.ConfirmSay) { IsPrimary = true }],
                Hint = turn.Say($"初稿只点名办得好的；核对无误，回复“确认”发到 {readers.Count} 个群。", $"A draft: it names only those who did well. “confirm” sends it to {readers.Count} groups."),
                Asks = question,
            };
        }

        var bulletin = draft with { Title = draft.Title.Replace("（初稿）", "", StringComparison.Ordinal).Replace("，初稿）", "）", StringComparison.Ordinal).Replace(" (draft)", "", StringComparison.Ordinal).Replace(", draft)", ")", StringComparison.Ordinal), Hint = null, Language = turn.Language };
        foreach (var group in readers)
            await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry($"bulletin/{turn.Origin.MessageId}/{group.Id}", group.Id, "event", bulletin, clock.Now));
        return Reply.Of(turn.Say($"通报已发往 {readers.Count} 个群。", $"The bulletin goes to {readers.Count} groups."), ReplyTone.Good) with
        {
            Hint = turn.Say("下班后和休息日发的，上班时送达。", "What is sent after hours arrives when the office opens."),
        };
    }

    // What was reopened since is no good work to be named for.
    private static string ClosedMost(Turn turn, IEnumerable<LedgerEvent> events) => string.Join(turn.Say("、", ", "), events
        .Where(entry => entry.Kind is EventKind.Closed or EventKind.Reopened)
        .GroupBy(entry => entry.After!.Id, StringComparer.Ordinal).Select(item => item.MaxBy(entry => entry.Seq)!)
        .Where(entry => entry.Kind == EventKind.Closed)
        .GroupBy(entry => entry.After!.UnitId, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostNamed)
        .Select(group => turn.Say($"{turn.Roster.NameOf(group.Key)}办结 {group.Count()} 项", $"{turn.Roster.NameOf(group.Key)} {group.Count()}")));

    private async Task<int> CountDueAsync(Turn turn, DateOnly from, DateOnly to) =>
        (await Task.WhenAll(turn.Plans.Select(plan => reader.CountDueAsync(plan.Id, from, to)))).Sum();

    private async Task<Reply> AuditAsync(Turn turn)
    {
        var since = clock.At(turn.Today.AddDays(-7), TimeOnly.MinValue);
        var found = await Task.WhenAll((await reader.RecordedPlanIdsAsync()).Select(planId => reader.EventsBetweenAsync(planId, since, DateTimeOffset.MaxValue, MostEvents)));
        var events = found.SelectMany(list => list).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Seq).Take(MostEvents).ToList();
        return events.Count == 0
            ? Reply.Of(turn.Say("近七天没有改动。", "No changes in seven days."))
            : new Reply
            {
                Title = turn.Say("近七天的改动（最近的在前）", "Changes of seven days, the latest first"),
                Facts = [.. events.Select(entry => new Fact(History.Moment(clock, entry), $"{entry.Item} {History.Words(turn, entry, showsUnit: false)}".TrimStart()))],
                Hint = turn.Say("完整的链可以用 kexiebot ledger verify 核对。", "kexiebot ledger verify checks the whole chain."),
            };
    }
}
