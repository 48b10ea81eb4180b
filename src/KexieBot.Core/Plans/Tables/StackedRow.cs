using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Tables;

/// <summary>
/// Lays the lines of one row over its columns, each cell broken into as many lines as its width made: 市住房城乡建 / 设委、市发展 / 改革委.
/// Of all ways to part them it takes the one with the fewest oddities, a name that ends in the middle being the worst.
/// </summary>
internal static class StackedRow
{
    // In oddities. Only their order matters.
    private const double Impossible = 100;
    private const double BrokenName = 3;
    private const double NoUnits = 3;
    private const double NoTask = 4;
    private const double Dangling = 2;
    private const double RunTogether = 2;
    private const double ShortLine = 1;
    private const double Untimely = 2;
    private const double OpenEnd = 1;
    private const double Slight = 0.3;

    private const int MostUnitLines = 24;
    private const int LongestUnitLine = 40;
    private const int LongestSectionLine = 10;

    // A longer name begins with its place, or with the end of a task.
    private const int LongestStrangeName = 14;

    /// <param name="parts">The row's lines, parted where the page turned inside it.</param>
    public static string[] Cells(IReadOnlyList<IReadOnlyList<string>> parts, IReadOnlyList<TableColumn> columns)
    {
        var cells = columns.Select(_ => "").ToArray();
        for (var i = 0; i < parts.Count; i++)
            cells = Laid(SplitAtStops(parts[i]), columns, cells, goesOn: i + 1 < parts.Count);
        return cells;
    }

    private static string[] Laid(List<string> lines, IReadOnlyList<TableColumn> columns, string[] before, bool goesOn)
    {
        // least[c, n]: the fewest oddities with n lines in the first c columns; from: where column c then began.
        var least = new double[columns.Count + 1, lines.Count + 1];
        var from = new int[columns.Count + 1, lines.Count + 1];
        for (var n = 1; n <= lines.Count; n++)
            least[0, n] = double.PositiveInfinity;
        for (var c = 1; c <= columns.Count; c++)
        {
            for (var n = 0; n <= lines.Count; n++)
                least[c, n] = double.PositiveInfinity;
            for (var start = 0; start <= lines.Count; start++)
            {
                if (double.IsPositiveInfinity(least[c - 1, start]))
                    continue;
                for (var n = start; n <= lines.Count; n++)
                {
                    var odd = Oddities(columns[c - 1].Kind, lines, start..n, before[c - 1], goesOn);
                    if (least[c - 1, start] + odd < least[c, n])
                        (least[c, n], from[c, n]) = (least[c - 1, start] + odd, start);
                    if (odd >= Impossible)
                        break;
                }
            }
        }
        var cells = new string[columns.Count];
        for (var (c, end) = (columns.Count, lines.Count); c > 0; end = from[c, end], c--)
            cells[c - 1] = Joined(columns[c - 1].Kind, before[c - 1], [.. lines.Take(from[c, end]..end)]);
        return cells;
    }

    private static double Oddities(ColumnKind kind, List<string> lines, Range range, string before, bool goesOn)
    {
        var own = lines.Take(range).ToList();
        return kind switch
        {
            ColumnKind.Units => OfUnits(own, before, goesOn),
            ColumnKind.Task => OfTask(own, before, goesOn),
            ColumnKind.Section => OfSection(own, range.End.Value < lines.Count ? lines[range.End.Value] : ""),
            ColumnKind.Time or ColumnKind.Cycle => own.Count == 0 ? (before.Length > 0 ? 0 : 1) : own.Count > 4 ? Impossible : IsTime(before + string.Concat(own)) ? 0 : Untimely,
            _ => own.Count == 0 ? 0 : OpenEnd,
        };
    }

    private static double OfUnits(List<string> own, string before, bool goesOn)
    {
        if (own.Count == 0 && before.Length == 0)
            return NoUnits;
        if (own.Count > MostUnitLines || own.Exists(line => line.Length > LongestUnitLine || line.Contains('。', StringComparison.Ordinal)))
            return Impossible;
        var text = TextFolding.Fold(Joined(ColumnKind.Units, before, own));
        if (text is "—" or "——" or "-" or "/" or "无")
            return 0;
        var pieces = UnitNames.Pieces(text).ConvertAll(piece => text[piece].Trim());
        var broken = pieces.Where((piece, i) => !UnitWords.LooksLikeUnit(WithoutRole(piece)) && !(goesOn && i == pieces.Count - 1)).Count();
        if (broken > 3)
            return Impossible;
        var widest = own.Count == 0 ? 0 : own.Max(line => line.Length);
        return (broken * BrokenName)
            + (pieces.Count(UnitWords.IsTwoNames) * RunTogether)
            + (pieces.Count(piece => piece.Length > LongestStrangeName && !UnitWords.IsOfThePlace(piece)) * RunTogether)
            + (!goesOn && text[^1] is '、' or '，' ? Dangling : 0)
            + (own.SkipLast(1).Count(line => line.Length < widest - 1 && line[^1] is not ('、' or '，' or ',')) * ShortLine);
    }

    private static double OfTask(List<string> own, string before, bool goesOn)
    {
        if (own.Count == 0)
            return before.Length > 0 ? Slight : NoTask;
        var ends = own[^1][^1] is '。' or '；' or '！';
        return (ends ? 0 : goesOn ? Slight : OpenEnd)
            + (before.Length == 0 && HeadingMarks.AtStart(TextFolding.Fold(own[0])) is not null ? OpenEnd : 0)
            + (own.Count(IsUnit) * OpenEnd);
    }

    // The name of a group of tasks: in the group's first row only, in a narrower column than the task beside it.
    private static double OfSection(List<string> own, string next)
    {
        if (own.Count == 0)
            return Slight;
        if (own.Exists(line => line.Length > LongestSectionLine || line[^1] is '。' or '；'))
            return Impossible;
        var isNarrow = own.TrueForAll(line => line.Length + 3 <= next.Length);
        return HeadingMarks.AtStart(TextFolding.Fold(own[0])) is not null ? (isNarrow ? 0 : Slight / 2) : isNarrow ? Slight / 2 : 2 * Slight;
    }

    // …数据共享开放工作。市委网信办: two cells of one line.
    private static List<string> SplitAtStops(IReadOnlyList<string> lines)
    {
        var split = new List<string>();
        foreach (var line in lines)
        {
            var stop = line.LastIndexOf('。') + 1;
            if (stop > 0 && stop < line.Length && UnitNames.Pieces(TextFolding.Fold(line[stop..])).TrueForAll(piece => IsUnit(line[stop..][piece])))
                split.AddRange([line[..stop], line[stop..]]);
            else
                split.Add(line);
        }
        return split;
    }

    // Names that end and begin with their lines are parted there; others go on in the next line.
    private static string Joined(ColumnKind kind, string before, List<string> own)
    {
        var text = before;
        foreach (var line in own)
        {
            var parts = kind == ColumnKind.Units && text.Length > 0 && text[^1] is not ('、' or '，') && IsUnit(LastName(text)) && IsUnit(FirstName(line)) && own.TrueForAll(other => IsUnit(FirstName(other)) && IsUnit(LastName(other)));
            text += parts ? "、" + line : line;
        }
        return text;
    }

    private static string LastName(string text) => text[(text.LastIndexOfAny(['、', '，', ',']) + 1)..];

    private static string FirstName(string text) => text.IndexOfAny(['、', '，', ',']) is >= 0 and var end ? text[..end] : text;

    private static bool IsUnit(string name) => TextFolding.Fold(name).Trim() is var folded && UnitWords.IsOfThePlace(folded) && UnitWords.LooksLikeUnit(folded);

    private static string WithoutRole(string piece) => UnitWords.RoleAtEnd(piece) is { Success: true } role ? piece[..role.Index] : piece;

    private static bool IsTime(string text) => DeadlinePhrase.InField(text, new DeadlineContext()).Count > 0 || CyclePhrase.InField(text) is not null;
}
