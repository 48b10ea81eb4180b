using KexieBot.Core.Plans.Structure;

namespace KexieBot.Core.Plans.Units;

/// <summary>Units that stand in neither bracket nor labelled field: behind a pointer or an item's number, on a line of their own, or at an item's end. Offsets are those of the paragraph.</summary>
internal static class UnlabelledUnits
{
    // The longest real list, 28 units, is about 350 characters.
    private const int LongestList = 1_500;
    private const int LongestTrailing = 120;

    /// <summary>True for a pointer, and for 第, with which 第2项由 begins.</summary>
    public static bool MayBeginAt(string folded, int at) => folded[at] == '第' || IsPointer(folded, at);

    /// <summary>The units that the sign at a place points to, or that 第2项由 gives that item; null where it names none.</summary>
    public static UnitField? At(string text, string folded, int at) => folded[at] == '第' ? Given(text, folded, at) : Pointed(text, folded, at);

    /// <summary>The units of a paragraph that names them nowhere else; null where it names none.</summary>
    public static UnitField? In(string text, string folded) => Line(text, folded) ?? Barred(text, folded) ?? Trailing(text, folded);

    // 第2、3项由县教育局牵头，县财政局配合；
    private static UnitField? Given(string text, string folded, int at)
    {
        if (FieldScope.GivenAt(folded, at) is not { } scope)
            return null;
        var from = at + scope.Length;
        var end = folded.AsSpan(from).IndexOfAny('。', '；') is >= 0 and var stop ? from + stop : folded.Length;
        end = Math.Min(end, from + LongestList);
        return UnitListParser.Parse(text[from..end], role: null, withDuties: true) is { NamesBodies: true, Loose.Count: 0 } list ? new UnitField(at, end, list) { Scope = scope } : null;
    }

    // 省科技厅牵头，省教育厅、省财政厅按职责分工负责: a line of its own below the item, without label or bracket. 落实 alone is a verb.
    private static UnitField? Line(string text, string folded)
    {
        var end = folded.AsSpan().TrimEnd(" 。").Length;
        if (end > LongestList || HeadingMarks.AtStart(folded) is not null || folded.AsSpan(0, end).ContainsAny('。', '：') || UnitWords.RoleAtEnd(folded[..end]) is not { Success: true } role || role.Value.Trim('，') == "落实")
            return null;
        var list = UnitListParser.Parse(text[..end], role: null);
        return list.Loose.Count == 0 && list.NamesBodies && (list.Units.Count > 1 || UnitWords.IsOfThePlace(list.Units[0].Name))
            ? new UnitField(0, folded.Length, list)
            : null;
    }

    // ③林区入口设卡｜林业局（主）＋各镇｜3/28前: a message's item in parts, its name first.
    private static UnitField? Barred(string text, string folded)
    {
        if (HeadingMarks.AtStart(folded) is not { } mark || folded.AsSpan(mark.Length).IndexOf('|') is not (> 1 and var first))
            return null;
        var units = new List<NamedUnit>();
        var times = new List<string>();
        foreach (var part in text[(mark.Length + first)..].Split(['|', '｜'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (DeadlinePhrase.InField(part, new DeadlineContext()).Count == 0 && UnitListParser.Parse(part, UnitRole.Responsible) is { NamesBodies: true, Time.Length: 0 } list)
                units.AddRange(list.Units);
            else
                times.Add(part);
        }
        return units.Count > 0 && times.Count > 0 ? new UnitField(mark.Length + first, folded.Length, new UnitList(units) { Time = string.Join('，', times) }) : null;
    }

    // 9.起草《政府工作报告》，1月10日前定稿：区政府研究室 — behind the last colon or bar of an item nothing but bodies of the place.
    private static UnitField? Trailing(string text, string folded)
    {
        if (HeadingMarks.AtStart(folded) is not { Kind: HeadingKind.Figure or HeadingKind.FigureBracket or HeadingKind.Circled } mark)
            return null;
        var end = folded.AsSpan().TrimEnd(" 。").Length;
        if (folded.LastIndexOf('。', Math.Max(0, end - 1)) is >= 0 and var stop && stop > mark.Length && LastSentence(text[(stop + 1)..end], isMessage: end == folded.AsSpan().TrimEnd().Length) is { } named)
            return named with { Start = stop + 1, End = folded.Length };
        foreach (var at in TrailingStops(folded, mark.Length + 3, end))
        {
            var list = UnitListParser.Parse(text[(at + 1)..end], UnitRole.Responsible);
            if (list.NamesBodies && list.Time.Length == 0 && UnitWords.IsOfThePlace(list.Units[0].Name)
                && (folded[at] == '，' || list.Units.All(unit => UnitWords.IsOfThePlace(unit.Name))))
                return new UnitField(at, folded.Length, list);
        }
        return null;
    }

    // …完成培训。团区委牵头，区志愿服务联合会配合: the last sentence is the list. In a message, which has no stop at its end, so are names alone.
    private static UnitField? LastSentence(string text, bool isMessage)
    {
        if (UnitListParser.Parse(text, role: null) is { NamesBodies: true, Loose.Count: 0 } sentence && sentence.Units.Any(unit => UnitWords.IsOfThePlace(unit.Name)))
            return new UnitField(0, 0, sentence) { IsSentence = true };
        return isMessage && UnitListParser.Parse(text, UnitRole.Responsible) is { NamesBodies: true, Time.Length: 0, Units.Count: > 1 } names
            && names.Units.Any(unit => UnitWords.IsOfThePlace(unit.Name))
                ? new UnitField(0, 0, names)
                : null;
    }

    // The last colon or bar; in a message, where items end without a stop, any comma.
    private static IEnumerable<int> TrailingStops(string folded, int from, int end)
    {
        from = Math.Max(from, end - LongestTrailing);
        if (from >= end)
            yield break;
        if (folded.AsSpan(from, end - from).LastIndexOfAny('：', '|') is >= 0 and var last)
            yield return from + last;
        if (end < folded.AsSpan().TrimEnd().Length)
            yield break;
        for (var i = from; i < end; i++)
            if (folded[i] == '，')
                yield return i;
    }

    // 建成基地12家——区科协、区文旅局
    private static bool IsPointer(string folded, int i) =>
        folded[i] is '@' or '→' or '➡' or '⇒' or '☞' || (folded[i] == PointingHand[0] && folded.AsSpan(i).StartsWith(PointingHand)) || IsDash(folded, i);

    private const string PointingHand = "👉";

    private static bool IsDash(string folded, int i) => folded[i] == '—' && i > 0 && folded[i - 1] != '—' && i + 1 < folded.Length && folded[i + 1] == '—';

    // Chat messages name units as @区科协 or behind an arrow.
    private static UnitField? Pointed(string text, string folded, int at)
    {
        var stop = folded.AsSpan(at).IndexOfAny('。', '；') is >= 0 and var end ? at + end : folded.Length;
        stop = Math.Min(stop, at + LongestList);
        var list = UnitListParser.Parse(text[(at + 1)..stop].TrimStart('—', PointingHand[1], '\ufe0f').Replace('@', ' ').Replace('#', ' '), UnitRole.Responsible);
        return list.NamesBodies ? new UnitField(at, stop, list) : null;
    }
}
