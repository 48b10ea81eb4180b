using System.Text;

namespace KexieBot.Core.Plans;

/// <summary>Columns that text takes on a terminal, after Unicode's East Asian Width.</summary>
public static class TextWidth
{
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    public static int Of(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7f and < 0xa0) or (>= 0x300 and < 0x370) or 0x200b or 0x200d or 0xfe0f or 0xfeff => 0,
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3)
            or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff01 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6)
            or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd) => 2,

        // Ambiguous in the standard, wide in Chinese fonts.
        0x2014 or 0x2018 or 0x2019 or 0x201c or 0x201d or 0x2026 or (>= 0x2460 and <= 0x24ff) => 2,
        _ => 1,
    };
}
