using System.Text;
using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

/// <summary>Short ways to read a text in tests and to say what was read.</summary>
internal static class Reading
{
    public static PlanDraft Of(string text, string name = "plan.txt") =>
        DocumentReader.Read(Encoding.UTF8.GetBytes(text), name).ShouldBeOfType<DocumentResult.Read>().Document is var document
            ? PlanReader.Read(document)
            : throw new InvalidOperationException();

    /// <summary>Names with their roles: 区科协+ leads, 区教育局- supports.</summary>
    public static string Units(this DraftMeasure measure) => string.Join(' ', measure.Units.Select(unit => unit.Name + unit.Role switch
    {
        UnitRole.Lead => "+",
        UnitRole.Supporting => "-",
        _ => "",
    }));

    public static string Dates(this DraftMeasure measure) =>
        string.Join(' ', measure.FurtherDeadlines.Prepend(measure.Deadline).Select(d => d?.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).OfType<string>());

    public static string Lines(this PlanDraft draft) =>
        string.Join('\n', draft.Measures.Select(m => $"{m.Number} {m.Title} | {m.Units()} | {m.Dates()}".TrimEnd(' ', '|')));
}
