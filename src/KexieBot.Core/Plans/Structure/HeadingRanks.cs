namespace KexieBot.Core.Plans.Structure;

/// <summary>Which kinds of mark stand outside which. Fixed by custom, but for 1. above （一）.</summary>
internal static class HeadingRanks
{
    public static Dictionary<HeadingKind, int> For(SourceText source, Func<int, bool> skip)
    {
        var ranks = Enum.GetValues<HeadingKind>().ToDictionary(kind => kind, kind => (int)kind + 1);
        if (FiguresStandOutside(source, skip))
            (ranks[HeadingKind.Figure], ranks[HeadingKind.HanBracket]) = (ranks[HeadingKind.HanBracket], ranks[HeadingKind.Figure]);
        return ranks;
    }

    // Some plans number 1. 2. 3. throughout and restart （一） below each.
    private static bool FiguresStandOutside(SourceText source, Func<int, bool> skip)
    {
        var marks = Enumerable.Range(0, source.Paragraphs).Where(i => !skip(i))
            .Select(i => HeadingMarks.AtStart(source.FoldedParagraph(i)))
            .Where(mark => mark?.Kind is HeadingKind.Figure or HeadingKind.HanBracket)
            .ToList();
        var figures = marks.Where(mark => mark!.Kind == HeadingKind.Figure).Select(mark => mark!.Number).ToList();
        var brackets = marks.Where(mark => mark!.Kind == HeadingKind.HanBracket).Select(mark => mark!.Number).ToList();
        return figures.Count > 1 && marks[0]!.Kind == HeadingKind.Figure
            && figures.Count(n => n == 1) == 1 && brackets.Count(n => n == 1) > 1;
    }
}
