using System.Globalization;
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
    private sealed record Source(Plan Plan, WorkItem Item, Measure? Measure, Roster Roster, OfficeClock Clock, Light Light);

    private static readonly (string Name, CellKind Kind, Func<Source, string?> Value)[] Columns =
    [
        ("方案", CellKind.Text, row => row.Plan.Title),
        ("编号", CellKind.Number, row => Number(row.Measure?.PrintedNumber ?? row.Item.Number)),
        ("章节", CellKind.Text, row => row.Item.Section),
        ("举措", CellKind.Text, row => row.Measure?.Title),
        ("工作要求", CellKind.Text, row => row.Measure?.Text),
        ("单位", CellKind.Text, row => row.Roster.NameOf(row.Item.UnitId)),
        ("分工", CellKind.Text, row => ItemRows.RoleWord(row.Item.Role, isEnglish: false)),
        ("状态", CellKind.Text, row => ItemRows.StateWord(row.Item.State, isEnglish: false)),
        ("进度%", CellKind.Number, row => row.Item.IsLongTerm ? null : Number(row.Item.Percent)),
        ("期限", CellKind.Day, row => Day(row.Item.Deadline)),
        ("时限原文", CellKind.Text, row => row.Measure?.DeadlineText),
        ("误期", CellKind.Day, row => Day(row.Item.MissedDeadline)),
        ("亮灯", CellKind.Text, row => row.Light switch { Light.Red => "红", Light.Yellow => "黄", Light.Green => "绿", _ => null }),
        ("报送周期", CellKind.Text, row => row.Item.Cycle is { } cycle ? ItemRows.CycleWord(cycle, isEnglish: false) : null),
        ("目前进展", CellKind.Text, row => row.Item.Progress),
        ("存在问题", CellKind.Text, row => row.Item.Problem),
        ("下一步打算", CellKind.Text, row => row.Item.NextStep),
        ("佐证材料", CellKind.Text, row => string.Join('\n', row.Item.Evidence.Select(piece => Uri.IsWellFormedUriString(piece.Source, UriKind.Absolute) && piece.Source != piece.Name ? $"{piece.Name} {piece.Source}" : piece.Name))),
        ("批示", CellKind.Text, row => row.Item.Instruction),
        ("退回原因", CellKind.Text, row => row.Item.Returned),
        ("联络员", CellKind.Text, row => string.Join('、', row.Roster.LiaisonsOf(row.Item.UnitId).Select(person => person.Name))),
        ("交办时间", CellKind.Moment, row => Moment(row, row.Item.AssignedAt)),
        ("签收时间", CellKind.Moment, row => Moment(row, row.Item.AcknowledgedAt)),
        ("最近报送", CellKind.Moment, row => Moment(row, row.Item.ReportedAt)),
        ("办结时间", CellKind.Moment, row => row.Item.State == WorkItemState.Closed ? Moment(row, row.Item.StateSince) : null),
    ];

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
            [.. Columns.Select(column => column.Name)],
            .. items
                .Select(pair => new Source(pair.Plan, pair.Item, pair.Plan.FindMeasure(pair.Item.Number), roster, clock, rows.LightOf(pair.Item)))
                .Select(row => (IReadOnlyList<string>)[.. Columns.Select(column => column.Value(row) ?? "")]),
        ])
        { Kinds = [.. Columns.Select(column => column.Kind)] };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day is { } date ? OfficeClock.Text(date) : null;

    private static string? Moment(Source row, DateTimeOffset? instant) => instant is { } at ? row.Clock.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
}
