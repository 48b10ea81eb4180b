using System.Text.Json;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Core.Workbooks;

namespace KexieBot.Cli;

/// <summary><c>ledger export</c>: all work items with where they stand, as a workbook for people or as JSON for programs.</summary>
internal static class LedgerExport
{
    private static readonly string[] Columns =
        ["方案", "编号", "章节", "举措", "单位", "分工", "状态", "进度%", "期限", "亮灯", "报送周期", "目前进展", "存在问题", "下一步打算", "批示", "联络员", "交办时间", "签收时间", "最近报送"];

    public static async Task<int> RunAsync(string file, CancellationToken cancellationToken)
    {
        var isJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && !file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            throw new VerbRefusedException($"不认识“{Path.GetExtension(file)}”，请写 .xlsx 或 .json，例如 ledger export 台账.xlsx。");
        await using var session = await CliSession.OpenAsync();
        var reader = session.Get<LedgerReader>();
        var plans = await reader.PlansAsync();
        var roster = await session.Get<RosterStore>().GetAsync();
        var items = new List<(Plan Plan, WorkItem Item)>();
        foreach (var plan in plans)
            foreach (var measure in plan.Measures)
                items.AddRange((measure.IsVoid ? await reader.WithdrawnItemsAsync(plan, measure, roster) : await reader.ItemsOfMeasureAsync(plan.Id, measure.Number)).Select(item => (plan, item)));

        // A file that is half written is worse than none: it gets its name when it is whole.
        var unfinished = file + ".part";
        await using (var stream = File.Create(unfinished))
        {
            if (isJson)
                await JsonSerializer.SerializeAsync(stream, items.Select(pair => pair.Item), LedgerJson.Options, cancellationToken);
            else
                WorkbookWriter.Write(stream, [SheetOf(session, roster, items)]);
        }

        File.Move(unfinished, file, overwrite: true);
        Console.WriteLine($"已导出 {items.Count} 项任务到 {file}。{items.Count} items exported.");
        return 0;
    }

    private static WorkbookSheet SheetOf(CliSession session, Roster roster, List<(Plan Plan, WorkItem Item)> items)
    {
        var (clock, rows) = (session.Get<OfficeClock>(), session.Get<ItemRows>());
        return new WorkbookSheet("台账",
        [
            Columns,
            .. items.Select(pair => RowOf(pair.Plan, pair.Item, roster, clock, rows.LightOf(pair.Item))),
        ]);
    }

    private static string[] RowOf(Plan plan, WorkItem item, Roster roster, OfficeClock clock, Light light) =>
    [
        plan.Title,
        FormattableString.Invariant($"{item.Number}"),
        item.Section,
        plan.FindMeasure(item.Number)?.Title ?? "",
        roster.NameOf(item.UnitId),
        ItemRows.RoleWord(item.Role, isEnglish: false),
        ItemRows.StateWord(item.State, isEnglish: false),
        item.IsLongTerm ? "" : FormattableString.Invariant($"{item.Percent}"),
        item.Deadline is { } day ? OfficeClock.Text(day) : "",
        light switch { Light.Red => "红", Light.Yellow => "黄", Light.Green => "绿", _ => "" },
        item.Cycle is { } cycle ? ItemRows.CycleWord(cycle, isEnglish: false) : "",
        item.Progress ?? "",
        item.Problem ?? "",
        item.NextStep ?? "",
        item.Instruction ?? "",
        string.Join('、', roster.LiaisonsOf(item.UnitId).Select(person => person.Name)),
        Moment(clock, item.AssignedAt),
        item.AcknowledgedAt is { } signed ? Moment(clock, signed) : "",
        item.ReportedAt is { } reported ? Moment(clock, reported) : "",
    ];

    private static string Moment(OfficeClock clock, DateTimeOffset instant) => clock.Local(instant).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
