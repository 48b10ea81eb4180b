using System.Buffers;

namespace KexieBot.Core.Plans.Text;

/// <summary>
/// The characters of the blocks Kangxi Radicals and CJK Radicals Supplement as the ideographs they stand for. Many programs write them
/// into a PDF's text layer (⽅案 for 方案) because the font draws both alike; copied text carries them on.
/// </summary>
internal static class Radicals
{
    // Unicode names no decomposition for these; only those that stand alone as a character are listed (EquivalentUnifiedIdeograph.txt).
    private const string Supplement = "⺁⺒⺝⺟⺠⺮⺶⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳";
    private const string Ideographs = "厂巳月母民竹羊虎西见角贝车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟";

    private static readonly SearchValues<char> Any = SearchValues.Create([.. Enumerable.Range(0x2E80, 0x2FE0 - 0x2E80).Select(code => (char)code)]);

    public static string ToIdeographs(string text) => !text.AsSpan().ContainsAny(Any)
        ? text
        : string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                target[i] = ToIdeograph(source[i]);
        });

    private static char ToIdeograph(char c) => c switch
    {
        >= '\u2F00' and <= '\u2FDF' => c.ToString().Normalize(System.Text.NormalizationForm.FormKC)[0],
        >= '\u2E80' and < '\u2F00' when Supplement.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at => Ideographs[at],
        _ => c,
    };
}
