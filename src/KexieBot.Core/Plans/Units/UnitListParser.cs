using System.Text;
using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Units;

/// <summary>Reads the inside of a unit field: who leads, who answers, who supports, and by when.</summary>
internal static partial class UnitListParser
{
    /// <param name="text">As printed, brackets around it taken off.</param>
    /// <param name="role">The role of names that no word and no label gives one; null when only words and labels count.</param>
    /// <param name="labelled">True when a label or a column gave the role, which then outranks a plain 负责.</param>
    /// <param name="withDuties">True in a field of its own, where units may say what they have to do: （区科协负责培训，区教育局配合）.</param>
    public static UnitList Parse(string text, UnitRole? role, bool labelled = false, bool withDuties = false) =>
        Parse(text, TextFolding.Fold(text), role, labelled, withDuties, isInner: false);

    private static UnitList Parse(string text, string folded, UnitRole? role, bool labelled, bool withDuties, bool isInner)
    {
        var reading = new Reading(folded) { WithDuties = withDuties, IsInner = isInner };
        var from = 0;
        for (var i = 0; i <= folded.Length; i++)
        {
            if (i < folded.Length && folded[i] is not ('。' or '\ue000' or '\ue001'))
                continue;
            if (i > from)
                Sentence(reading, text[from..i], folded[from..i], role, labelled);
            from = i + 1;
        }
        return reading.ToList();
    }

    private static void Sentence(Reading reading, string text, string folded, UnitRole? role, bool labelled)
    {
        var rule = UnitWords.RuleAt(folded);
        if (rule.Success)
        {
            var end = folded.AsSpan(0, rule.Index).TrimEnd("（ ").Length;
            (text, folded) = (text[..end], folded[..end]);
        }
        var at = 0;
        var current = role;
        var namesUnits = folded.Contains("单位：", StringComparison.Ordinal) || folded.Contains("部门：", StringComparison.Ordinal);
        for (var label = UnitWords.LabelAt(folded, 0); label.Success; label = label.NextMatch())
        {
            Segment(reading, text[at..label.Index], folded[at..label.Index], current, labelled);
            at = label.Index + label.Length;
            var name = label.Groups["l"].Value;
            if (UnitWords.IsTimeLabel(name))
            {
                var end = folded.AsSpan(at).IndexOf('；') is >= 0 and var semi ? at + semi : NextLabel(folded, at);
                reading.AddTime(text[at..end]);
                at = end;
                current = role;
                continue;
            }
            // 责任科室：学会部；责任单位：区科协: the room belongs to the unit, and answers only where nothing larger is named.
            current = UnitWords.IsUnitLabel(name) && !(namesUnits && name.EndsWith('室')) ? UnitWords.RoleOf(name) : null;
            labelled = current is not null;
            if (current is null)
                at = NextLabel(folded, at);
        }
        Segment(reading, text[at..], folded[at..], current, labelled);
    }

    private static int NextLabel(string folded, int from) => UnitWords.LabelAt(folded, from) is { Success: true } next ? next.Index : folded.Length;

    private static void Segment(Reading reading, string text, string folded, UnitRole? role, bool labelled)
    {
        var pending = new List<Pending>();
        var run = new List<int>();
        var pieces = UnitNames.Pieces(folded);
        int? comma = folded.AsSpan().IndexOfAny('，', '；') is >= 0 and var c ? c : pieces.Count == 1 ? folded.Length : null;
        int? slash = folded.AsSpan().IndexOfAny('/', '／') is >= 0 and var s ? s : null;
        var isDuty = false;
        for (var index = 0; index < pieces.Count; index++)
        {
            var range = pieces[index];
            var piece = Trim(folded, range);
            if (piece.Start.Value >= piece.End.Value)
                continue;
            // 目标位次：全市前五 is a label of its own: only a body behind it is one.
            if (role is not null && folded[piece].LastIndexOf('：') is > 0 and var colon)
            {
                piece = Trim(folded, (piece.Start.Value + colon + 1)..piece.End.Value);
                if (!UnitWords.LooksLikeUnit(folded[piece]))
                    continue;
            }
            var words = folded[piece];
            if (words is "and" or "&")
                continue;
            if (IsNone(words))
            {
                reading.SaysNone = true;
                continue;
            }
            if (IsTime(words))
            {
                reading.AddTime(text[piece]);
                if (UnitWords.RoleAtEnd(words) is not { Success: true })
                    continue;
            }
            var mark = UnitWords.RoleAtEnd(words);
            isDuty = isDuty && folded[range.Start.Value - 1] != '；';
            if (reading.WithDuties && UnitDuties.In(words, mark, isList: role is not null) is var (end, duty))
            {
                AddNames(piece.Start.Value..(piece.Start.Value + end));
                Settle(reading, folded, pending, MarkedRole(duty, role, labelled), isExplicit: true);
                isDuty = true;
                continue;
            }
            // …做好信息收集、发布工作，并汇总上报: the duty goes on until another unit's begins.
            if (isDuty && (mark.Success ? words[..mark.Index] : words) is var other && !(UnitWords.LooksLikeUnit(other) && (UnitWords.IsOfThePlace(other) || RunEndsInPart(folded, pieces, index))))
            {
                if (role is null && folded[range.Start.Value - 1] != '、')
                    reading.Loose.Add(words);
                continue;
            }
            var nameEnd = mark.Success ? piece.Start.Value + mark.Index : piece.End.Value;
            AddNames(piece.Start.Value..nameEnd);
            if (pending is [.., { Own: UnitRole.Supporting }])
                Support(pending, folded);
            if (mark.Success)
                Settle(reading, folded, pending, MarkedRole(mark.Value, role, labelled), isExplicit: true);
        }
        if (role is { } plain)
            Settle(reading, folded, pending, plain, isExplicit: labelled);
        else
            reading.Loose.AddRange(pending.Select(p => p.Name));

        void AddNames(Range range)
        {
            var at = range.Start.Value;
            foreach (var name in Names(text, folded, range, reading))
                pending.Add(new Pending(name.Name, at, comma is null ? null : at < comma, slash is null ? null : at < slash, name.Starred, name.Own));
        }
    }

    // 融媒体中心、科协配合: names up to one with a word of part.
    private static bool RunEndsInPart(string folded, List<Range> pieces, int index)
    {
        for (var i = index; i < pieces.Count && (i == index || folded[pieces[i].Start.Value - 1] == '、'); i++)
        {
            var words = folded[Trim(folded, pieces[i])];
            if (UnitWords.RoleAtEnd(words) is { Success: true } mark)
                return UnitWords.LooksLikeUnit(words.AsSpan(0, mark.Index));
            if (!UnitWords.LooksLikeUnit(words))
                return false;
        }
        return false;
    }

    // A（主），B、C（协）: behind the comma that ends the leads the mark speaks of all.
    private static void Support(List<Pending> pending, string folded)
    {
        var from = folded.AsSpan(0, pending[^1].Start).LastIndexOf('，');
        if (!pending.Exists(name => name.Start < from && name.Own == UnitRole.Lead))
            return;
        for (var i = 0; i < pending.Count; i++)
            if (pending[i].Start > from && pending[i].Own is null)
                pending[i] = pending[i] with { Own = UnitRole.Supporting };
    }

    // 牵头单位：A、B按职责分工负责 leaves both leads: the label outranks a plain 负责.
    private static UnitRole MarkedRole(string mark, UnitRole? role, bool labelled)
    {
        var marked = UnitWords.RoleOf(mark);
        return labelled && role is { } given && marked == UnitRole.Responsible ? given : marked;
    }

    private static void Settle(Reading reading, string folded, List<Pending> pending, UnitRole role, bool isExplicit)
    {
        var names = pending.ConvertAll(p => p.Name);
        UnitNames.CompleteElided(names, i => !folded.AsSpan(pending[i].Start, pending[i + 1].Start - pending[i].Start).ContainsAny('，', '；', '。'));
        for (var i = 0; i < pending.Count; i++)
            reading.Add(names[i], pending[i].Own ?? role, pending[i], isExplicit || pending[i].Own is not null);
        pending.Clear();
    }

    private static IEnumerable<(string Name, bool Starred, UnitRole? Own)> Names(string text, string folded, Range range, Reading reading)
    {
        var pieces = UnitNames.SplitJoined(folded, range).ToList();
        foreach (var joined in pieces)
        {
            if (UnitNames.OfPlaceAndOthers(folded[joined]) is { } place)
            {
                reading.HasOthers = true;
                yield return (place, Starred: false, Own: null);
                continue;
            }
            var at = joined.Start.Value;
            foreach (var part in SplitOthers(folded[joined], isLast: joined.Equals(pieces[^1])))
            {
                if (part.IsOthers)
                    reading.HasOthers = true;
                var name = CleanName(text.Substring(at + part.Start, part.Length));
                // 县住建、交通等部门
                if (folded[joined].EndsWith("等部门", StringComparison.Ordinal) && UnitNames.IsField(name.Name))
                    name.Name += "部门";
                if (part.IsOthers || name.Name.Length < 2)
                    continue;
                if (reading.IsInner || Inner(name.Name) is not var (outer, helpers))
                {
                    yield return name;
                    continue;
                }
                yield return (outer, name.Starred, name.Own);
                foreach (var helper in helpers)
                    yield return (helper.Name, helper.Starred, helper.Role);
            }
        }
    }

    // 学会部（机关党委协助）: the bracket names others and their part, and none of them does so in turn.
    private static (string Name, IReadOnlyList<NamedUnit> Helpers)? Inner(string name)
    {
        if (InnerList().Match(name) is not { Success: true } match || !UnitWords.RoleAtEnd(TextFolding.Fold(match.Groups["l"].Value)).Success)
            return null;
        var inside = match.Groups["l"].Value;
        var list = Parse(inside, TextFolding.Fold(inside), role: null, labelled: false, withDuties: false, isInner: true);
        return list.Units.Count > 0 && list.Loose.Count == 0 && list.Units.All(unit => unit.Name.Length >= 2) ? (match.Groups["n"].Value, list.Units) : null;
    }

    [GeneratedRegex("^(?<n>[^（(]{2,})[（(](?<l>[^（(].{2,})[）)]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerList();

    /// <summary>A等B: the 等 is dropped; B stays when it says more than 相关部门, or when 及各地区 makes it a party of its own.</summary>
    private static IEnumerable<(int Start, int Length, bool IsOthers)> SplitOthers(string folded, bool isLast)
    {
        var match = Others().Match(folded);
        if (!match.Success)
        {
            yield return (0, folded.Length, false);
            yield break;
        }
        if (match.Index > 0)
            yield return (0, match.Index, false);
        yield return (match.Index, 0, true);
        var rest = match.Index + match.Length;
        if (rest < folded.Length && !(isLast ? OnlyOthers().IsMatch(folded[rest..]) : folded[rest..] is "部门" or "单位"))
            yield return (rest, folded.Length - rest, false);
    }

    private static (string Name, bool Starred, UnitRole? Own) CleanName(string name)
    {
        name = InnerBlank().Replace(InAnyOrder().Replace(name, ""), "");
        // 市科技馆（牵头）、市财政局: the bracket speaks of its own unit only.
        UnitRole? own = null;
        if (OwnRole().Match(name) is { Success: true } mark)
            (name, own) = (name[..mark.Index], mark.Value[1] is '主' or '牵' ? UnitRole.Lead : mark.Value[1] is '协' ? UnitRole.Supporting : UnitWords.RoleOf(mark.Value));
        // **区国投集团** is printed bold, and no star.
        name = name.Replace("**", "", StringComparison.Ordinal).Trim(' ', '\n', '　', '\t', '“', '”', '"', '.', '：', ':');
        var starred = name.AsSpan().ContainsAny("*★☆※▲");
        name = name.Trim('*', '★', '☆', '※', '▲', ' ');
        name = Lead().Replace(name, "");
        while (name.EndsWith('）') && name.Count(c => c == '（') < name.Count(c => c == '）') || name.EndsWith(')') && name.Count(c => c == '(') < name.Count(c => c == ')'))
            name = name[..^1];
        return (name, starred, own);
    }

    private static Range Trim(string folded, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(folded.Length);
        var end = start + length;
        while (start < end && folded[start] is ' ' or '\n' or '：')
            start++;
        while (end > start && folded[end - 1] is ' ' or '\n' or '：')
            end--;
        return start..end;
    }

    private static bool IsNone(string words) => words is "/" or "无" or "-" or "—" or "——" or "–" or "\\" or "暂无";

    private static bool IsTime(string words) => Time().IsMatch(words) || (CyclePhrase.InField(words) is { } cycle && words.StartsWith(cycle.Text, StringComparison.Ordinal) && !UnitWords.LooksLikeUnit(words));

    [GeneratedRegex(@"^[“""]?(?:到|至|于|自|每|力争|确保)?\s*(?:20\d\d\s*年|\d{1,2}\s*月|[今明本当]年|第?[一二三四1-4]季度|[上下]半年|年底|年内|长期|持续|常态|立行立改|每|十[三四五六七]五|[^，]{0,12}之日起|(?:元旦|春节|国庆|五一|中秋)[^，]{0,4}前)|\d\s*年?(?:底|前|完成)$|月底前|年底前|适时(?:开展|推进)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex("(?<!同|平|高)等(?:和|及|以及|与)?(?=$|和|及|与|各|有关|相关|部门|单位|行业|[省市区县州旗](?:[直级]|(?=有关|相关))|国务院|其他|职能|成员|按|多|[^，、；]{2,30}(?:有关|相关|成员)(?:成员)?(?:单位|部门)$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();

    [GeneratedRegex("^(?:各)?(?:[省市区县州旗][直级]?各?(?=有关|相关))?(?:有关|相关|其他|职能|责任|成员|多个|多|行业|主管)*(?:部门|单位|部门单位|单位部门|部门和单位|单位和部门|部门（单位）|单位（部门）|机构|部委)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnlyOthers();

    [GeneratedRegex("(?<=[\u4e00-\u9fff\\d])[ \u3000\u00a0\n]+(?=[\u4e00-\u9fff])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerBlank();

    [GeneratedRegex("[（(](?:排名|排序)不分先后[）)]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InAnyOrder();

    [GeneratedRegex("[（(](?:主|牵|协|牵头|主办|主责|责任|配合|协办|协助|协同|参与)(?:单位|部门)?[）)]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnRole();

    [GeneratedRegex(@"^(?:由|请|及|以及|并由|会同|联合|[和与](?=各|有关|相关|省|市|区|县|其他)|\d{1,2}[.．]\s*)(?=[\u4e00-\u9fff*★])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lead();

    /// <summary>A name whose part is not yet known.</summary>
    private sealed record Pending(string Name, int Start, bool? BeforeComma, bool? BeforeSlash, bool Starred, UnitRole? Own);

    private sealed class Reading(string folded)
    {
        private readonly List<NamedUnit> units = [];
        private readonly StringBuilder time = new();

        public bool WithDuties { get; init; }
        public bool IsInner { get; init; }
        public bool HasOthers { get; set; }
        public bool SaysNone { get; set; }
        public List<string> Loose { get; } = [];

        public void Add(string name, UnitRole role, Pending found, bool isExplicit) =>
            units.Add(new NamedUnit(name, role, units.Count == 0, found.BeforeComma, found.BeforeSlash, found.Starred, isExplicit));

        public void AddTime(string text)
        {
            if (text.Trim(' ', '，', '；', '、') is { Length: > 0 } words)
                time.Append(time.Length > 0 ? "，" : "").Append(words);
        }

        public UnitList ToList() => new(units)
        {
            Time = time.ToString(),
            HasOthers = HasOthers,
            SaysNone = SaysNone,
            Loose = Loose,
            ImpliedUnits = UnitWords.ImpliedUnits(folded) is { Success: true } implied ? implied.Groups["u"].Value : "",
        };
    }
}
