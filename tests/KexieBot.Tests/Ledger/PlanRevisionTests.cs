using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Ledger;

public sealed class PlanRevisionTests(StoreServers stores)
{
    private const string First = """
        示例区科协工作实施方案
        一、能力建设
        1.提高沟通服务能力。加强科协组织自身建设，制定年度学习计划并组织培训。（责任单位：区科协、区科技局）
        2.开展创新争先活动。组织评选优秀科技志愿者和最美科技工作者，2026年12月底前完成。（责任单位：区科技局）
        3.营造尊重科学氛围。办好全国科技工作者日系列活动，集中宣传典型事迹。（责任单位：区科协）
        """;

    [Fact]
    public async Task The_same_paper_again_changes_nothing()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var plan = await ImportAsync(district, First);

        PlanRevision.Prepare(plan, Read(First), await RosterAsync(district), district.Clock.Office.Now).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_new_version_keeps_what_was_reported_and_shows_what_is_different(StoreKind kind)
    {
        await using var district = await District.OnAsync(stores.Fresh(kind));
        var plan = await ImportAsync(district, First);
        await district.SayAsync("keji", "更新 q/2 60% 已完成初评");
        var second = First
            .Replace("3.营造尊重科学氛围。办好全国科技工作者日系列活动，集中宣传典型事迹。（责任单位：区科协）", "3.建设科普阵地。改造社区科普馆，每季度报送进展。（责任单位：区人社局）", StringComparison.Ordinal)
            .Replace("2026年12月底前完成。（责任单位：区科技局）", "2027年3月底前完成。（责任单位：区科技局、区科协）", StringComparison.Ordinal);

        var revision = await ReviseAsync(district, plan, second);

        revision.Changes.Select(change => change.Kind).ShouldBe([ChangeKind.Unchanged, ChangeKind.Changed, ChangeKind.Added, ChangeKind.Dropped]);
        var kept = (await district.Reader.ItemAsync("q", "2/区科技局"))!;
        (kept.Percent, kept.Progress, kept.Deadline).ShouldBe((60, "已完成初评", new DateOnly(2027, 3, 31)));
        (await district.Reader.ItemAsync("q", "2/区科协"))!.State.ShouldBe(WorkItemState.Assigned);
        (await district.Reader.ItemAsync("q", "3/区科协"))!.State.ShouldBe(WorkItemState.Void);
        (await district.Reader.HistoryAsync("q", "3/区科协", 5))[0].Kind.ShouldBe(EventKind.Voided);
        var revised = (await district.Reader.PlanAsync("q"))!;
        revised.Measures.Single(measure => measure.Title == "建设科普阵地").Number.ShouldBe(4);
        PlanRevision.Prepare(revised, Read(second), await RosterAsync(district), district.Clock.Office.Now).IsEmpty.ShouldBeTrue();
        (await district.Get<LedgerVerification>().VerifyAsync("q")).Faults.ShouldBeEmpty();

        var told = (await district.Get<IDatabase>().HashGetAllAsync(Outbox.EntryKey("q"))).Where(entry => entry.Name.StartsWith("revision/")).Select(entry => (string)entry.Value!).ToList();
        told.Count.ShouldBe(3, "keji, kexie and ann, one message each");
        told.Single(entry => entry.Contains("revise/keji", StringComparison.Ordinal)).ShouldContain("期限 2026-12-31 → 2027-03-31");
        told.Single(entry => entry.Contains("revise/kexie", StringComparison.Ordinal)).ShouldContain("不再由本单位办理");
        told.Single(entry => entry.Contains("revise/ann", StringComparison.Ordinal)).ShouldContain("new for you");
    }

    [Fact]
    public async Task A_revision_of_a_plan_that_was_changed_meanwhile_is_refused_at_once()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var plan = await ImportAsync(district, First);
        var (roster, now) = (await RosterAsync(district), district.Clock.Office.Now);
        var revision = PlanRevision.Prepare(plan, Read(First.Replace("（责任单位：区科协）", "（责任单位：区人社局）", StringComparison.Ordinal)), roster, now);
        await district.SayAsync("office", (await district.SayAsync("office", "作废 q/2，市里不再要求")).Choices[0].Say);

        var reply = await district.Get<PlanRevisions>().CommitAsync(revision, roster, new Origin("office", "console", "revise"));

        reply.Title.ShouldContain("请重新导入");
        (await district.Reader.PlanAsync("q"))!.FindMeasure(2)!.IsVoid.ShouldBeTrue();
        (await district.Get<LedgerVerification>().VerifyAsync("q")).Faults.ShouldBeEmpty();
    }

    private static PlanDraft Read(string text) => PlanReader.Read(PlanDocument.FromText("plan.txt", text));

    private static Task<Roster> RosterAsync(District district) => district.Get<RosterStore>().GetAsync();

    private static async Task<Plan> ImportAsync(District district, string text)
    {
        var import = PlanImport.Prepare("q", Read(text), await RosterAsync(district), district.Clock.Office.Now);
        await district.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office", "console", "q"));
        return (await district.Reader.PlanAsync("q"))!;
    }

    private static async Task<PlanRevision> ReviseAsync(District district, Plan plan, string text)
    {
        var (roster, now) = (await RosterAsync(district), district.Clock.Office.Now);
        var revision = PlanRevision.Prepare(plan, Read(text), roster, now);
        (await district.Get<PlanRevisions>().CommitAsync(revision, roster, new Origin("office", "console", "revise"))).Tone.ShouldBe(ReplyTone.Neutral);
        return revision;
    }
}
