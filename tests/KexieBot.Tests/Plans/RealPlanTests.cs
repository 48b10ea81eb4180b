using System.Text.Json;
using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

/// <summary>The reader against hand-made answers. Scores are as acceptance counts them.</summary>
public sealed class RealPlanTests(ITestOutputHelper output)
{
    [Fact]
    public void Real_documents_are_read_nearly_without_loss()
    {
        var total = Score("real");

        total.Measures.ShouldBeGreaterThanOrEqualTo(0.98);
        total.Units.ShouldBeGreaterThanOrEqualTo(0.98);
        total.RoleShare.ShouldBeGreaterThanOrEqualTo(0.98);
        total.Dates.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void Made_documents_are_read_nearly_without_loss()
    {
        var total = Score("made");

        total.Measures.ShouldBeGreaterThanOrEqualTo(0.97);
        total.Units.ShouldBeGreaterThanOrEqualTo(0.97);
        total.RoleShare.ShouldBeGreaterThanOrEqualTo(0.97);
        total.Dates.ShouldBeGreaterThanOrEqualTo(0.92);
    }

    [Fact]
    public void The_first_plan_is_read_whole_and_its_missing_parts_are_told()
    {
        Assert.SkipWhen(SharedPlans.Folder is null, SharedPlans.Absent);
        var draft = Draft(Path.Combine(SharedPlans.Folder!, "000.txt"));

        draft.IssuedOn.ShouldBe(new DateOnly(2020, 9, 7));
        draft.Measures.Select(m => m.Number).ShouldBe([1, 3, 4, 5, 6, 7, 8, 9]);
        draft.Problems.Where(p => p.Code == ProblemCodes.OutlineOnly).Count().ShouldBe(2);
        draft.Problems.ShouldContain(p => p.Code == ProblemCodes.Gap);
        draft.Problems.ShouldContain(p => p.Code == ProblemCodes.Truncated);
        draft.Measures[1].Flags.ShouldBe(MeasureFlags.Partial);
    }

    private PlanScore Score(string kind)
    {
        Assert.SkipWhen(SharedPlans.Folder is null, SharedPlans.Absent);
        var total = PlanScore.Zero;
        foreach (var answer in Directory.GetFiles(SharedPlans.Folder!, "*.gold.json").Order(StringComparer.Ordinal))
        {
            using var gold = JsonDocument.Parse(File.ReadAllText(answer));
            if (gold.RootElement.GetProperty("kind").GetString() != kind)
                continue;
            var score = PlanScore.Of(gold.RootElement, Draft(answer.Replace(".gold.json", ".txt", StringComparison.Ordinal)));
            output.WriteLine($"{Path.GetFileName(answer)[..8]} {score}");
            total += score;
        }
        total.Gold.ShouldBeGreaterThan(0);
        return total;
    }

    private static PlanDraft Draft(string path) =>
        PlanReader.Read(DocumentReader.Read(File.ReadAllBytes(path), Path.GetFileName(path)).ShouldBeOfType<DocumentResult.Read>().Document);
}
