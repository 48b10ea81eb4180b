using System.Globalization;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Commands;

/// <summary>历史 N: who did what when, over which channel, the newest first.</summary>
public sealed class History(LedgerReader reader, ItemFinder finder, OfficeClock clock) : ChatCommand
{
    private const int MostEvents = 12;
    private const int LongestText = 60;

    public override IReadOnlyList<Intent> Intents => [Intent.AskHistory];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new("第7条之前报过什么", "这一条的经过：谁、何时、做了什么", "history 7", "who did what when"),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 0 && turn.Slots.Period is not null)
            return await ReportsAsync(turn);
        if (turn.Slots.Measures.Count != 1)
            return Reply.Refusal(turn.Say("请说明是第几条，例如：历史 7", "Which measure? For example: history 7")) with { Asks = Question.Completing(Intent.AskHistory, turn.Say("历史", "history")) with { AwaitsNumber = true } };
        return await finder.MeasureAsync(turn, turn.Slots.Measures[0]) switch
        {
            FoundMeasure.Yes yes => await ShowAsync(turn, yes.Plan, yes.Measure, yes.Items),
            FoundMeasure.No no => no.Reply,
            _ => throw new InvalidOperationException("A new kind of FoundMeasure has no answer here."),
        };
    }

    // 今天报了什么: the reports of that time that the person may read.
    private async Task<Reply> ReportsAsync(Turn turn)
    {
        if (Periods.RangeOf(turn.Slots.Period, turn.Today) is not var (from, to))
            return Periods.Unknown(turn);
        var found = await Task.WhenAll(turn.Plans.Select(plan => reader.EventsBetweenAsync(plan.Id, clock.At(from, TimeOnly.MinValue), clock.At(to.AddDays(1), TimeOnly.MinValue), int.MaxValue)));
        var reports = found.SelectMany(list => list).Where(entry => entry.Kind is EventKind.Reported or EventKind.Corrected && turn.MayReadUnit(entry.After!.UnitId) && (turn.NamedUnit is null || turn.NamedUnit.Id == entry.After.UnitId)).OrderByDescending(entry => entry.At).ToList();
        var when = from == to ? ItemRows.DayWord(from, turn.Today, turn.IsEnglish) : turn.Say($"{ItemRows.DayWord(from, turn.Today, isEnglish: false)}—{ItemRows.DayWord(to, turn.Today, isEnglish: false)}", $"{OfficeClock.Text(from)} to {OfficeClock.Text(to)}");
        return reports.Count == 0
            ? Reply.Of(turn.Say($"{when}还没有报送。", $"Nothing was reported ({when})."))
            : new Reply
            {
                Title = turn.Say($"{when}报送 {reports.Count} 次（{reports.Select(entry => entry.After!.UnitId).Distinct(StringComparer.Ordinal).Count()} 个单位），最近的在前", $"{reports.Count} reports ({when}), the latest first"),
                Facts = [.. reports.Take(MostEvents).Select(entry => new Fact(Moment(clock, entry), turn.Say("第", "") + turn.RefOf(entry.After!.PlanId, entry.After.Number) + turn.Say("条 ", " ") + Words(turn, entry, showsUnit: true)))],
                Hint = reports.Count > MostEvents ? turn.Say($"只列最近的 {MostEvents} 条。", $"The latest {MostEvents} only.") : null,
                RefreshSay = turn.Message.Text,
            };
    }

    private async Task<Reply> ShowAsync(Turn turn, Plan plan, Measure measure, IReadOnlyList<WorkItem> items)
    {
        var unit = turn.Slots.Unit is { } name ? turn.Roster.FindUnit(name) : null;
        // Units whose item was withdrawn stand in no index: what they did is asked for by name.
        var units = items.Select(item => item.UnitId)
            .Concat(PlanImport.ItemsOf(plan.Id, measure, turn.Roster, clock.Now).Select(item => item.UnitId))
            .Concat(turn.Roster.Units.Select(known => known.Id))
            .Distinct(StringComparer.Ordinal).Where(turn.MayReadUnit).Where(unitId => unit is null || unitId == unit.Id).ToList();
        var histories = await Task.WhenAll(units.Select(unitId => reader.HistoryAsync(plan.Id, WorkItem.RefOf(measure.Number, unitId), MostEvents + 1)));
        var all = histories.SelectMany(list => list).OrderByDescending(entry => entry.Seq).ToList();
        var (events, isOfSeveral) = (all.Take(MostEvents).ToList(), histories.Count(list => list.Count > 0) > 1);
        var reference = turn.RefOf(plan.Id, measure.Number);
        return events.Count == 0
            ? Reply.Refusal(turn.Say($"第{reference}条没有您能查看的记录。", $"There is nothing on {reference} that you may see."))
            : new Reply
            {
                Title = turn.Say($"第{reference}条 {measure.Title} 的经过", $"History of {reference} {measure.Title}"),
                Facts = [.. events.Select(entry => new Fact(Moment(clock, entry), Words(turn, entry, showsUnit: isOfSeveral)))],
                Hint = all.Count > MostEvents ? turn.Say($"只列最近的 {MostEvents} 条。", $"The latest {MostEvents} only.") : null,
                RefreshSay = turn.Message.Text,
            };
    }

    /// <summary>"11-24 09:00", with the year where that is not this year's.</summary>
    internal static string Moment(OfficeClock clock, LedgerEvent entry)
    {
        var local = clock.Local(entry.At);
        return local.ToString(local.Year == clock.Today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    internal static string Words(Turn turn, LedgerEvent entry, bool showsUnit)
    {
        var who = entry.By == Origin.CommandLine ? turn.Say("服务器命令行", "command line") : turn.Roster.FindPerson(entry.By)?.Name ?? entry.By;
        var unit = showsUnit && entry.After is { } item ? $"{turn.Roster.NameOf(item.UnitId)} · " : "";
        var changed = string.Concat(Changes(turn, entry).Select(change => " " + change));
        var text = entry.Text is { Length: > 0 } said ? turn.Say("：", ": ") + (said.Length > LongestText ? said[..LongestText] + "…" : said) : "";
        return $"{unit}{who}（{entry.Channel}） {Word(turn, entry.Kind)}{changed}{text}";
    }

    private static IEnumerable<string> Changes(Turn turn, LedgerEvent entry)
    {
        // A new item comes from nowhere.
        if (entry is not { After: { } after, FromState: { } state })
            yield break;
        if (entry.FromPercent is { } percent && percent != after.Percent)
            yield return $"{percent}% → {after.Percent}%";
        if (state != after.State)
            yield return $"{ItemRows.StateWord(state, turn.IsEnglish)} → {ItemRows.StateWord(after.State, turn.IsEnglish)}";
        if (entry.FromDeadline != after.Deadline)
            yield return $"{Day(turn, entry.FromDeadline)} → {Day(turn, after.Deadline)}";
    }

    private static string Day(Turn turn, DateOnly? day) => day is { } set ? OfficeClock.Text(set) : turn.Say("无期限", "no deadline");

    internal static string Word(Turn turn, EventKind kind) => kind switch
    {
        EventKind.Assigned => turn.Say("交办", "assigned"),
        EventKind.Acknowledged => turn.Say("签收", "signed"),
        EventKind.Reported => turn.Say("报进展", "reported"),
        EventKind.Corrected => turn.Say("更正", "corrected"),
        EventKind.CloseRequested => turn.Say("申请办结", "asked to close"),
        EventKind.Closed => turn.Say("通过办结", "accepted"),
        EventKind.Returned => turn.Say("退回", "returned"),
        EventKind.ExtensionRequested => turn.Say("申请延期", "asked for an extension"),
        EventKind.ExtensionGranted => turn.Say("同意延期", "granted the extension"),
        EventKind.ExtensionRefused => turn.Say("不同意延期", "refused the extension"),
        EventKind.Suspended => turn.Say("暂缓", "paused"),
        EventKind.Resumed => turn.Say("恢复", "resumed"),
        EventKind.Reopened => turn.Say("重开", "reopened"),
        EventKind.DeadlineChanged => turn.Say("改期限", "moved the deadline"),
        EventKind.RoleChanged => turn.Say("改分工", "changed the part"),
        EventKind.Urged => turn.Say("催办", "urged"),
        EventKind.Instructed => turn.Say("批示", "instructed"),
        EventKind.Undone => turn.Say("撤销", "undid"),
        EventKind.EvidenceAdded => turn.Say("交佐证", "added evidence"),
        EventKind.Disputed => turn.Say("提出异议", "objected"),
        EventKind.StageClosed => turn.Say("通过节点", "accepted the stage"),
        EventKind.PlanImported => turn.Say("方案入账或改动", "took in or edited the plan"),
        EventKind.PlanRemoved => turn.Say("删除方案", "removed the plan"),
        EventKind.DisputeRejected => turn.Say("不采纳异议", "did not follow the objection"),
        EventKind.HandedOver => turn.Say("移交", "handed over"),
        EventKind.Voided => turn.Say("作废", "voided"),
        EventKind.MeasureChanged => turn.Say("随方案调整", "changed with the plan"),
        _ => kind.ToString(),
    };
}
