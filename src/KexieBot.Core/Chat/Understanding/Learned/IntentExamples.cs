namespace KexieBot.Core.Chat.Understanding.Learned;

/// <summary>The sentences of <c>examples.txt</c>: lines below <c>== intent</c>.</summary>
internal static class IntentExamples
{
    private static readonly Lazy<Dictionary<string, Intent>> ByLetters = new(() =>
    {
        var known = new Dictionary<string, Intent>(StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(IntentExamples).Assembly.GetManifestResourceStream("examples.txt")!);
        foreach (var (text, intent) in Read(reader))
            known.TryAdd(Skeleton.LettersOf(Normalised.Of(text).Text), intent);
        return known;
    });

    public static IEnumerable<(string Text, Intent Intent)> Read(TextReader reader)
    {
        var names = Enum.GetValues<Intent>().ToDictionary(intent => intent.JsonName());
        var intent = Intent.Unknown;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
                intent = names[line[3..]];
            else if (line.Length > 0)
                yield return (line, intent);
        }
    }

    /// <summary>What a message means that is an example letter by letter, with or without polite words around it.</summary>
    public static Intent? Find(Skeleton skeleton) =>
        ByLetters.Value.TryGetValue(Skeleton.LettersOf(skeleton.Text), out var intent) || ByLetters.Value.TryGetValue(skeleton.Compact, out intent) ? intent : null;
}
