using KexieBot.Core.Ledger;
using KexieBot.Tests.Plans;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>A month of a district, as people say it, told from the office's side; docs/a-month-in-a-district.md walks through the same.</summary>
public sealed class MonthOfADistrictTests(StoreServers stores)
{
    private const string Paper = """
        示例区科协工作实施方案
        （2026年3月1日印发）
        一、能力建设
        （四）提高沟通服务能力。建好联系服务专家的渠道。（区科协牵头，区科技局配合）
        （五）创新科协组织形式。2026年12月底前实现街道科协全覆盖。（责任单位：区科协、各街道）
        （六）优化联系服务机制。每季度走访一次科技工作者。（责任单位：区科技局）
        二、创新争先
        （七）开展创新争先活动。11月20日前完成评选。（责任单位：区科技局、区人社局）
        （八）营造尊重科学的氛围。11月27日前办好展览。（责任单位：区科技局）
        （九）服务经济社会发展。支持产学研合作。（责任单位：驻区高校）
        """;

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task A_month_from_the_assignment_to_the_summary(StoreKind kind)
    {
        // The paper is read and goes into the ledger.
        var draft = Reading.Of(Paper);
        draft.Measures.Select(measure => $"{measure.Number} {measure.Units()} {measure.Dates()}".TrimEnd()).ShouldBe(
            ["4 区科协+ 区科技局-", "5 区科协 各街道 2026-12-31", "6 区科技局", "7 区科技局 区人社局 2026-11-20", "8 区科技局 2026-11-27", "9 驻区高校"]);
        await using var district = await District.OnAsync(stores.Fresh(kind), draft);

        // Monday 23 November: the plan is in, everybody has been given their items.
        await SaysAsync(district, "keji", "我的任务", "您有 4 项任务");
        await SaysAsync(district, "keji", "签收全部", "将签收 4 项：第 4、6、7、8 条。确认吗？");
        await SaysAsync(district, "keji", "确认", "已签收 4 项");
        await SaysAsync(district, "dong", "签收 5", "已签收 1 项");
        await SaysAsync(district, "leader", "催办所有逾期的", "将催办 2 个单位的 2 项");
        await SaysAsync(district, "leader", "确认", "已催办 2 个单位 2 项");

        // Tuesday: reports come, one with a problem, one by mistake.
        NextDay(district);
        await SaysAsync(district, "keji", "第7条进展到60%，已完成初评；存在问题：评审专家未到位", "已记入：第7条 0% → 60%");
        await SaysAsync(district, "keji", "更新 8 90% 展板已布置", "已记入：第8条 0% → 90%");
        await SaysAsync(district, "keji", "撤销", "已撤销：第 8 条恢复到操作前。");
        await SaysAsync(district, "keji", "更新 8 40% 展板设计完成", "已记入：第8条 0% → 40%");
        await SaysAsync(district, "leader", "有什么困难", "还没解决的困难 1 项");
        await SaysAsync(district, "leader", "批示第7条：请抓紧协调专家", "将把批示发给第7条的 2 个单位：区人社局 1 项、区科技局 1 项。确认吗？");
        await SaysAsync(district, "leader", "确认", "批示已记入第7条，发给 2 个单位");

        // Wednesday: the hall is not ready, more time is asked for and granted.
        NextDay(district);
        await SaysAsync(district, "keji", "申请延期 8", "第8条现在的期限是 2026-11-27，要延到哪一天？");
        await SaysAsync(district, "keji", "两周", "第8条延到 2026-12-11，原因是什么？");
        await SaysAsync(district, "keji", "场地调整", "第8条已申请延期到 2026-12-11，等办公室批。");
        await SaysAsync(district, "office", "同意延期 8", "已同意区科技局第8条延期到 2026-12-11。");

        // A week later: done, sent back for the missing evidence, done again.
        for (var day = 0; day < 7; day++)
            NextDay(district);
        await SaysAsync(district, "keji", "更新 8 100% 活动已举办", "已记入：第8条 40% → 100%");
        await SaysAsync(district, "keji", "申请办结 8", "第8条已申请办结，等办公室审核。");
        await SaysAsync(district, "office", "退回区科技局第8条，缺活动照片", "已退回区科技局第8条。");
        await SaysAsync(district, "keji", "第8条佐证 https://kexie.example/活动照片.zip", "已收下第8条的 1 份佐证，共 1 份。");
        await SaysAsync(district, "keji", "第8条已完成，申请办结", "第8条已申请办结，等办公室审核。");
        await SaysAsync(district, "office", "同意办结 8", "区科技局第8条已办结。");

        // The liaison changes; what is open goes along.
        await SaysAsync(district, "office", "区科技局联络员换成小刘", "区科技局联络员由");
        await SaysAsync(district, "office", "确认", "区科技局的联络员现在是小刘，移交 3 项在办任务。");
        await SaysAsync(district, "小刘", "更新 7 100% 评选结束，已公示", "已记入：第7条 60% → 100%");
        await SaysAsync(district, "keji", "更新 6 10% 开了座谈会", "第6条不在您名下");

        // Before the month ends: what leaders ask.
        await SaysAsync(district, "leader", "进展汇总", "共 10 项任务，已办结 1 项");
        await SaysAsync(district, "leader", "区科技局怎么样", "区科技局：共 4 项任务，已办结 1 项");
        await SaysAsync(district, "leader", "比上月怎么样", "本月报送");
        await SaysAsync(district, "leader", "第8条之前报过什么", "第8条 营造尊重科学的氛围 的经过");

        await SaysAsync(district, "office", "导出台账", "台账，共 10 项");

        (await district.Reader.HistoryAsync(District.PlanId, "8/区科技局", 20)).Select(entry => entry.Kind).Reverse().ShouldBe(
        [
            EventKind.Assigned, EventKind.Acknowledged, EventKind.Reported, EventKind.Undone, EventKind.Reported, EventKind.ExtensionRequested, EventKind.ExtensionGranted,
            EventKind.Reported, EventKind.CloseRequested, EventKind.Returned, EventKind.EvidenceAdded, EventKind.CloseRequested, EventKind.Closed,
        ]);
        await district.ShouldBeWholeAsync();
    }

    private static async Task SaysAsync(District district, string person, string text, string answer) =>
        (await district.SayAsync(person, text)).Title.ShouldStartWith(answer, Case.Sensitive, $"{person}: {text}");

    private static void NextDay(District district) => district.Clock.Time.Advance(TimeSpan.FromDays(1));
}
