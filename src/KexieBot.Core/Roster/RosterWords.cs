using KexieBot.Core.Chat;

namespace KexieBot.Core.Roster;

/// <summary>The words of the roster's closed lists, as people write them.</summary>
internal static class RosterWords
{
    public const string WeCom = "企业微信";
    public const string Teams = "Teams";

    private static readonly Dictionary<string, PersonRole> Roles = new(StringComparer.Ordinal)
    {
        ["联络员"] = PersonRole.Liaison,
        ["单位联络员"] = PersonRole.Liaison,
        ["单位负责人"] = PersonRole.UnitHead,
        ["分管负责人"] = PersonRole.UnitHead,
        ["领导"] = PersonRole.Leader,
        ["区领导"] = PersonRole.Leader,
        ["办公室"] = PersonRole.Office,
    };

    private static readonly Dictionary<string, Language> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = Language.Chinese,
        ["zh"] = Language.Chinese,
        ["zh-cn"] = Language.Chinese,
        ["中文"] = Language.Chinese,
        ["汉语"] = Language.Chinese,
        ["en"] = Language.English,
        ["en-us"] = Language.English,
        ["english"] = Language.English,
        ["英文"] = Language.English,
        ["英语"] = Language.English,
    };

    public static string Of(PersonRole role) => role switch
    {
        PersonRole.Liaison => "联络员",
        PersonRole.UnitHead => "单位负责人",
        PersonRole.Leader => "领导",
        PersonRole.Office => "办公室",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static PersonRole? Role(string word) => Roles.TryGetValue(UnitName.Normal(word), out var role) ? role : null;

    public static Language? LanguageOf(string word) => Languages.TryGetValue(UnitName.Normal(word), out var language) ? language : null;
}
