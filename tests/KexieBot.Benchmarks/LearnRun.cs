using KexieBot.Core.Chat.Understanding.Learned;

namespace KexieBot.Benchmarks;

/// <summary>
/// <c>learn src/KexieBot.Core/Chat/Understanding/Learned</c>: reads the folder's <c>examples.txt</c> and writes its <c>intents.bin</c>.
/// To be run after a change of the examples, the concepts, the traits or the intents; build again afterwards.
/// </summary>
internal static class LearnRun
{
    public static async Task LearnAsync(string[] args)
    {
        using var reader = new StreamReader(Path.Combine(args[1], "examples.txt"));
        var examples = IntentExamples.Read(reader).ToList();
        var weights = IntentLearning.Learn(examples);
        var file = Path.Combine(args[1], "intents.bin");
        await File.WriteAllBytesAsync(file, weights);
        Console.WriteLine($"{examples.Count} examples, {weights.Length} bytes in {file}");
    }
}
