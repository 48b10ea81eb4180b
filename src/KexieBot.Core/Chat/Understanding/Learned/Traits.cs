namespace KexieBot.Core.Chat.Understanding.Learned;

/// <summary>
/// What the model sees of a message: letters and pairs of letters of its <see cref="Skeleton.Shape"/>, its words of meaning (<see cref="Concepts"/>) alone,
/// in twos and in threes, its length, and whether it asks. Each trait is a number below <see cref="Count"/>; two that share one are told apart by the others.
/// </summary>
internal static class Traits
{
    /// <summary>Twice as many change the share of right answers by less than one in two hundred.</summary>
    public const int Count = 1 << 13;

    // What follows is a report's text and says little about what the message wants.
    private const int Examined = 100;

    public static int[] Of(Skeleton skeleton)
    {
        var shape = $"^{skeleton.Shape.Replace(' ', '_')}$";
        if (shape.Length > Examined)
            shape = shape[..Examined];
        var traits = new HashSet<int>(shape.Length * 4);
        for (var at = 0; at < shape.Length; at++)
        {
            traits.Add(Place("letter", shape.AsSpan(at, 1)));
            if (at + 1 < shape.Length)
                traits.Add(Place("pair", shape.AsSpan(at, 2)));
        }

        foreach (var word in shape.Split('_', '^', '$', ',', '.', '?', '!').Where(word => word.Length > 3 && word.All(char.IsAscii)))
            traits.Add(Place("word", word));
        AddConcepts(traits, Concepts.In(shape), skeleton.Asks);
        traits.Add(Place("length", shape.Length switch { < 6 => "a", < 10 => "b", < 16 => "c", < 26 => "d", _ => "e" }));
        traits.Add(Place("names", $"{shape.Contains('M', StringComparison.Ordinal)}{shape.Contains('P', StringComparison.Ordinal)}{shape.Contains('U', StringComparison.Ordinal)}{skeleton.Asks}"));
        return [.. traits];
    }

    private static void AddConcepts(HashSet<int> traits, List<string> concepts, bool asks)
    {
        var across = concepts.Where(concept => concept != Concepts.Clause).ToList();
        foreach (var concept in concepts)
        {
            traits.Add(Place("concept", concept));
            if (asks)
                traits.Add(Place("asked", concept));
        }

        foreach (var (first, second) in concepts.Zip(concepts.Skip(1)))
            traits.Add(Place("two", $"{first} {second}"));
        foreach (var (first, second) in across.Zip(across.Skip(1)))
            traits.Add(Place("two across", $"{first} {second}"));
        foreach (var (first, second, third) in across.Zip(across.Skip(1), across.Skip(2)))
            traits.Add(Place("three", $"{first} {second} {third}"));
        traits.Add(Place("first", across.FirstOrDefault("")));
        traits.Add(Place("last", across.LastOrDefault("")));
        traits.Add(Place("many", Math.Min(across.Count, 6).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    // FNV-1a with a last stir: string.GetHashCode differs from process to process.
    private static int Place(string kind, ReadOnlySpan<char> text)
    {
        var hash = Stir(Stir(2_166_136_261, kind), text);
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >> 12;
        return (int)(hash % Count);
    }

    private static uint Stir(uint hash, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
            hash = (hash ^ letter) * 16_777_619;
        return hash;
    }
}
