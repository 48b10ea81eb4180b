using CsCheck;
using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

public sealed class PlanComparisonTests
{
    private const string Before = "一、任务\n1.建设企业科协。新建企业科协十家。（责任单位：区科协）\n2.办好科普日活动。举办主场活动。（责任单位：区科协）\n3.走访服务专家。建立联系制度。（责任单位：区人力社保局）";

    [Fact]
    public void Added_changed_moved_dropped_and_unchanged_measures_are_told_apart()
    {
        const string after = "一、任务\n1.建设企业科协。新建企业科协十家。（责任单位：区科协）\n2.走访服务专家。建立联系制度。（责任单位：区人力社保局）\n3.加强经费保障。纳入年度预算。（责任单位：区财政局）";

        var changes = PlanComparison.Compare(Reading.Of(Before).Measures, Reading.Of(after).Measures);

        changes.Select(c => c.Kind).ShouldBe([ChangeKind.Unchanged, ChangeKind.Moved, ChangeKind.Added, ChangeKind.Dropped]);
        changes[1].Fields.ShouldBe(["编号"]);
        changes[3].Before!.Title.ShouldBe("办好科普日活动");
    }

    [Theory]
    [InlineData("十家", "十五家", "正文")]
    [InlineData("家。（责任单位：区科协）", "家。（责任单位：区科协、各街道）", "正文 责任单位")]
    [InlineData("新建企业科协十家", "2026年底前新建企业科协十家", "正文 时限")]
    public void What_changed_is_named(string old, string now, string fields) =>
        PlanComparison.Compare(Reading.Of(Before).Measures, Reading.Of(Before.Replace(old, now, StringComparison.Ordinal)).Measures)[0]
            .ShouldSatisfyAllConditions(c => c.Kind.ShouldBe(ChangeKind.Changed), c => string.Join(' ', c.Fields).ShouldBe(fields));

    [Fact]
    public void A_plan_compared_with_its_own_order_mixed_loses_and_gains_nothing()
    {
        var measures = Reading.Of(Before).Measures;
        Gen.Shuffle(measures.ToArray()).Sample(mixed =>
            PlanComparison.Compare(measures, mixed).All(c => c.Kind is ChangeKind.Unchanged && c.Before!.Title == c.After!.Title));
    }
}
