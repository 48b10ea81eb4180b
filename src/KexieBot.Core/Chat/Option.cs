using System.Text.RegularExpressions;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Core.Chat;

/// <summary>One of several that were meant to be chosen from: <paramref name="Say"/> is the whole command, <paramref name="Names"/> what people call it.</summary>
public sealed partial record Option(string Say, IReadOnlyList<string> Names)
{
    private const int ShortestPart = 2;

    /// <summary>The option that <paramref name="text"/> picks: by its place (2, 第二个), by a name, or by part of a name that no other has; null where it picks none for sure.</summary>
    public static Option? Picked(IReadOnlyList<Option> options, string text)
    {
        var said = Normalised.Of(text).Text.Trim(' ', ',', '.', '。', '!');
        if (Place().Match(said) is { Success: true } place)
            return ChineseNumber.Read(place.Groups["n"].Value) is { } number && number >= 1 && number <= options.Count ? options[number - 1] : null;
        var named = options.Where(option => option.Names.Any(name => Normalised.Of(name).Text == said)).ToList();
        if (named.Count == 0 && said.Length >= ShortestPart)
            named = [.. options.Where(option => option.Names.Any(name => Normalised.Of(name).Text.Contains(said, StringComparison.Ordinal)))];
        return named.Count == 1 ? named[0] : null;
    }

    [GeneratedRegex("^(?:选|第 ?)?(?<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})(?:个|项)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
