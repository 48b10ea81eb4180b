using System.Globalization;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Chat;

/// <summary>A file that goes with a reply: the ledger, a part of it or a draft, as a workbook. It says what is in it and is written when it is sent: a reply is kept, a file is not.</summary>
/// <param name="Name">With its ending, as the reader is to see it.</param>
/// <param name="Say">What to say to be given it again.</param>
public sealed record ReplyFile(string Name, string Say)
{
    /// <summary>Null for all plans.</summary>
    public IReadOnlyList<string>? PlanIds { get; init; }

    /// <summary>Null for all units.</summary>
    public IReadOnlyList<string>? UnitIds { get; init; }

    public bool OnlyOverdue { get; init; }

    /// <summary>Not the ledger: the draft that was read from this file, for correction.</summary>
    public KeptFile? DraftOf { get; init; }
}

/// <summary>Writes 台账, all work items with where they stand, as a workbook.</summary>
public sealed class LedgerFiles(LedgerReader reader, RosterStore rosters, ItemRows rows, OfficeClock clock)
{
    private sealed record Source(Plan Plan, WorkItem Item, Measure? Measure, Roster.Roster Roster, OfficeClock Clock, Light Light);

    private static readonly (string Name, CellKind Kind, Func<Source, string?> Value)[] Columns =
    [
        ("方案", CellKind.Text, row => row.Plan.Title),
        ("编号", CellKind.Number, row => Number(row.Measure?.PrintedNumber ?? row.Item.Number)),
        ("章节", CellKind.Text, row => row.Item.Section),
        ("举措", CellKind.Text, row => row.Measure?.Title),
        ("工作要求", CellKind.Text, row => row.Measure?.Text),
        ("单位", CellKind.Text, row => row.Roster.NameOf(row.Item.UnitId)),
        ("分工", CellKind.Text, row => ItemRows.RoleWord(row.Item.Role, Language.Chinese)),
        ("状态", CellKind.Text, row => ItemRows.StateWord(row.Item.State, Language.Chinese)),
        ("进度%", CellKind.Number, row => row.Item.IsLongTerm ? null : Number(row.Item.Percent)),
        ("期限", CellKind.Day, row => Day(row.Item.Deadline)),
        ("时限原文", CellKind.Text, row => row.Measure?.DeadlineText),
        ("误期", CellKind.Day, row => Day(row.Item.MissedDeadline)),
        ("亮灯", CellKind.Text, row => row.Light switch { Light.Red => "红", Light.Yellow => "黄", Light.Green => "绿", _ => null }),
        ("报送周期", CellKind.Text, row => row.Item.Cycle is { } cycle ? ItemRows.CycleWord(cycle, Language.Chinese) : null),
        ("目前进展", CellKind.Text, row => row.Item.Progress),
        ("存在问题", CellKind.Text, row => row.Item.Problem),
        ("下一步打算", CellKind.Text, row => row.Item.NextStep),
        ("佐证材料", CellKind.Text, row => string.Join('\n', row.Item.Evidence.Select(NameAndAddress))),
        ("批示", CellKind.Text, row => row.Item.Instruction),
        ("退回原因", CellKind.Text, row => row.Item.Returned),
        ("联络员", CellKind.Text, row => string.Join('、', row.Roster.LiaisonsOf(row.Item.UnitId).Select(person => person.Name))),
        ("交办时间", CellKind.Moment, row => Moment(row, row.Item.AssignedAt)),
        ("签收时间", CellKind.Moment, row => Moment(row, row.Item.AcknowledgedAt)),
        ("最近报送", CellKind.Moment, row => Moment(row, row.Item.ReportedAt)),
        ("办结时间", CellKind.Moment, row => row.Item.State == WorkItemState.Closed ? Moment(row, row.Item.StateSince) : null),
    ];

    /// <summary>What the file holds, in the order of the plans.</summary>
    public async Task<IReadOnlyList<WorkItem>> ItemsAsync(ReplyFile file) => [.. (await FindAsync(file, await rosters.GetAsync())).Select(found => found.Item)];

    /// <summary>The workbook, and how many items it holds.</summary>
    public async Task<(byte[] Content, int Count)> WriteAsync(ReplyFile file)
    {
        var roster = await rosters.GetAsync();
        var found = await FindAsync(file, roster);
        var sheet = new WorkbookSheet("台账",
        [
            [.. Columns.Select(column => column.Name)],
            .. found
                .Select(pair => new Source(pair.Plan, pair.Item, pair.Plan.FindMeasure(pair.Item.Number), roster, clock, rows.LightOf(pair.Item)))
                .Select(row => (IReadOnlyList<string>)[.. Columns.Select(column => column.Value(row) ?? "")]),
        ])
        { Kinds = [.. Columns.Select(column => column.Kind)] };
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [sheet]);
        return (stream.ToArray(), found.Count);
    }

    private async Task<IReadOnlyList<(Plan Plan, WorkItem Item)>> FindAsync(ReplyFile file, Roster.Roster roster)
    {
        var found = new List<(Plan, WorkItem)>();
        foreach (var plan in (await reader.PlansAsync()).Where(plan => file.PlanIds?.Contains(plan.Id, StringComparer.Ordinal) is not false))
        {
            var items = file.OnlyOverdue ? await reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, clock.Today.AddDays(-1))
                : file.UnitIds is { } units ? await reader.ItemsOfUnitsAsync([plan], units)
                : await WholeAsync(plan, roster);
            found.AddRange(items.Where(item => file.UnitIds?.Contains(item.UnitId, StringComparer.Ordinal) is not false).OrderBy(item => item.Number).ThenBy(item => item.Order).Select(item => (plan, item)));
        }

        return found;
    }

    // With what was withdrawn: the paper still names it.
    private async Task<IReadOnlyList<WorkItem>> WholeAsync(Plan plan, Roster.Roster roster)
    {
        var items = new List<WorkItem>();
        foreach (var measure in plan.Measures)
            items.AddRange(measure.IsVoid ? await reader.WithdrawnItemsAsync(plan, measure, roster) : await reader.ItemsOfMeasureAsync(plan.Id, measure.Number));
        return items;
    }

    private static string NameAndAddress(EvidencePiece piece) =>
        Uri.IsWellFormedUriString(piece.Source, UriKind.Absolute) && piece.Source != piece.Name ? $"{piece.Name} {piece.Source}" : piece.Name;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day is { } date ? OfficeClock.Text(date) : null;

    private static string? Moment(Source row, DateTimeOffset? instant) => instant is { } at ? row.Clock.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
}
