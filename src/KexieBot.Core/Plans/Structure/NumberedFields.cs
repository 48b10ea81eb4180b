using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Structure;

/// <summary>Lines that are numbered and yet no items: 1.任务目标：…, 2.责任单位：…, 3.完成时限：… below one task.</summary>
internal static class NumberedFields
{
    private const int MostLines = 8;

    /// <summary>True for a numbered line that names units or a time by its label, and for the lines numbered before it in the same run.</summary>
    public static bool IsOne(SourceText source, int paragraph)
    {
        if (HeadingMarks.AtStart(source.FoldedParagraph(paragraph)) is not { Kind: HeadingKind.Figure or HeadingKind.FigureBracket or HeadingKind.Circled } mark)
            return false;
        for (var next = paragraph; next < Math.Min(source.Paragraphs, paragraph + MostLines); next++)
        {
            var folded = source.FoldedParagraph(next);
            if (HeadingMarks.AtStart(folded) is not { } other || other.Kind != mark.Kind || other.Number != mark.Number + next - paragraph)
                return false;
            var label = UnitWords.LabelAt(folded[other.Length..Math.Min(folded.Length, other.Length + 24)], 0);
            if (label is { Success: true, Index: 0 })
                return true;
            // A task carries its units with it; the line of a field is short and labelled.
            if (!folded.AsSpan(other.Length, Math.Min(12, folded.Length - other.Length)).Contains('：'))
                return false;
        }
        return false;
    }
}
