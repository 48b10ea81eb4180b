using KexieBot.Core.Plans.Measures;

namespace KexieBot.Core.Plans;

public enum ChangeKind
{
    Unchanged,

    /// <summary>Same words, units and times under another number or section.</summary>
    Moved,
    Changed,
    Added,
    Dropped,
}

/// <param name="Fields">What differs, in Chinese: 编号, 章节, 标题, 正文, 责任单位, 时限, 周期.</param>
public sealed record MeasureChange(ChangeKind Kind, DraftMeasure? Before, DraftMeasure? After, IReadOnlyList<string> Fields);

/// <summary>Compares a new draft with the measures known before, matched by likeness of title and text and by number.</summary>
public static class PlanComparison
{
    // Below this two measures share phrases of the genre rather than a purpose.
    private const double SameMeasure = 0.55;
    private const int ComparedCharacters = 400;

    /// <summary>New measures in their order, then the dropped ones in theirs.</summary>
    public static IReadOnlyList<MeasureChange> Compare(IReadOnlyList<DraftMeasure> before, IReadOnlyList<DraftMeasure> after)
    {
        var partner = Match(before, after);
        var changes = after.Select((measure, i) => partner[i] is { } old
            ? Change(before[old], measure)
            : new MeasureChange(ChangeKind.Added, Before: null, measure, [])).ToList();
        var kept = partner.OfType<int>().ToHashSet();
        changes.AddRange(before.Where((_, i) => !kept.Contains(i)).Select(old => new MeasureChange(ChangeKind.Dropped, old, After: null, [])));
        return changes;
    }

    private static MeasureChange Change(DraftMeasure before, DraftMeasure after)
    {
        List<string> place = [], substance = [];
        Note(place, "编号", before.Number != after.Number);
        Note(place, "章节", before.Section != after.Section);
        Note(substance, "标题", TitleText.Key(before.Title) != TitleText.Key(after.Title));
        Note(substance, "正文", TitleText.Key(before.Text) != TitleText.Key(after.Text));
        Note(substance, "责任单位", !UnitsOf(before).SetEquals(UnitsOf(after)));
        Note(substance, "时限", !Deadlines(before).SequenceEqual(Deadlines(after)));
        Note(substance, "周期", before.Cycle?.Kind != after.Cycle?.Kind);
        var kind = substance.Count > 0 ? ChangeKind.Changed : place.Count > 0 ? ChangeKind.Moved : ChangeKind.Unchanged;
        return new MeasureChange(kind, before, after, [.. place, .. substance]);
    }

    private static void Note(List<string> fields, string name, bool differs)
    {
        if (differs)
            fields.Add(name);
    }

    private static HashSet<(string, UnitRole)> UnitsOf(DraftMeasure measure) => [.. measure.Units.Select(unit => (unit.Name, unit.Role))];

    // An undated phrase is compared by its words, a dated one by its day.
    private static IEnumerable<string> Deadlines(DraftMeasure measure) =>
        measure.FurtherDeadlines.Prepend(measure.Deadline).OfType<DraftDeadline>().Select(d => d.Date is { } date ? DraftRow.Day(date) : d.Text);

    private static int?[] Match(IReadOnlyList<DraftMeasure> before, IReadOnlyList<DraftMeasure> after)
    {
        var old = before.Select(Pairs.Of).ToList();
        var @new = after.Select(Pairs.Of).ToList();
        var candidates = new List<(double Score, int Old, int New)>();
        for (var j = 0; j < after.Count; j++)
            for (var i = 0; i < before.Count; i++)
                if (Likeness(before[i], old[i], after[j], @new[j]) is >= SameMeasure and var score)
                    candidates.Add((score, i, j));
        var partner = new int?[after.Count];
        var used = new HashSet<int>();
        foreach (var (_, i, j) in candidates.OrderByDescending(c => c.Score).ThenBy(c => Math.Abs(c.Old - c.New)).ThenBy(c => c.Old))
            if (partner[j] is null && used.Add(i))
                partner[j] = i;
        return partner;
    }

    private static double Likeness(DraftMeasure before, Pairs old, DraftMeasure after, Pairs @new)
    {
        var alike = Math.Max(Pairs.Likeness(old.Title, @new.Title), Pairs.Likeness(old.Text, @new.Text));
        return alike + (before.Number == after.Number ? 0.03 : 0) + (before.Section == after.Section ? 0.02 : 0);
    }

    /// <summary>The character pairs of a measure's title and text.</summary>
    private sealed record Pairs(HashSet<int> Title, HashSet<int> Text)
    {
        public static Pairs Of(DraftMeasure measure) => new(Cut(TitleText.Key(measure.Title)), Cut(TitleText.Key(measure.Text)));

        public static double Likeness(HashSet<int> a, HashSet<int> b)
        {
            if (a.Count == 0 || b.Count == 0)
                return 0;
            var (few, many) = a.Count < b.Count ? (a, b) : (b, a);
            return 2.0 * few.Count(many.Contains) / (a.Count + b.Count);
        }

        private static HashSet<int> Cut(string text)
        {
            var pairs = new HashSet<int>();
            for (var i = 0; i + 1 < Math.Min(text.Length, ComparedCharacters); i++)
                pairs.Add((text[i] << 16) | text[i + 1]);
            return pairs;
        }
    }
}
