using System.Globalization;
using System.Text;
using KexieBot.Core;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Cli;

/// <summary>What <c>remind simulate</c> found, as tables that a clerk can read.</summary>
internal static class SimulationText
{
    public static string Of(IReadOnlyList<PlanDraft> drafts, SimulatedPeople people, SimulatedPace pace, SimulationResult result, bool isEnglish)
    {
        string Say(string chinese, string english) => isEnglish ? english : chinese;
        var text = new StringBuilder();
        foreach (var draft in drafts)
            text.AppendLine(draft.Title);
        text.AppendLine(Say(
            $"{drafts.Count} 个方案，{result.Items} 项任务，{people.Persons} 名联络员，{result.Workdays} 个工作日，当天就办的比例 {people.Diligence:0.##}",
            $"{(drafts.Count == 1 ? "1 plan" : $"{drafts.Count} plans")}, {result.Items} items, {people.Persons} liaisons, {result.Workdays} workdays, {people.Diligence:0.##} of the nudges answered on their day"));
        text.AppendLine(Say($"共发 {result.Messages} 条。到期末办结 {result.ClosedItems} 项，逾期 {result.OverdueAtEnd} 项", $"{result.Messages} messages in all. At the end {result.ClosedItems} items closed, {result.OverdueAtEnd} overdue"));
        Table(
            text,
            Say("每人每个工作日收到几条", "Messages per person and workday"),
            [
                [Say("角色", "role"), Say("人数", "persons"), Say("共几条", "messages"), Say("平均", "mean"), "95%", Say("最多", "most")],
                .. result.Loads.Select(load => new[] { RoleName(load.Role, isEnglish), $"{load.Persons}", $"{load.Messages}", Text(load.MeanPerPersonAndDay), $"{load.P95PerPersonAndDay}", $"{load.MostPerPersonAndDay}" }),
            ]);
        Table(text, Say("最忙的日子", "The busiest days"), [[Say("日期", "day"), Say("条数", "messages")], .. result.PeakDays.Select(day => new[] { OfficeClock.Text(day.Day), $"{day.Messages}" })]);
        Table(
            text,
            Say("一天里的钟点", "Hours of the day"),
            [
                [Say("钟点", "hour"), Say("共几条", "messages"), Say("最多的一天", "most on a day"), Say("是哪天", "which was")],
                .. result.Hours.Select(hour => new[] { $"{hour.Hour:00}:00", $"{hour.Messages}", $"{hour.Most}", OfficeClock.Text(hour.BusiestDay) }),
            ]);
        Table(text, Say("种类", "Kinds"), [[Say("种类", "kind"), Say("条数", "messages")], .. result.ByKind.Select(kind => new[] { isEnglish ? kind.Key : KindName(kind.Key), $"{kind.Value}" })]);
        text.AppendLine();
        text.AppendLine(Say(
            $"若平台发一条要 {pace.PerSend.TotalSeconds:0.##} 秒、同时发 {pace.AtOnce} 条：平均晚 {result.MeanLateness.TotalSeconds:0.#} 秒，95% 在 {result.P95Lateness.TotalSeconds:0.#} 秒内，最晚 {result.MostLateness.TotalSeconds:0.#} 秒",
            $"With {pace.PerSend.TotalSeconds:0.##} s a message and {pace.AtOnce} at one time: {result.MeanLateness.TotalSeconds:0.#} s late on average, 95 % within {result.P95Lateness.TotalSeconds:0.#} s, {result.MostLateness.TotalSeconds:0.#} s at most"));
        text.AppendLine(Say(
            $"下班后的 {result.Held} 条并入下一次晨报，最久等了 {result.LongestHeld.TotalHours:0} 小时",
            $"{result.Held} messages caused after hours were said in the next morning message, after {result.LongestHeld.TotalHours:0} hours at most"));
        text.Append(Say("催办和批示没有算在内。", "Urging and remarks are not included."));
        return text.ToString();
    }

    private static string RoleName(PersonRole? role, bool isEnglish) => (role, isEnglish) switch
    {
        (null, false) => "全部",
        (null, true) => "all",
        (PersonRole.Liaison, false) => "联络员",
        (PersonRole.UnitHead, false) => "单位负责人",
        (PersonRole.Leader, false) => "领导",
        (PersonRole.Office, false) => "办公室",
        (PersonRole.UnitHead, true) => "unit head",
        (_, _) => role.Value.ToString().ToLowerInvariant(),
    };

    private static string KindName(string kind) => kind switch
    {
        NudgeKind.Digest => "晨报",
        NudgeKind.Deadline => "临近到期",
        NudgeKind.Progress => "待报进展",
        NudgeKind.Overdue => "逾期",
        NudgeKind.Escalation => "请负责人、领导过问",
        NudgeKind.Summary => "每周汇总",
        NudgeKind.Held => "下班后的消息",
        "event" => "申请办结、办结通过",
        _ => kind,
    };

    private static void Table(StringBuilder text, string title, IReadOnlyList<string[]> rows)
    {
        text.AppendLine().AppendLine(title);
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => Width(row[column]))).ToList();
        foreach (var row in rows)
        {
            text.Append(' ', 2).Append(row[0]);
            // The first column says what, and is aligned to the left; numbers to the right.
            for (var column = 1; column < row.Length; column++)
                text.Append(' ', (column == 1 ? widths[0] - Width(row[0]) : 0) + 3 + widths[column] - Width(row[column])).Append(row[column]);
            text.AppendLine();
        }
    }

    // A terminal gives a Chinese character two columns.
    private static int Width(string text) => text.Sum(character => character >= '\u2e80' ? 2 : 1);

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
