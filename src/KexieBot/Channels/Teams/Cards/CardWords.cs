using KexieBot.Core.Ledger;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>The few words that a card adds of its own, in the reply's language.</summary>
internal sealed record CardWords(string More, string Required, string Wrong, string Choose, string Red, string Yellow, string Green)
{
    private static readonly CardWords Chinese = new("更多", "请填写", "请检查", "请选择", "红灯", "黄灯", "绿灯");

    private static readonly CardWords English = new("More", "Please fill in", "Please check", "Please choose", "Red", "Yellow", "Green");

    public bool IsEnglish => ReferenceEquals(this, English);

    public static CardWords Of(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;

    /// <summary>A light as a dot's colour and a word: colour alone says nothing to one man in twelve, nor to a screen reader.</summary>
    public (string Dot, string? Word, string Color) For(Light light) => light switch
    {
        Light.Red => ("●", Red, "Attention"),
        Light.Yellow => ("●", Yellow, "Warning"),
        Light.Green => ("●", Green, "Good"),
        _ => ("○", null, "Default"),
    };

    public string Shown(int from, int to, int of) => IsEnglish ? $"{from}–{to} of {of}" : $"第 {from}–{to} 项，共 {of} 项";

    public string Cut => IsEnglish ? "The rest is too long for a message here." : "内容较长，此处只显示前一部分。";
}
