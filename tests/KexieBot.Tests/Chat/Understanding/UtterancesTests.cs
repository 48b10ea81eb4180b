using System.Diagnostics;
using System.Text.Json.Nodes;
using CsCheck;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Tests.Chat.Understanding;

public sealed class UtterancesTests
{
    private static readonly UnderstandingContext Monday = UnderstandingContext.WithoutRoster(new DateOnly(2026, 11, 23));

    [Fact]
    public void The_shared_utterances_are_understood()
    {
        var file = SharedFile();
        Assert.SkipWhen(file is null, "shared/data/utterances.jsonl is not on this machine; set KEXIE_SHARED to its folder");
        var score = UtteranceScore.Of(File.ReadLines(file!).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!)
            .Select(line => (line["text"]!.GetValue<string>(), line["intent"]!.GetValue<string>(), line["slots"]!.AsObject())));
        score.Intents.ShouldBeGreaterThanOrEqualTo(0.97, $"{score.Intents:0.000} {score.Slots:0.000}\n" + string.Join('\n', score.Misses));
        score.Slots.ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', score.Misses));
    }

    [Fact]
    public void Our_own_paraphrases_are_understood()
    {
        var answers = Paraphrases.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        answers.Count.ShouldBeGreaterThan(150);
        var score = UtteranceScore.Of(answers);
        score.Intents.ShouldBeGreaterThanOrEqualTo(0.97, $"{score.Intents:0.000} {score.Slots:0.000}\n" + string.Join('\n', score.Misses));
        score.Slots.ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', score.Misses));
    }

    [Fact]
    public void No_two_rules_claim_the_same_words()
    {
        var twice = RuleBook.Exact.SelectMany(entry => entry.Words.Select(words => (Words: Skeleton.LettersOf(words), entry.Intent)).Distinct())
            .GroupBy(pair => pair.Words).Where(group => group.Select(pair => pair.Intent).Distinct().Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(pair => pair.Intent))}").ToList();
        twice.ShouldBeEmpty();
    }

    [Fact]
    public void No_text_throws() => Gen.String.Sample(text => { Utterances.Read(text, Monday); }, iter: 2_000);

    [Fact]
    public void Normalising_twice_changes_nothing() =>
        Gen.String.Sample(text => Normalised.Of(Normalised.Of(text).Text).Text == Normalised.Of(text).Text, iter: 5_000);

    [Fact]
    public void A_number_reads_back_from_every_writing() => Gen.Int[1, 999].Sample(number =>
        ChineseNumber.Read(ChineseNumber.Write(number)) == number
        && Utterances.Read($"第{ChineseNumber.Write(number)}条", Monday).Slots.Measures.Single().Number == number
        && Utterances.Read($"第{number}条", Monday).Slots.Measures.Single().Number == number);

    [Fact]
    public void A_percent_reads_back() => Gen.Int[0, 300].Sample(percent =>
        Utterances.Read($"第7条进展{percent}%", Monday).Slots.Percent == percent);

    [Fact]
    public void A_long_message_is_read_in_bounded_time()
    {
        var text = "第7条进展到60%，" + new string('好', 100_000);
        Utterances.Read(text, Monday);
        var watch = Stopwatch.StartNew();
        var understood = Utterances.Read(text, Monday);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        understood.Slots.Note!.Length.ShouldBe(Normalised.LongestText);
    }

    [Fact]
    public void A_note_comes_back_as_typed() =>
        Utterances.Read("#6 進度３０％ 座谈会开了两次，走访12人", Monday).Slots.Note.ShouldBe("座谈会开了两次，走访12人");

    private static (string, string, JsonObject) Read(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var slots = new JsonObject();
        foreach (var pair in parts.Length > 2 ? parts[2].Split(';') : [])
            slots[pair.Split('=')[0]] = pair.Split('=')[1];
        return (parts[0], parts[1], slots);
    }

    private static string? SharedFile()
    {
        if (Environment.GetEnvironmentVariable("KEXIE_SHARED") is { Length: > 0 } named)
            return File.Exists(Path.Combine(named, "data", "utterances.jsonl")) ? Path.Combine(named, "data", "utterances.jsonl") : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "utterances.jsonl");
            if (File.Exists(file))
                return file;
        }
        return null;
    }
}
