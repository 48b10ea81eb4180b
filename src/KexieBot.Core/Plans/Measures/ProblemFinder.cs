using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Measures;

/// <summary>Looks over the finished draft for what a clerk must settle.</summary>
internal static class ProblemFinder
{
    public static void Add(SourceText source, IReadOnlyList<DraftMeasure> measures, Body body, List<DraftProblem> problems)
    {
        if (measures.Count == 0)
            problems.Add(new DraftProblem(0, ProblemCodes.NoMeasures, "没有找到带编号和责任单位的举措，请确认这是一份实施方案，或改用表格导入。"));
        foreach (var measure in measures)
            AddFlags(measure, problems);
        AddMissingDay(measures, problems);
        foreach (var entry in body.Missing)
            problems.Add(new DraftProblem(entry.Line, ProblemCodes.OutlineOnly, $"目录中的第{entry.Mark.Number}项“{entry.Title}”在正文中没有找到，请补充。"));
        AddMissingText(source, problems);
        AddNumbering(measures, [.. body.Missing.Select(e => e.Mark.Number)], problems);
    }

    private static void AddMissingText(SourceText source, List<DraftProblem> problems)
    {
        for (var i = 0; i < source.Folded.Length; i++)
        {
            if (source.Folded[i] == Marks.Gap)
                problems.Add(new DraftProblem(source.LineAt(i), ProblemCodes.Gap, "原文在此处省略了一段，其中的举措没有读到，请补充。"));
            else if (source.Folded[i] == Marks.Cut)
                problems.Add(new DraftProblem(source.LineAt(i), ProblemCodes.Truncated, "文件在此处中断，后面的举措没有读到，请换用完整的原文。"));
        }
    }

    private static void AddFlags(DraftMeasure measure, List<DraftProblem> problems)
    {
        if (measure.Flags.HasFlag(MeasureFlags.Truncated))
            problems.Add(new DraftProblem(measure.Line, ProblemCodes.Truncated, $"第{measure.Number}项“{measure.Title}”的文字不完整，后文缺失，请补全。"));
        else if (measure.Flags.HasFlag(MeasureFlags.Partial))
            problems.Add(new DraftProblem(measure.Line, ProblemCodes.Truncated, $"第{measure.Number}项“{measure.Title}”的开头缺失，编号和标题系推断，请核对。"));
        if (measure.Units.Count == 0)
            problems.Add(new DraftProblem(measure.Line, ProblemCodes.NoUnits, $"第{measure.Number}项“{measure.Title}”没有写明责任单位，请指定。"));
    }

    // One problem for all that lack the year: a document names it or does not. No day of issue makes one of 9月31日, or of 收到意见之日起10日内.
    private static void AddMissingDay(IReadOnlyList<DraftMeasure> measures, List<DraftProblem> problems)
    {
        var undated = measures.Where(measure => measure.Deadline is { Date: null }).ToList();
        var anyYear = new DeadlineContext(new DateOnly(2024, 1, 1));
        foreach (var measure in undated.FindAll(measure => !DeadlinePhrase.InField(measure.Deadline!.Text, anyYear).Any(deadline => deadline.Date is not null)))
        {
            undated.Remove(measure);
            problems.Add(new DraftProblem(measure.Line, ProblemCodes.NoDay, $"第{measure.Number}项的时限“{measure.Deadline!.Text}”算不出日期，请在草稿表格里填写。"));
        }
        if (undated.Count > 0)
            problems.Add(new DraftProblem(undated[0].Line, ProblemCodes.NoYear, $"{undated.Count}项的时限没有写年份（如“{undated[0].Deadline!.Text}”），请用 --issued-on 写明印发日期，或在草稿表格里填写日期。"));
    }

    private static void AddNumbering(IReadOnlyList<DraftMeasure> measures, HashSet<int> told, List<DraftProblem> problems)
    {
        for (var i = 1; i < measures.Count; i++)
        {
            var (before, here) = (measures[i - 1], measures[i]);
            if (!SameSeries(before, here))
                continue;
            // Rows of a table may share a number on purpose.
            if (here.Label.Length > 0 && here.Number == before.Number && here.Label == before.Label && here.Section == before.Section)
                problems.Add(new DraftProblem(here.Line, ProblemCodes.DuplicateNumber, $"编号{here.Number}重复出现，请核对“{here.Title}”的编号。"));
            for (var n = before.Number + 1; n < here.Number && n <= before.Number + 20; n++)
                if (!told.Contains(n) || here.Number - before.Number > 1)
                    problems.Add(new DraftProblem(here.Line, ProblemCodes.Gap, $"第{n}项缺失：编号从{before.Number}跳到{here.Number}，请核对原文。"));
        }
    }

    // （三） after 2. is another series, as is 1(1) after 1.
    private static bool SameSeries(DraftMeasure a, DraftMeasure b) => Shape(a.Label) == Shape(b.Label) && (a.Section == b.Section || b.Number > a.Number);

    private static string Shape(string label) =>
        label.Length == 0 ? "" : string.Concat(label.Where(c => !char.IsLetterOrDigit(c))) + (char.IsAsciiDigit(label.FirstOrDefault(char.IsLetterOrDigit)) ? '9' : '九');
}
