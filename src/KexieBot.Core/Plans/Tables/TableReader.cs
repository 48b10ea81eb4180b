using KexieBot.Core.Plans.Measures;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Tables;

/// <summary>Reads a table of tasks: one measure a row.</summary>
internal sealed class TableReader(DeadlineContext context, ListRules rules, List<DraftProblem> problems, ReadingTime time)
{
    private const int HeaderWithin = 6;

    public IReadOnlyList<DraftMeasure> Read(PlanBlock.Table table)
    {
        var (header, first) = Header(table);
        if (header is null)
            return [];
        var measures = new List<DraftMeasure>();
        var section = "";
        var group = "";
        TableRow? last = null;
        var below = table.Rows.Skip(first).ToList();
        header = header.WithGroups(below);
        var rows = TableRows.Of(table, header, first);
        var names = header.NameColumn(below);
        foreach (var row in rows)
        {
            time.Demand();
            if (row.Banner is { } banner)
            {
                section = banner;
                group = "";
                continue;
            }
            group = row.SectionBut(names) is { Length: > 0 } named ? WithoutCount(named) : group;
            var measure = Measure(row, last, Join(section, group), measures.Count + 1);
            measures.Add(names >= 0 ? measure with { Title = row.Cells[names] } : measure);
            last = row;
        }
        return measures;
    }

    private static (TableHeader? Header, int First) Header(PlanBlock.Table table)
    {
        for (var i = 0; i < Math.Min(HeaderWithin, table.Rows.Count); i++)
        {
            var cells = table.Rows[i].Cells.Select(c => c.Text).ToList();
            var below = i + 1 < table.Rows.Count ? table.Rows[i + 1].Cells.Select(c => c.Text).ToList() : [];
            // A two-row header: 责任单位 above 牵头 | 配合.
            if (IsHeaderPair(cells, below))
                return (TableHeader.From([.. cells.Zip(below, (top, low) => top == low ? top : top + low)]), i + 2);
            if (TableHeader.From(cells) is { } header)
                return (header, i + 1);
        }
        return (null, 0);
    }

    private static bool IsHeaderPair(List<string> cells, List<string> below) =>
        cells.Count == below.Count && TableHeader.From(below.Zip(cells, (low, top) => low.Length > 0 && low != top ? top + low : top).ToList()) is { } both
        && TableHeader.From(cells) is not null && below.All(cell => cell.Length <= 8)
        && below.Zip(cells).Any(pair => pair.First != pair.Second && pair.First.Length > 0)
        && both.Columns.Count(c => c.Kind == ColumnKind.Units) > cells.Distinct(StringComparer.Ordinal).Count(c => TableHeader.From([c, "任务"])?.Columns[0].Kind == ColumnKind.Units) - 1
        && below.Any(cell => cell.Contains("牵头", StringComparison.Ordinal) || cell.Contains("配合", StringComparison.Ordinal));

    private DraftMeasure Measure(TableRow row, TableRow? above, string section, int ordinal)
    {
        var (number, text) = NumberAndTask(row, ordinal);
        var (units, others, inherited) = Units(row, above);
        var timing = MeasureTiming.From([row.Text(ColumnKind.Time), .. row.UnitTimes], text, context);
        var cycle = CyclePhrase.InField(row.Text(ColumnKind.Cycle)) ?? timing.Cycle;
        var title = text.Length <= 60 ? text.Trim().TrimEnd('。') : TitleText.From(text);
        if (timing.Conflict is { } conflict)
            problems.Add(new DraftProblem(row.Number, ProblemCodes.TwoDates, $"第{number}项“{title}”的时限栏与内容不一致（{conflict}），请核定。"));
        return new DraftMeasure(number, section, title, text, units, timing.Deadline, cycle, row.Number)
        {
            FurtherDeadlines = timing.Further,
            HasOtherUnits = others,
            Flags = row.IsCut ? MeasureFlags.Truncated : MeasureFlags.None,
            Confidence = units.Count == 0 ? 0.5 : inherited ? 0.7 : 1,
        };
    }

    // Without a column of numbers the task may carry its own: 14.改扩建校舍.
    private static (int Number, string Task) NumberAndTask(TableRow row, int ordinal)
    {
        var text = row.Text(ColumnKind.Task);
        if (Number(row.Text(ColumnKind.Number)) is { } number)
            return (number, text);
        return Structure.HeadingMarks.AtStart(TextFolding.Fold(text)) is { Kind: Structure.HeadingKind.Figure or Structure.HeadingKind.Circled } mark && mark.Length < text.Length ? (mark.Number, text[mark.Length..]) : (ordinal, text);
    }

    // A blank cell under a merged one means the same units.
    private (IReadOnlyList<DraftUnit> Units, bool Others, bool Inherited) Units(TableRow row, TableRow? above)
    {
        var inherited = row.UnitsAreBlank && above is not null;
        if (inherited)
            row.UnitLists = above!.UnitLists;
        else if (above is not null)
            row.FillDittos(above);
        var units = new List<DraftUnit>();
        foreach (var (column, list) in row.UnitLists)
        {
            foreach (var unit in list.Units)
            {
                var leads = unit.Starred || (unit.First && (column.FirstLeads || (rules.FirstLeads && column.Role == UnitRole.Responsible)));
                var role = leads ? UnitRole.Lead : unit.Role;
                if (!units.Exists(other => other.Name == unit.Name))
                    units.Add(new DraftUnit(unit.Name, role, GroupPhrase.IsGroup(unit.Name)));
            }
        }
        return (units, row.UnitLists.Any(pair => pair.List.HasOthers), inherited);
    }

    private static int? Number(string text)
    {
        var folded = TextFolding.Fold(text).Trim('（', '）', ' ', '.', '、');
        var digits = folded.TakeWhile(char.IsAsciiDigit).Count();
        return Han.Number(digits > 0 ? folded.AsSpan(0, digits) : folded);
    }

    // 攻坚绿电算力扩容（2项）: the count is no part of the name.
    private static string WithoutCount(string name)
    {
        var folded = TextFolding.Fold(name).TrimEnd();
        var open = folded.LastIndexOf('（');
        return open > 0 && folded.EndsWith("项）", StringComparison.Ordinal) && folded[(open + 1)..^2].All(c => char.IsAsciiDigit(c) || c is '共' or '计' or ' ')
            ? name[..open].Trim()
            : name.Trim();
    }

    private static string Join(string section, string group) => section.Length == 0 ? group : group.Length == 0 ? section : section + " / " + group;
}
