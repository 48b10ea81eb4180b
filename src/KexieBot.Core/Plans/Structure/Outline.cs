namespace KexieBot.Core.Plans.Structure;

/// <param name="Title">What the outline calls the item, without its mark.</param>
internal sealed record OutlineEntry(int Paragraph, int Line, HeadingMark Mark, string Title);

/// <summary>Finds the table of contents: a run of bare headings that come again below.</summary>
internal static class Outline
{
    private const int ShortestRun = 3;
    private const int LongestEntry = 45;

    public static IReadOnlyList<OutlineEntry> Find(SourceText source)
    {
        var entries = Enumerable.Range(0, source.Paragraphs).Select(i => Entry(source, i)).ToList();
        var body = entries.Where(e => e is not null).GroupBy(e => Key(e!), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last()!.Paragraph, StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            var run = Run(source, entries, i);
            if (run.Count >= ShortestRun)
            {
                var last = run[^1].Paragraph;
                var again = run.Count(e => body[Key(e)] > last);
                if (again >= Math.Max(2, run.Count * 0.4))
                    return run;
                i = last;
            }
        }
        return [];
    }

    private static List<OutlineEntry> Run(SourceText source, List<OutlineEntry?> entries, int from)
    {
        var run = new List<OutlineEntry>();
        for (var i = from; i < entries.Count; i++)
        {
            if (entries[i] is not { } entry || !IsBare(source, i) || (run.Count > 0 && Key(run[0]) == Key(entry)))
                break;
            run.Add(entry);
        }
        return run;
    }

    private static bool IsBare(SourceText source, int paragraph) =>
        source.End(paragraph) - source.Start(paragraph) <= LongestEntry
        && !source.Folded.AsSpan(source.Start(paragraph), source.End(paragraph) - source.Start(paragraph)).ContainsAny("。；：");

    private static OutlineEntry? Entry(SourceText source, int paragraph)
    {
        var folded = source.FoldedParagraph(paragraph);
        if (HeadingMarks.AtStart(folded) is not { } mark)
            return null;
        var title = folded[mark.Length..].TrimEnd();
        // Page numbers behind dots or spaces.
        title = title.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('.', '…', '·', ' ', '-');
        var end = title.AsSpan().IndexOfAny("。：；");
        return new OutlineEntry(paragraph, source.LineAt(source.Start(paragraph)), mark, end >= 0 ? title[..end] : title);
    }

    private static string Key(OutlineEntry entry) =>
        $"{(int)entry.Mark.Kind}:{entry.Mark.Number}:{(entry.Title.Length > 8 ? entry.Title[..8] : entry.Title)}";
}
