namespace KexieBot.Core.Chat.Understanding.Learned;

/// <summary>Computes the weights of <see cref="IntentModel"/> from examples. Runs when examples have changed, never in the bot.</summary>
internal static class IntentLearning
{
    private const int Rounds = 30;
    private const double FirstStride = 6;

    /// <summary>The content of <c>intents.bin</c>. One thread, one order: the same examples give the same bytes.</summary>
    public static byte[] Learn(IEnumerable<(string Text, Intent Intent)> examples)
    {
        var context = UnderstandingContext.WithoutRoster(new DateOnly(2026, 11, 23));
        var seen = examples.Select(example => (Traits: Traits.Of(Skeleton.Of(example.Text, context)), Intent: (int)example.Intent)).ToArray();
        var weights = new double[Traits.Count, IntentModel.Intents.Count];
        var order = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            order.Shuffle(seen);
            foreach (var (traits, intent) in seen)
            {
                // Half of the traits are hidden at each step, so that no single one decides: 81 % instead of 79 % right in a fourfold cross-validation of the examples.
                var shown = Array.FindAll(traits, _ => order.Next(2) == 0);
                Step(weights, shown.Length > 0 ? shown : traits, intent, FirstStride / (1 + (0.3 * round)));
            }
        }

        return Shrink(weights);
    }

    // One step of stochastic gradient descent on the cross entropy.
    private static void Step(double[,] weights, int[] traits, int right, double stride)
    {
        var share = 1 / Math.Sqrt(traits.Length);
        var sums = new double[IntentModel.Intents.Count];
        foreach (var trait in traits)
            for (var intent = 0; intent < sums.Length; intent++)
                sums[intent] += weights[trait, intent] * share;
        var most = sums.Max();
        var all = sums.Sum(sum => Math.Exp(sum - most));
        for (var intent = 0; intent < sums.Length; intent++)
        {
            var wrong = (intent == right ? 1 : 0) - (Math.Exp(sums[intent] - most) / all);
            foreach (var trait in traits)
                weights[trait, intent] += stride * share * wrong;
        }
    }

    private static byte[] Shrink(double[,] weights)
    {
        var step = (float)(weights.Cast<double>().Max(Math.Abs) / sbyte.MaxValue);
        return [.. BitConverter.GetBytes(step), .. weights.Cast<double>().Select(weight => (byte)(sbyte)Math.Round(weight / step))];
    }
}
