using System.Text.Json;
using KexieBot.Core.Plans;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Plans;

/// <summary>Our own documents in odd layouts of the genre, each with its answer beside it. Nothing may be missed and nothing made up.</summary>
public sealed class MadePlanTests
{
    private static string Folder { get; } = Path.Combine(TeamsClients.Repository, "tests", "KexieBot.Tests", "Plans", "Made");

    public static TheoryData<string> Documents => [.. Directory.GetFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_is_read_as_its_answer_says(string name)
    {
        using var gold = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".gold.json")));
        var document = DocumentReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".txt")), name + ".txt").ShouldBeOfType<DocumentResult.Read>().Document;

        var score = PlanScore.Of(gold.RootElement, PlanReader.Read(document));

        (score.Hit, score.Draft).ShouldBe((score.Gold, score.Gold), "measures");
        (score.UnitHits, score.DraftUnits).ShouldBe((score.GoldUnits, score.GoldUnits), "units");
        score.Roles.ShouldBe(score.UnitHits, "roles");
        (score.DateHits, score.DraftDates).ShouldBe((score.GoldDates, score.GoldDates), "dates");
    }
}
