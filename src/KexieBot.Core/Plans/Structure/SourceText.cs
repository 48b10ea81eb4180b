using System.Text;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Structure;

/// <summary>All paragraphs as one text with line numbers, as printed and folded.</summary>
internal sealed class SourceText
{
    // No paragraph of a plan set in lines is as long.
    private const int LongestParagraph = 1_000;
    private const int ShortestText = 300;

    private readonly int[] starts;
    private readonly int[] lines;
    private readonly int?[] depths;

    public SourceText(IReadOnlyList<Paragraph> paragraphs, ReadingTime time)
    {
        Time = time;
        starts = new int[paragraphs.Count];
        lines = [.. paragraphs.Select(p => p.Line)];
        depths = [.. paragraphs.Select(p => p.Depth)];
        var text = new StringBuilder();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            starts[i] = text.Length;
            text.Append(paragraphs[i].Text).Append('\n');
        }
        Original = text.ToString();
        Folded = TextFolding.Fold(Original);
    }

    /// <summary>What is left for reading it; to be asked in every loop over what the source holds.</summary>
    public ReadingTime Time { get; }

    /// <summary>Paragraphs, each ended by a line feed.</summary>
    public string Original { get; }

    public string Folded { get; }

    public int Paragraphs => starts.Length;

    /// <summary>The paragraph's level in a tree; null where its text must tell it.</summary>
    public int? Depth(int paragraph) => depths[paragraph];

    public int Start(int paragraph) => starts[paragraph];

    /// <summary>True for a paragraph that is the whole text, or too long for one: the line breaks were lost, and items may begin anywhere.</summary>
    public bool LostItsLines(int paragraph) => End(paragraph) - Start(paragraph) is var length && (length >= LongestParagraph || (length >= ShortestText && length * 5 >= Original.Length * 4));

    /// <summary>The offset after the paragraph's last character.</summary>
    public int End(int paragraph) => (paragraph + 1 < starts.Length ? starts[paragraph + 1] : Original.Length) - 1;

    public int ParagraphAt(int offset)
    {
        var i = Array.BinarySearch(starts, offset);
        return i >= 0 ? i : ~i - 1;
    }

    public int LineAt(int offset) => lines.Length == 0 ? 0 : lines[Math.Max(0, ParagraphAt(offset))];

    /// <exception cref="TimeoutException">The time for reading is over.</exception>
    public string FoldedParagraph(int paragraph)
    {
        Time.Demand();
        return Folded[Start(paragraph)..End(paragraph)];
    }
}
