using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Units;

/// <summary>Splits a run of names into names.</summary>
internal static partial class UnitNames
{
    private const string Carriers = "(?:中国)?(?:电信|移动|联通|铁塔|广电|邮政|电力|供电|燃气)";
    private const string Separators = "、，；/／ \n|";

    /// <summary>Pieces between separators outside brackets, as ranges into the text.</summary>
    public static List<Range> Pieces(string folded)
    {
        var pieces = new List<Range>();
        int depth = 0, start = 0;
        for (var i = 0; i <= folded.Length; i++)
        {
            if (i < folded.Length && folded[i] == '（')
                depth++;
            else if (i < folded.Length && folded[i] == '）' && depth > 0)
                depth--;
            if (i < folded.Length && (depth > 0 || !(Separators.Contains(folded[i], StringComparison.Ordinal) || IsPlus(folded, start, i)) || IsInDate(folded, i) || IsBehindFigure(folded, i) || IsInEnglish(folded, i) || IsInName(folded, start, i)))
                continue;
            if (i > start)
                pieces.Add(start..i);
            start = i + 1;
        }
        return JoinBrokenGroups(folded, pieces);
    }

    // 2023 年9 月底前: papers set from a PDF keep blanks about their figures.
    private static bool IsInDate(string folded, int i) =>
        folded[i] == ' ' && i > 0 && i + 1 < folded.Length
        && ((char.IsAsciiDigit(folded[i - 1]) && folded[i + 1] is '年' or '月' or '日' or '个') || (folded[i - 1] is '年' or '月' && char.IsAsciiDigit(folded[i + 1])));

    // Science Bureau
    private static bool IsInEnglish(string folded, int i) =>
        folded[i] == ' ' && i > 0 && i + 1 < folded.Length && char.IsAsciiLetter(folded[i - 1]) && char.IsAsciiLetter(folded[i + 1]);

    // 市12345 热线成员单位: a figure ends no name.
    private static bool IsBehindFigure(string folded, int i) => folded[i] == ' ' && i > 0 && i + 1 < folded.Length && char.IsAsciiDigit(folded[i - 1]) && TextFolding.IsHan(folded[i + 1]);

    // 区文化 和旅游局, 区市场监督 / 管理局: a blank or the edge of a cell inside a name. No name begins with 和, and 管理局 alone is none.
    private static bool IsInName(string folded, int start, int i)
    {
        if (folded[i] is not (' ' or '\n') || i == start || i + 1 >= folded.Length || UnitWords.LooksLikeUnit(folded.AsSpan(start, i - start).Trim()))
            return false;
        return (folded[i + 1] is '和' && TextFolding.IsHan(folded[i - 1])) || BareEnding().IsMatch(folded.AsSpan(i + 1, Math.Min(8, folded.Length - i - 1)));
    }

    // 区教育局＋区公安分局, but not “互联网+监管”.
    private static bool IsPlus(string folded, int start, int i) => folded[i] is '＋' or '+' && UnitWords.LooksLikeUnit(folded.AsSpan(start, i - start).Trim());

    /// <summary>Splits 国务院相关部门及各地区 and 省科技厅和省教育厅, but not 工业和信息化厅.</summary>
    public static IEnumerable<Range> SplitJoined(string folded, Range piece)
    {
        var (from, length) = piece.GetOffsetAndLength(folded.Length);
        var end = from + length;
        foreach (Match match in Joiner().Matches(folded[from..end]))
        {
            var left = folded[from..(piece.Start.Value + match.Index)];
            var right = folded[(piece.Start.Value + match.Index + match.Length)..end];
            if (from > piece.Start.Value + match.Index || !JoinsNames(left, right, match.Value))
                continue;
            yield return from..(piece.Start.Value + match.Index);
            from = piece.Start.Value + match.Index + match.Length;
        }
        if (from < end)
            yield return from..end;
    }

    /// <summary>广州、东莞等市政府: the place before 等 and the ending behind it, as one name; null where the piece is no such.</summary>
    public static string? OfPlaceAndOthers(string name) => PlaceAndOthers().Match(name) is { Success: true } match ? match.Groups["p"].Value + match.Groups["b"].Value : null;

    /// <summary>广州、深圳市政府 names two governments, 县住建、交通部门 two departments: the first takes the second's ending.</summary>
    public static void CompleteElided(List<string> names, Func<int, bool> sameRun)
    {
        for (var i = names.Count - 2; i >= 0; i--)
        {
            if (sameRun(i) && BarePlace().IsMatch(names[i]) && (names[i][^1] is '州' or '台' || !UnitWords.LooksLikeUnit(names[i])) && PlaceBody().Match(names[i + 1]) is { Success: true } tail
                && tail.Index is >= 2 and <= 5)
                names[i] += tail.Value;
            else if (sameRun(i) && OwnPlace().IsMatch(names[i]) && PlaceGovernment().Match(names[i + 1]) is { Success: true } body)
                names[i] += body.Groups["b"].Value;
            else if (sameRun(i) && Carrier().IsMatch(names[i]) && CarrierBranch().Match(names[i + 1]) is { Success: true } branch)
                names[i] += branch.Groups["b"].Value;
            else if (sameRun(i) && IsField(names[i]) && Department().IsMatch(names[i + 1]))
                names[i] += "部门";
        }
    }

    /// <summary>住建, 生态环境: a field of government that 部门 makes a body.</summary>
    public static bool IsField(string name) => Field().IsMatch(name) && !UnitWords.LooksLikeUnit(name);

    private static bool JoinsNames(string left, string right, string word)
    {
        if (left.Count(c => c == '（') != left.Count(c => c == '）'))
            return false;
        left = left.TrimEnd('等');
        if (Group().IsMatch(right) && left.Length >= 2)
            return right.Length >= 2;
        if (!UnitWords.LooksLikeUnit(left) || left.Length < 2)
            return false;
        if (word is "会同" or "以及" or "及")
            return right.Length >= 2 && right is not ("单位" or "部门" or "分支机构" or "直属机构" or "直属单位");
        return right.Length >= 3 && (Begins().IsMatch(right) || UnitWords.LooksLikeUnit(right)) && !ContinuesName(left);
    }

    // 文化和旅游局, 卫生健康和…: the left part alone is no body although it ends like one (各部门和单位 is kept whole too).
    private static bool ContinuesName(string left) => left.EndsWith("人力资源", StringComparison.Ordinal) || left is "文化" or "中央" or "党委" or "市委" or "区委" or "省委";

    // 各市、县（市、区）人民政府 and 各区、县（市）政府 are one name with a 、 inside.
    private static List<Range> JoinBrokenGroups(string folded, List<Range> pieces)
    {
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            var here = folded[pieces[i]].Trim();
            var next = folded[pieces[i + 1]].Trim();
            var stop = folded[pieces[i].End.Value];
            // 中、省驻平有关单位: bodies of the centre and the province in the place.
            var isStationed = here is "中" or "中央" && stop == '、' && next.StartsWith('省') && next.Contains('驻', StringComparison.Ordinal);
            // 市直有关部门、单位
            var isRest = stop == '、' && next is "单位" or "部门" && here.Length >= 4 && here[^4..] is "有关部门" or "相关部门" or "有关单位" or "相关单位";
            if (isStationed || isRest || GroupHead().IsMatch(here) && (stop == '、' ? (GroupRest().IsMatch(next) || GroupBody().IsMatch(next)) && !StepsUp(here, next) : stop == ' ' && IsStrayBlank(folded, here, next)))
            {
                pieces[i] = pieces[i].Start..pieces[i + 1].End;
                pieces.RemoveAt(i + 1);
                i--;
            }
        }
        return pieces;
    }

    // 各市（州） 交通运输局: papers set from a PDF keep blanks about their brackets, and 、 parts the names.
    private static bool IsStrayBlank(string folded, string head, string rest) =>
        head.EndsWith('）') && folded.Contains('、', StringComparison.Ordinal) && UnitWords.LooksLikeUnit(rest) && !UnitWords.IsOfThePlace(rest);

    // 各街道、区政府 are two parties: no group goes from streets up to districts.
    private static bool StepsUp(string head, string rest) => head.Split('（')[0][^1] is '镇' or '乡' or '道' && rest[0] is '市' or '县' or '区' or '州' or '旗' or '盟';

    [GeneratedRegex("^(?:管理局|监督管理局|管理委员会|委员会|办公室|办事处|管委会|服务局|服务中心|管理中心|保障局|资源局|建设局|旅游局|分局|分公司)(?:[、，；/ \n（]|$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareEnding();

    // 电信、移动、联通澄浦分公司
    [GeneratedRegex("^" + Carriers + "$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Carrier();

    [GeneratedRegex("^" + Carriers + "(?<b>[\u4e00-\u9fff]{0,6}(?:分公司|公司))$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CarrierBranch();

    [GeneratedRegex("会同|以及|及|和|与|同(?=各|有关|相关)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joiner();

    [GeneratedRegex("^(?:各|有关|相关|国务院)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Group();

    [GeneratedRegex("^(?:各|有关|相关|其他|省|市|区|县|全区|全市|国务院|国家|团)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Begins();

    [GeneratedRegex("(?:^|、|[及和](?=各))(?:各|有关|相关|全区各|全市各|各有关|各相关|各设区)?(?:省|自治区|直辖市|市|地市|设区市|州|盟|县|区|旗|镇|乡|街道|园区|开发区|功能区|新区)(?:（[^（）]{1,8}）)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupHead();

    [GeneratedRegex("^(?:自治区|直辖市|县级市|县区|区县|市|地市|州|盟|县|区|旗|镇|乡|街道|园区|开发区|功能区|新区|场)(?:（[^（）]{1,8}）)?级?(?:人民政府|政府|管委会|党工委|办事处)?(?:（[^（）]{1,8}）)?等?(?:(?:按(?:照)?职责分工|共同|分别)?(?:牵头|负责|配合|参与|落实|协同|协助)(?:负责|落实|实施|推进)?)?(?:$|(?=" + UnitDuties.Verbs + "))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupRest();

    // 各市、县（区）市场监管局
    [GeneratedRegex("^[市县区旗]（[^（）]{1,8}）[\u4e00-\u9fff]{2,12}(?:局|委|厅|办|部门|中心|公司|科协|妇联)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupBody();

    [GeneratedRegex("^[\u4e00-\u9fff]{2,4}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BarePlace();

    [GeneratedRegex("^(?<p>[\u4e00-\u9fff]{2,4})等(?<b>[市县区州](?:人民政府|政府)?)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceAndOthers();

    // 官渡区、嵩明县、安宁市人民政府
    [GeneratedRegex("^(?!各|有关|相关|全|本|辖)[\u4e00-\u9fff]{1,4}(?<!开发|示范|园|新|功能)[区县市旗]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnPlace();

    [GeneratedRegex("^(?!各|有关|相关|全|本)[\u4e00-\u9fff]{1,4}[区县市旗](?<b>人民政府|政府)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceGovernment();

    [GeneratedRegex("^[\u4e00-\u9fff]{2,7}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    [GeneratedRegex("^[\u4e00-\u9fff]{2,7}(?<!有关|相关|主管|职能|各|等)部门$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Department();

    [GeneratedRegex("(?:经济(?:技术)?开发|高新(?:技术产业开发)?|开发|高新|工业园|产业园)区(?:管委会|管理委员会)$|(?:市|县|区|州|镇|乡|街道)(?:人民政府|政府|管委会|党委|办事处)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceBody();
}
