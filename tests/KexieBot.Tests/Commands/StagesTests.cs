using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>A measure that is due in stages: each is shown, reminded of and closed by itself.</summary>
public sealed class StagesTests(StoreServers stores)
{
    private static readonly DateOnly First = new(2026, 12, 15);
    private static readonly DateOnly Last = new(2027, 6, 30);

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task Each_stage_is_due_and_closed_by_itself(StoreKind kind)
    {
        await using var district = await StagedAsync(kind);

        (await district.SayAsync("keji", "s/1")).Facts.ShouldContain(fact => fact.Name == "期限" && fact.Value == "下一节点 2026-12-15，最终 2027-06-30（12月15日前建成；2027年6月底前推广）");
        (await district.SayAsync("keji", "我的任务")).Rows.Single(row => row.Ref == "s/1").Due.ShouldBe("下一节点 12月15日 · 还有22天 · 最终 2027年6月30日");
        district.Clock.Time.Advance(TimeSpan.FromDays(17)); // 2026-12-10
        var reported = await district.SayAsync("keji", "更新 s/1 50% 区级之家已建成");
        reported.Choices.ShouldHaveSingleItem().ShouldBe(new Choice("本节点已办完", "申请办结 s/1"));
        (await district.SayAsync("keji", reported.Choices[0].Say)).Title.ShouldBe("第s/1条（12月15日节点）已申请办结，等办公室审核。");
        (await district.SayAsync("office", "待审核")).Rows[0].State!.ShouldEndWith("申请办结（12月15日节点）");
        (await district.SayAsync("office", "同意办结 s/1")).Title.ShouldBe("区科技局第s/1条（12月15日节点）已通过，下一节点 2027-06-30。");

        var item = (await district.Reader.ItemAsync("s", "1/区科技局"))!;
        (item.State, item.Deadline, item.Percent, item.HasLaterStage).ShouldBe((WorkItemState.InProgress, Last, 50, false));
        (await district.Reader.HistoryAsync("s", "1/区科技局", 1))[0].Kind.ShouldBe(EventKind.StageClosed);
        await district.SayAsync("keji", "更新 s/1 100% 已推广");
        await district.SayAsync("keji", "申请办结 s/1");
        (await district.SayAsync("office", "同意办结 s/1")).Title.ShouldBe("区科技局第s/1条已办结。");
        (await district.Get<LedgerVerification>().VerifyAsync("s")).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_due_lists_the_lights_and_the_mornings_look_at_the_next_stage()
    {
        await using var district = await StagedAsync(StoreKind.Garnet);

        (await district.SayAsync("leader", "下个月到期")).Rows.ShouldContain(row => row.Ref == "s/1");
        (await NudgesAsync(district, new DateOnly(2026, 12, 14))).ShouldContain("s/1/区科技局");
        district.Clock.Time.Advance(TimeSpan.FromDays(23)); // 2026-12-16
        (await district.SayAsync("leader", "逾期任务")).Rows.ShouldContain(row => row.Ref == "s/1");
        await district.SayAsync("keji", "更新 s/1 50% 区级之家已建成");
        await district.SayAsync("keji", "申请办结 s/1");
        await district.SayAsync("office", "同意办结 s/1");

        (await district.SayAsync("leader", "逾期任务")).Rows.ShouldNotContain(row => row.Ref == "s/1");
        (await district.Reader.ItemAsync("s", "1/区科技局"))!.MissedDeadline.ShouldBe(First);
        district.Clock.Time.Advance(TimeSpan.FromDays(195)); // 2027-06-29
        (await NudgesAsync(district, new DateOnly(2027, 6, 29))).ShouldContain("s/1/区科技局");
    }

    [Fact]
    public void A_stage_that_was_put_off_beyond_the_next_takes_it_along()
    {
        var closed = WorkItemMoves.Close(new WorkItem("p", 1, "u", UnitRole.Lead) { State = WorkItemState.UnderReview, Deadline = Last, FinalDeadline = Last }, DateTimeOffset.UnixEpoch, [First, Last]);

        closed!.State.ShouldBe(WorkItemState.Closed);
    }

    [Fact]
    public async Task A_new_version_that_moves_a_stage_moves_what_is_due()
    {
        await using var district = await StagedAsync(StoreKind.Garnet);
        var plan = (await district.Reader.PlanAsync("s"))!;
        var roster = await district.Get<RosterStore>().GetAsync();
        PlanRevision.Prepare(plan, Draft(First), roster, district.Clock.Office.Now).IsEmpty.ShouldBeTrue();

        var revision = PlanRevision.Prepare(plan, Draft(First.AddDays(10)), roster, district.Clock.Office.Now);
        await district.Get<PlanRevisions>().CommitAsync(revision, roster, new Origin(Origin.CommandLine, "console", "v2"));

        (await district.Reader.ItemAsync("s", "1/区科技局"))!.Deadline.ShouldBe(First.AddDays(10));
    }

    private static async Task<IReadOnlyList<string>> NudgesAsync(District district, DateOnly day) =>
        district.Get<MorningPlanner>().Plan(await district.Get<LedgerFacts>().ReadAsync(day, day), day).Single(message => message.PersonId == "keji").Items;

    private static PlanDraft Draft(DateOnly first) => new(
        "分步实施方案",
        new DateOnly(2026, 3, 1),
        [
            new DraftMeasure(1, "一", "建设科技工作者之家", "分两步建设。", [new DraftUnit("区科技局", UnitRole.Responsible, false)], new DraftDeadline("12月15日前建成", first), null, 1)
            {
                FurtherDeadlines = [new DraftDeadline("2027年6月底前推广", Last)],
            },
        ],
        []);

    private async Task<District> StagedAsync(StoreKind kind)
    {
        var district = await District.OnAsync(stores.Fresh(kind));
        var import = PlanImport.Prepare("s", Draft(First), await district.Get<RosterStore>().GetAsync(), district.Clock.Office.Now);
        await district.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin(Origin.CommandLine, "console", "staged"));
        return district;
    }
}
