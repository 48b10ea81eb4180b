namespace KexieBot.Core.Chat.Understanding.Learned;

/// <summary>
/// Tells what a message wants by its likeness to <c>examples.txt</c>: a linear model (softmax over <see cref="Traits"/>) whose weights were computed from the
/// examples beforehand and lie in <c>intents.bin</c>. The same message gets the same answer everywhere; nothing is learned while running.
/// </summary>
internal static class IntentModel
{
    public static readonly IReadOnlyList<Intent> Intents = Enum.GetValues<Intent>();

    private static readonly Lazy<(sbyte[] Weights, float Step)> Learned = new(Load);

    /// <summary>All intents with their probabilities, the likeliest first.</summary>
    public static IReadOnlyList<(Intent Intent, float Probability)> Rank(Skeleton skeleton)
    {
        var (weights, step) = Learned.Value;
        var traits = Traits.Of(skeleton);
        var sums = new int[Intents.Count];
        foreach (var trait in traits)
        {
            var row = weights.AsSpan(trait * Intents.Count, Intents.Count);
            for (var intent = 0; intent < row.Length; intent++)
                sums[intent] += row[intent];
        }

        var scale = step / MathF.Sqrt(traits.Length);
        var most = sums.Max();
        var shares = sums.Select(sum => MathF.Exp((sum - most) * scale)).ToList();
        var all = shares.Sum();
        return [.. shares.Select((share, intent) => (Intents[intent], share / all)).OrderByDescending(pair => pair.Item2)];
    }

    /// <summary>The weights as they are shipped: the step as a float, then a row of signed bytes for each trait.</summary>
    private static (sbyte[] Weights, float Step) Load()
    {
        using var stream = typeof(IntentModel).Assembly.GetManifestResourceStream("intents.bin")!;
        using var reader = new BinaryReader(stream);
        var step = reader.ReadSingle();
        var bytes = reader.ReadBytes(Traits.Count * Intents.Count);
        return bytes.Length == Traits.Count * Intents.Count
            ? ((sbyte[])(Array)bytes, step)
            : throw new InvalidDataException("intents.bin does not fit the intents; compute it anew from examples.txt (see the benchmarks' 'learn').");
    }
}
