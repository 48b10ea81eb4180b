using System.Globalization;
using System.Text.Json.Serialization;

namespace KexieBot.Core.Chat;

/// <summary>A language that the bot answers in. Chinese is that of Texts.resx; each other one has its Texts.xx.resx beside it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Language>))]
public enum Language
{
    [JsonStringEnumMemberName("zh")]
    Chinese,

    [JsonStringEnumMemberName("en")]
    English,
}

public static class Languages
{
    private static readonly CultureInfo[] Cultures = [.. Enum.GetValues<Language>().Select(language => language == Language.Chinese ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language.Code()))];

    /// <summary>The text of that name, one of <see cref="Texts"/>, with <paramref name="arguments"/> in its places.</summary>
    public static string Say(this Language language, string text, params ReadOnlySpan<object?> arguments) => string.Format(
        CultureInfo.InvariantCulture,
        Texts.ResourceManager.GetString(text, Cultures[(int)language]) ?? throw new ArgumentException($"There is no text {text}.", nameof(text)),
        arguments);

    /// <summary>Names in a row: 甲、乙 or A, B.</summary>
    public static string Join(this Language language, IEnumerable<string> names) => string.Join(language.Say(Texts.Between_Names), names);

    /// <summary>The first <paramref name="most"/> names in a row, and how many there are beyond them.</summary>
    public static string Join(this Language language, IReadOnlyCollection<string> names, int most) => names.Count <= most
        ? language.Join(names)
        : language.Say(Texts.Names_AndMore, language.Join(names.Take(most)), names.Count, names.Count - most);

    /// <summary>zh or en, as rosters and cards write it.</summary>
    public static string Code(this Language language) => language == Language.English ? "en" : "zh";

    public static IEnumerable<Language> Others(this Language language) => Enum.GetValues<Language>().Where(other => other != language);

    /// <summary>The text in every language, for somebody whose language is not known.</summary>
    public static string SayInAll(string text) => string.Concat(Enum.GetValues<Language>().Select(language => language.Say(text)));

    /// <summary>The language of a client's locale; Chinese where it is none that the bot speaks.</summary>
    public static Language OfLocale(string? locale) => locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) is true ? Language.English : Language.Chinese;
}
