using System.Text;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Tables;

/// <summary>A row of tasks with its cells by meaning.</summary>
internal sealed class TableRow(int number, TableHeader header, string[] cells)
{
    private readonly Dictionary<ColumnKind, string> texts = [];

    public int Number { get; } = number;
    public string[] Cells { get; } = [.. cells.Select(cell => cell.TrimEnd(Marks.Cut))];

    /// <summary>True where the file ends inside the row.</summary>
    public bool IsCut { get; } = cells.Any(cell => cell is [.., Marks.Cut]);

    /// <summary>The words of a row that is one wide cell: a section heading.</summary>
    public string? Banner { get; init; }

    public List<(TableColumn Column, UnitList List)> UnitLists { get; set; } = [];

    public bool UnitsAreBlank { get; private set; }

    /// <summary>Takes the units of the row above into the columns that say 同上, and into one that stands before the task and is blank: its cell was merged.</summary>
    public void FillDittos(TableRow above)
    {
        var columns = Enumerable.Range(0, Cells.Length).Where(i => i < header.Columns.Count && header.Columns[i].Kind == ColumnKind.Units).ToList();
        var task = header.Columns.ToList().FindIndex(column => column.Kind == ColumnKind.Task);
        for (var i = 0; i < columns.Count && i < above.UnitLists.Count; i++)
        {
            var cell = Cells[columns[i]];
            var wasMerged = cell.Length == 0 && columns[i] < task && header.Columns[columns[i]].Role != UnitRole.Supporting;
            if (wasMerged || UnitWords.SaysSame(cell) || cell is "〃" or "″" or "\"")
                UnitLists[i] = above.UnitLists[i];
        }
    }

    public IEnumerable<string> UnitTimes => UnitLists.Select(pair => pair.List.Time);

    public string Text(ColumnKind kind) => texts.GetValueOrDefault(kind, "");

    /// <summary>What the section columns say, the one that names the task left out.</summary>
    public string SectionBut(int names) =>
        names < 0 ? Text(ColumnKind.Section) : string.Join(" / ", header.Columns.Select((column, i) => (column, i))
            .Where(pair => pair.column.Kind == ColumnKind.Section && pair.i != names && pair.i < Cells.Length && Cells[pair.i].Length > 0).Select(pair => Cells[pair.i]));

    public void Settle()
    {
        UnitsAreBlank = !IsCut && header.Columns.Any(c => c.Kind == ColumnKind.Units);
        for (var i = 0; i < Cells.Length && i < header.Columns.Count; i++)
        {
            var column = header.Columns[i];
            var text = Cells[i];
            if (column.Kind == ColumnKind.Units)
            {
                UnitLists.Add((column, UnitListParser.Parse(text, column.Role, labelled: true, withDuties: true)));
                UnitsAreBlank &= text.Length == 0;
            }
            else if (text.Length > 0)
            {
                texts[column.Kind] = texts.TryGetValue(column.Kind, out var before) && before != text ? before + Between(column.Kind) + text : text;
            }
        }
    }

    private static string Between(ColumnKind kind) => kind == ColumnKind.Section ? " / " : "，";
}

/// <summary>Splits a table into rows of tasks: repeated headers out, rows broken over a page joined again.</summary>
internal static class TableRows
{
    public static List<TableRow> Of(PlanBlock.Table table, TableHeader header, int first)
    {
        var rows = new List<TableRow>();
        var headerText = first > 0 ? Joined(table.Rows[first - 1]) : "";
        var numbers = IndexOf(header, ColumnKind.Number);
        var task = IndexOf(header, ColumnKind.Task);
        var pageTurned = false;
        for (var i = first; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            var text = Joined(row);
            var turned = pageTurned;
            pageTurned = text == headerText || (text.Length == 0 && turned);
            if (text.Length == 0 || text == headerText || TableHeader.From([.. row.Cells.Select(c => c.Text)]) is not null && row.Cells.All(c => c.Text.Length <= 12))
                continue;
            var cells = Enumerable.Range(0, header.Columns.Count).Select(c => c < row.Cells.Count ? row.Cells[c].Text.Trim() : "").ToArray();
            if (IsSum(cells) || IsNote(cells))
                continue;
            if (Banner(row, cells) is { } banner)
                rows.Add(new TableRow(row.Number, header, cells) { Banner = banner });
            else if (rows.Count > 0 && rows[^1].Banner is null && Continues(cells, rows[^1].Cells, row, numbers, task, header, turned))
                Append(rows[^1].Cells, row, cells, header);
            else
                rows.Add(new TableRow(row.Number, header, cells));
        }
        rows.ForEach(row => row.Settle());
        rows.RemoveAll(row => row.Banner is null && row.Text(ColumnKind.Task).Length == 0);
        return rows;
    }

    // One cell across the whole row, or only the first one filled, is a heading.
    private static string? Banner(PlanRow row, string[] cells)
    {
        var filled = cells.Where(cell => cell.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (filled.Count == 2 && cells[0] == filled[0] && Han.IsOrdinal(filled[0]) && filled[1].Length <= 40 && cells.Count(cell => cell.Length > 0) == 2)
            return Markdown(filled[1]);
        if (filled.Count != 1 || cells.Length < 3 || filled[0].Length > 60)
            return null;
        var spans = row.Cells.Count == 1 || cells.Count(cell => cell.Length > 0) == cells.Length;
        return spans || (cells[0].Length > 0 && Structure.HeadingMarks.AtStart(TextFolding.Fold(cells[0])) is { Kind: not Structure.HeadingKind.Figure }) ? Markdown(filled[0]) : null;
    }

    private static string Markdown(string cell) => cell.Replace("**", "", StringComparison.Ordinal).Trim();

    // Without a number and without units of its own the row is the rest of the one above.
    private static bool Continues(string[] cells, string[] above, PlanRow row, int numbers, int task, TableHeader header, bool pageTurned)
    {
        if (numbers < 0 || cells[numbers].Length > 0)
            return false;
        var units = header.Columns.Select((c, i) => (c, i)).Where(p => p.c.Kind == ColumnKind.Units && p.i < cells.Length).Select(p => cells[p.i]).ToList();
        if (cells[task].Length == 0 || (row.Cells.Count > task && row.Cells[task].Continued))
            return true;
        return (pageTurned || units.TrueForAll(cell => cell.Length == 0)) && above[task].Length > 0 && !EndsSentence(above[task]);
    }

    private static bool EndsSentence(string text) => text[^1] is '。' or '；' or ';' or '.' or '！';

    // The rest of a broken cell goes on in the middle of a name; where the row has another sentence of the task, its units are more units.
    private static void Append(string[] target, PlanRow row, string[] rest, TableHeader header)
    {
        var isAnother = header.Columns.Where((column, i) => column.Kind == ColumnKind.Task && rest[i].Length > 0 && target[i].Length > 0 && EndsSentence(target[i])).Any();
        for (var i = 0; i < target.Length; i++)
        {
            if (rest[i].Length > 0 && !(i < row.Cells.Count && row.Cells[i].Continued))
                target[i] += isAnother && header.Columns[i].Kind == ColumnKind.Units && target[i].Length > 0 ? $"、{rest[i]}" : rest[i];
        }
    }

    // 注：… across the row, 制表：… | 2026年3月6日 below the last.
    private static bool IsNote(string[] cells) =>
        cells.Where(cell => cell.Length > 0).Distinct(StringComparer.Ordinal).ToList() is [var first, .. var others]
        && (first.StartsWith("制表", StringComparison.Ordinal) || (others.Count == 0 && Structure.PlainHeadings.IsNote(TextFolding.Fold(first))));

    // 合计 | 12项: counts, and no task.
    private static bool IsSum(string[] cells) => cells.FirstOrDefault(cell => cell.Length > 0) is "合计" or "总计" or "小计" or "共计";

    private static int IndexOf(TableHeader header, ColumnKind kind) =>
        header.Columns.Select((c, i) => (c, i)).Where(p => p.c.Kind == kind).Select(p => p.i).FirstOrDefault(-1);

    private static string Joined(PlanRow row)
    {
        var text = new StringBuilder();
        foreach (var cell in row.Cells)
            text.Append(cell.Text.Trim());
        return text.ToString();
    }
}
