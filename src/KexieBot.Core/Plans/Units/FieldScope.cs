using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Units;

/// <summary>The items a list says it stands for: 以上3项任务, 第4—6项, 第9、10项.</summary>
/// <param name="Above">How many items above, the nearest included; null where all that have no list yet are meant.</param>
/// <param name="Numbers">The items by number; empty where they are counted from the list upwards.</param>
/// <param name="Length">Characters that say so at the field's beginning.</param>
internal sealed partial record FieldScope(int? Above, IReadOnlyList<int> Numbers, int Length)
{
    /// <summary>True where a section of its own shares out the items of those before: 三、责任分工 第2、3项由….</summary>
    public bool SharesOut { get; private init; }

    private const int MostItems = 100;

    /// <summary>Null where folded text does not begin with one.</summary>
    public static FieldScope? At(string folded)
    {
        if (Phrase().Match(folded) is not { Success: true } phrase)
            return null;
        if (!phrase.Groups["from"].Success)
            return new FieldScope(Han.Number(phrase.Groups["n"].Value), [], phrase.Length);
        return Listed(phrase.Groups["from"].Value) is { } numbers ? new FieldScope(Above: null, numbers, phrase.Length) : null;
    }

    private static IReadOnlyList<int>? Listed(string from)
    {
        var numbers = new SortedSet<int>();
        foreach (Match part in Part().Matches(from))
        {
            if (Han.Number(part.Groups["a"].Value) is not { } first)
                return null;
            var last = part.Groups["b"].Success ? Han.Number(part.Groups["b"].Value) ?? first : first;
            if (last - first is < 0 or > MostItems)
                return null;
            numbers.UnionWith(Enumerable.Range(first, last - first + 1));
        }
        return [.. numbers];
    }

    /// <summary>第2、3项由 at a place in folded text, which gives those items the units behind it; null where none stands there.</summary>
    public static FieldScope? GivenAt(string folded, int at) =>
        Given().Match(folded, at) is { Success: true } phrase && Listed(phrase.Groups["from"].Value) is { } numbers ? new FieldScope(Above: null, numbers, phrase.Length) { SharesOut = true } : null;

    private const string Figure = @"\d{1,3}|[一二三四五六七八九十]{1,3}";

    [GeneratedRegex(@"^(?:(?:以上|上述)(?:共)?(?:各|全部|所有)?(?<n>" + Figure + @")?[项条个]?|第?(?<from>(?:" + Figure + @")(?:\s*(?:[—–\-－~～至到、，和及]|——)\s*第?(?:" + Figure + @")){1,12})[项条款])(?:工作|任务|措施|举措|事项|项目|内容)*(?:均?由|的)?(?=\s*[^：。]{0,8}[：])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phrase();

    [GeneratedRegex(@"\G第(?<from>(?:" + Figure + @")(?:\s*(?:[—–\-－~～至到、，和及]|——)\s*第?(?:" + Figure + @")){0,12})[项条](?:工作|任务|措施|举措)*均?由(?=[^，。；：]{2})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Given();

    [GeneratedRegex(@"(?<a>" + Figure + @")(?:\s*(?:[—–\-－~～至到]|——)\s*第?(?<b>" + Figure + "))?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
