using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Tables;

internal enum ColumnKind
{
    Other,
    Number,
    Section,
    Title,
    Task,
    Units,
    Time,
    Cycle,
}

/// <param name="Role">What a unit column makes of its names.</param>
/// <param name="FirstLeads">One column for lead and supporting units: the first name leads.</param>
internal sealed record TableColumn(ColumnKind Kind, UnitRole Role, bool FirstLeads, string Name);

/// <summary>What the columns of a task table mean, from its header row.</summary>
internal sealed partial record TableHeader(IReadOnlyList<TableColumn> Columns)
{
    /// <summary>The place of the column that names each task where another tells what is to be done: 任务名称 | 具体要求, 任务 | 主要内容. -1 where a table has no such pair, or where one name stands for several rows.</summary>
    public int NameColumn(IReadOnlyList<PlanRow> rows)
    {
        var columns = Columns.ToList();
        var tasks = columns.FindAll(c => c.Kind == ColumnKind.Task);
        if (tasks.Count > 0 && columns.FindLastIndex(c => c.Kind == ColumnKind.Section) is >= 0 and var section && NamesEach(rows, section))
            return section;
        return tasks.Count == 2 && tasks[1].Name.EndsWith("内容", StringComparison.Ordinal) && columns.IndexOf(tasks[0]) is var task && NamesEach(rows, task) ? task : -1;
    }

    /// <summary>The header where 工作事项 | 具体内容 has one name over several rows: such names are groups of tasks.</summary>
    public TableHeader WithGroups(IReadOnlyList<PlanRow> rows)
    {
        var tasks = Enumerable.Range(0, Columns.Count).Where(i => Columns[i].Kind == ColumnKind.Task).ToList();
        if (tasks.Count != 2 || !Columns[tasks[1]].Name.EndsWith("内容", StringComparison.Ordinal) || !SpansRows(rows, tasks[0]))
            return this;
        return new TableHeader([.. Columns.Select((column, i) => i == tasks[0] ? column with { Kind = ColumnKind.Section } : column)]);
    }

    private static bool SpansRows(IReadOnlyList<PlanRow> rows, int column) =>
        rows.Where(row => row.Cells.Count > column + 1).Select(row => row.Cells[column].Text.Trim()).ToList() is var names
        && names.Zip(names.Skip(1)).Any(pair => pair.First.Length > 0 && pair.First == pair.Second);

    private bool NamesEach(IReadOnlyList<PlanRow> rows, int column)
    {
        var names = rows.Where(row => row.Cells.Count > column && row.Cells.Count >= Columns.Count - 1 && row.Cells.Count(cell => cell.Text.Length > 0) > 2)
            .Select(row => row.Cells[column].Text.Trim()).Where(name => name != Columns[column].Name).ToList();
        return names.Count >= 2 && names.TrueForAll(name => name.Length is >= 2 and <= 60) && names.Distinct(StringComparer.Ordinal).Count() == names.Count;
    }

    public static ColumnKind KindOf(string cell) => Column(cell).Kind;

    /// <summary>Null when the row heads no table of tasks: it must name a task column and units or a time.</summary>
    public static TableHeader? From(IReadOnlyList<string> cells)
    {
        if (cells.Count < 2 || cells.Any(cell => cell.Length > 40))
            return null;
        var columns = cells.Select(Column).ToList();
        // In a bureau's own plan the rooms are the units, whoever helps them.
        if (!columns.Exists(c => c.Kind == ColumnKind.Units && c.Role != UnitRole.Supporting))
            columns = columns.ConvertAll(c => Room().IsMatch(c.Name) ? new TableColumn(ColumnKind.Units, UnitWords.RoleOf(c.Name), FirstLeads: false, c.Name) : c);
        if (!columns.Exists(c => c.Kind is ColumnKind.Units or ColumnKind.Time) || !columns.Exists(c => c.Kind is ColumnKind.Section or ColumnKind.Title or ColumnKind.Task))
            return null;
        // 2026年任务 | 2027年任务 beside what is to be done: its stages.
        if (columns.Count(c => Yearly().IsMatch(c.Name)) >= 2 && columns.Exists(c => c.Kind is ColumnKind.Section or ColumnKind.Title or ColumnKind.Task && !Yearly().IsMatch(c.Name)))
            columns = columns.ConvertAll(c => Yearly().IsMatch(c.Name) ? c with { Kind = ColumnKind.Other } : c);
        SettleTask(columns);
        return new TableHeader(columns);
    }

    // 重点任务 is the task where nothing finer stands beside it, and a group of tasks where something does.
    private static void SettleTask(List<TableColumn> columns)
    {
        if (!columns.Exists(c => c.Kind == ColumnKind.Task))
        {
            var task = columns.FindLastIndex(c => c.Kind == ColumnKind.Title);
            task = task >= 0 ? task : columns.FindLastIndex(c => c.Kind == ColumnKind.Section);
            columns[task] = columns[task] with { Kind = ColumnKind.Task };
        }
        // 工作任务 | 细化分工: the finer one is the task.
        var finest = columns.FindLastIndex(c => c.Kind == ColumnKind.Task && Finer().IsMatch(c.Name));
        for (var i = 0; i < finest; i++)
            if (columns[i].Kind == ColumnKind.Task)
                columns[i] = columns[i] with { Kind = ColumnKind.Section };
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Kind == ColumnKind.Title)
                columns[i] = columns[i] with { Kind = ColumnKind.Section };
    }

    private static TableColumn Column(string cell)
    {
        var name = Blanks().Replace(TextFolding.Fold(cell), "");
        var kind =
            Number().IsMatch(name) ? ColumnKind.Number
            : CycleColumn().IsMatch(name) ? ColumnKind.Cycle
            : Beginning().IsMatch(name) || Person().IsMatch(name) || Goal().IsMatch(name) ? ColumnKind.Other
            : UnitColumn().IsMatch(name) ? ColumnKind.Units
            : Time().IsMatch(name) ? ColumnKind.Time
            : Task().IsMatch(name) ? ColumnKind.Task
            : Title().IsMatch(name) ? ColumnKind.Title
            : Section().IsMatch(name) ? ColumnKind.Section
            : ColumnKind.Other;
        // 责任单位（第一个为牵头单位） speaks of the first name only.
        if (kind == ColumnKind.Units && UnitWords.SaysFirstLeads(name))
            return new TableColumn(kind, UnitRole.Responsible, FirstLeads: true, name);
        var mixed = name.Contains("牵头", StringComparison.Ordinal) && Supporting().IsMatch(name);
        return new TableColumn(kind, mixed ? UnitRole.Supporting : UnitWords.RoleOf(name), mixed, name);
    }

    [GeneratedRegex(@"[\s　*]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex("^(?:序号|编号|序|条目号|任务编号|条目编号|序列|No\\.?|#)$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex("(?:报送|反馈|调度|通报)(?:周期|频次|频率)|^周期$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CycleColumn();

    [GeneratedRegex("责任人|领导|联系人|联络员|电话|处室|科室|备注|进展|状态|依据|标志性成果|预期", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Person();

    [GeneratedRegex("^(?:责任|牵头|承办|配合|主办|协办)(?:处室|科室|股室|部室)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Room();

    [GeneratedRegex("^(?:启动|开始|起始|开工|计划开始|原定|原计划)(?:完成)?(?:时间|日期|时限|期限)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Beginning();

    [GeneratedRegex("^20\\d\\d年度?(?:工作|重点|建设)?(?:任务|计划|安排|内容)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Yearly();

    // 2026年目标 | 2027年目标: figures to reach, neither task nor deadline.
    [GeneratedRegex("(?:年度?|阶段|绩效|预期|量化)(?:工作|任务)?目标|目标值|指标", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Goal();

    [GeneratedRegex("^(?i:lead|owner|responsible|support|partner)|(?:牵头|责任|负责|主责|配合|协助|协同|协作|协办|参与|参加|主办|承办|落实|实施|主管|完成).{0,6}(?:单位|部门|主体|机构|地区|区县|方)|^(?:牵头|配合|参与|协同|主办|协办|承办|责任)$|(?:责任|任务|部门)分工|^分工$|^(?:责任)?(?:单位|部门)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnitColumn();

    [GeneratedRegex("时限|期限|时间|节点|日期|^月份$|进度(?:要求|安排)|^(?i:due|deadline|timeline)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex("(?:具体|工作|主要|任务|重点|建设|实施|项目|事项|实事)(?:工作)?(?:内容|要求)|实施路径|具体(?:任务|举措|措施|事项|工作)|工作(?:举措|措施|任务|事项)|主要(?:举措|措施)|(?:任务|举措|措施)内容|^(?:内容|任务|措施|举措|事项)$|细化(?:任务|分工|措施|举措|内容)|分解任务|子任务|目标任务|任务分解|工作目标及任务要求|^(?i:tasks?|actions?|measures?)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Task();

    [GeneratedRegex("^(?:细化|分解|子任务)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Finer();

    [GeneratedRegex("任务名称|(?:举措|措施|任务|事项|项目)(?:名称|标题)|^标题$|^名称$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();

    [GeneratedRegex("任务|举措|措施|工程|行动|实事|类别|领域|章节|板块|方面|分类|项目|事项|部分|类型|维度|^目标(?:任务)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Section();

    [GeneratedRegex("配合|协助|协同|协作|协办|参与|参加", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Supporting();
}
