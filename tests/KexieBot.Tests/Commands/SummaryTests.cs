using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>What a summary covers, and in which language it is given.</summary>
public sealed class SummaryTests(StoreServers stores)
{
    [Theory]
    [InlineData("进展汇总", "共 10 项任务", 2)]
    [InlineData("能力建设部分进展怎么样", "一、能力建设：共 6 项任务", 1)]
    [InlineData("第二部分进展汇总", "二、创新争先：共 4 项任务", 1)]
    public async Task A_section_is_summed_up_by_itself(string text, string title, int bars)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        var reply = await district.SayAsync("leader", text);

        reply.Title.ShouldStartWith(title);
        reply.Chart!.Points.Count.ShouldBe(bars);
        reply.Rows.Count.ShouldBe(title.Contains("能力建设", StringComparison.Ordinal) ? 0 : 2);
    }

    [Fact]
    public async Task A_part_is_found_by_its_printed_number_and_one_without_items_is_said_to_have_none()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var draft = new Core.Plans.PlanDraft("另一份方案", null, [Measure(1, "二、党建引领"), Measure(2, "四、强化保障")], []);
        var import = Core.Ledger.PlanImport.Prepare("q", draft, await district.Get<Core.Roster.RosterStore>().GetAsync(), district.Clock.Office.Now);
        await district.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Core.Ledger.Origin("office", "console", "q"));

        (await district.SayAsync("leader", "第四部分进展汇总")).Title.ShouldStartWith("四、强化保障：共 1 项任务");
        (await district.SayAsync("leader", "第二部分进展汇总")).Title.ShouldStartWith("二、创新争先、二、党建引领：共 5 项任务");
        (await district.SayAsync("leader", "第三部分进展汇总")).Title.ShouldBe("方案的第三部分没有任务，请说部分的名称，或问“进展汇总”。");
        (await district.SayAsync("leader", "上个月进展汇总")).Title.ShouldStartWith("截至今天：共 12 项任务");

        static Core.Plans.DraftMeasure Measure(int number, string section) =>
            new(number, section, "抓好落实", "抓好落实。", [new Core.Plans.DraftUnit("区科协", Core.Plans.UnitRole.Responsible, false)], null, null, number);
    }

    [Fact]
    public async Task A_period_says_what_was_done_in_it()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 8 30% 已开座谈会");
        district.Clock.Time.Advance(TimeSpan.FromDays(10)); // Thursday 2026-12-03
        await district.SayAsync("keji", "更新 8 60% 已印发方案");
        await district.SayAsync("kexie", "更新 4 60% 已印发方案");

        (await district.SayAsync("leader", "上个月进展汇总")).Lines[0].ShouldStartWith("2026-11-01—2026-11-30：报送 1 次（1 个单位）");
        (await district.SayAsync("leader", "本月进展汇总")).Lines[0].ShouldStartWith("2026-12-01—2026-12-31：报送 2 次（2 个单位）");
        (await district.SayAsync("leader", "第二部分本月进展汇总")).Lines[0].ShouldStartWith("2026-12-01—2026-12-31：报送 1 次（1 个单位）");
    }

    [Theory]
    [InlineData("my tasks", "en-US", true)]
    [InlineData("我的任务", "en-US", false)]
    [InlineData("my tasks", "zh-CN", false)]
    [InlineData("7", "en-GB", true)]
    [InlineData("7", "zh-CN", false)]
    [InlineData("my tasks", null, false)]
    public async Task An_English_client_is_answered_in_English_unless_it_writes_Chinese(string text, string? locale, bool isEnglish)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        var reply = await district.Get<ChatBot>().RespondAsync(new InboundMessage("m", new ChannelAccount(ChannelKind.Console, "keji"), text) { Locale = locale }, CancellationToken.None);

        reply.Language.ShouldBe(isEnglish ? Language.English : Language.Chinese);
        reply.Title.ShouldContain(text == "7" ? "开展创新争先活动" : isEnglish ? "tasks" : "项");
    }

    [Fact]
    public async Task The_lead_reads_what_the_supporting_units_reported_and_they_do_not_read_each_other()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.SayAsync("keji", "更新 4 30% 已配合调研三次");
        await district.SayAsync("kexie", "更新 4 40% 已草拟办法");

        (await district.SayAsync("kexie", "任务 4")).Lines.ShouldContain("区科技局：已配合调研三次");
        (await district.SayAsync("keji", "任务 4")).Lines.ShouldNotContain(line => line.Contains("草拟", StringComparison.Ordinal));
        (await district.SayAsync("leader", "任务 4")).Lines.Count(line => line.Contains('：', StringComparison.Ordinal)).ShouldBe(2);
    }
}
