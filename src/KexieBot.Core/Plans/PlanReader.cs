using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Measures;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Tables;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans;

/// <summary>
/// Reads a plan document into a draft: numbered measures with their units, roles, deadlines and cycles.
/// Pure and deterministic; what it cannot settle is among the draft's problems, never an exception.
/// </summary>
public static class PlanReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="issuedOn">The day of issue, for a document that prints none; it also gives the year to dates that name none.</param>
    /// <param name="isWorkday">The calendar that counts 印发之日起10个工作日内; Monday to Friday without one.</param>
    public static PlanDraft Read(PlanDocument document, DateOnly? issuedOn = null, Func<DateOnly, bool>? isWorkday = null) =>
        Read(document, issuedOn, isWorkday, new ReadingTime(Longest));

    internal static PlanDraft Read(PlanDocument document, DateOnly? issuedOn, Func<DateOnly, bool>? isWorkday, ReadingTime time)
    {
        while (true)
        {
            try
            {
                return ReadWhole(document, issuedOn, isWorkday, time);
            }
            catch (RegexMatchTimeoutException) when (!time.IsOver)
            {
                // A pattern's limit is the wall clock's: on a machine that stands still for a moment a good plan meets it too.
            }
            catch (TimeoutException)
            {
                var problem = new DraftProblem(0, ProblemCodes.NoMeasures, "文字结构异常，读取超时，请换用原文或改用表格导入。");
                return new PlanDraft(Path.GetFileNameWithoutExtension(document.Name), IssuedOn: null, [], [problem]);
            }
        }
    }

    private static PlanDraft ReadWhole(PlanDocument document, DateOnly? issuedOn, Func<DateOnly, bool>? isWorkday, ReadingTime time)
    {
        var lines = document.Blocks.OfType<PlanBlock.Line>().ToList();
        var tables = TextTables.Lift(document.Blocks, time, out var rest);
        var (paragraphs, ocrSpaced) = Paragraphs.From(rest, time);
        var source = new SourceText(paragraphs, time);
        var head = PlanHead.Read(lines, source);
        head = head with { IssuedOn = head.IssuedOn ?? issuedOn };
        var problems = new List<DraftProblem>();
        if (ocrSpaced)
            problems.Add(new DraftProblem(0, ProblemCodes.OcrNoise, "文字间夹有多余空格，像是扫描识别的文本，请核对单位名称和日期。"));

        var outline = Outline.Find(source);
        var outlined = outline.Select(entry => entry.Paragraph).ToHashSet();
        var fields = UnitFieldFinder.Find(source);
        fields.RemoveAll(field => outlined.Contains(source.ParagraphAt(field.Start)));
        var root = NodeTree.Build(source, fields, outlined.Contains);
        var context = new DeadlineContext(head.IssuedOn, head.Year);
        if (isWorkday is not null)
            context = context with { IsWorkday = isWorkday };

        var rules = ListRules.From(fields, source.Folded, tables);
        var body = new BodyReader(source, root, fields, rules, outline, context).Read(problems);
        var tableReader = new TableReader(context, rules, problems, time);
        var rows = tables.Select(table => MatrixTable.Unfold(table, source)).SelectMany(tableReader.Read).ToList();
        if (body.IsGuess && rows.Count > 0)
            body = body with { Measures = [] };
        var measures = Merge(body.Measures, rows);
        ProblemFinder.Add(source, measures, body, problems);
        return new PlanDraft(head.Title.Length > 0 ? head.Title : Path.GetFileNameWithoutExtension(document.Name), head.IssuedOn, measures, [.. problems.OrderBy(p => p.Line)])
        {
            FirstUnitLeads = rules.FirstLeads,
            ImpliedUnits = rules.Implied,
        };
    }

    // An annex often repeats the text's measures as a table: the text keeps the lead, the row fills what it left out.
    private static List<DraftMeasure> Merge(IReadOnlyList<DraftMeasure> body, List<DraftMeasure> rows)
    {
        var merged = body.ToList();
        var byTitle = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < merged.Count; i++)
            byTitle.TryAdd(TitleText.Key(merged[i].Title), i);
        // Without a name there is nothing to know it again by.
        byTitle.Remove("");
        foreach (var row in rows)
        {
            if (byTitle.TryGetValue(TitleText.Key(row.Title), out var at) || byTitle.TryGetValue(TitleText.Key(TitleText.From(row.Title)), out at) || byTitle.TryGetValue(TitleText.Key(Group(row)), out at))
                merged[at] = Fill(merged[at], row);
            else
                merged.Add(row);
        }
        return merged;
    }

    private static string Group(DraftMeasure row) => row.Section[(row.Section.LastIndexOf('/') + 1)..];

    private static DraftMeasure Fill(DraftMeasure measure, DraftMeasure row) => measure with
    {
        Units = measure.Units.Count > 0 ? measure.Units : row.Units,
        Deadline = measure.Deadline ?? row.Deadline,
        FurtherDeadlines = measure.Deadline is null ? row.FurtherDeadlines : measure.FurtherDeadlines,
        Cycle = measure.Cycle ?? row.Cycle,
    };
}
