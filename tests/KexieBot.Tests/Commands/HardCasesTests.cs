using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>Closed items, late requests, what changed between question and answer, files of the wrong hands, texts without end, two servers.</summary>
public sealed class HardCasesTests(StoreServers stores)
{
    [Theory]
    [InlineData("第8条佐证 https://kexie.example/a.pdf")]
    [InlineData("第8条不是我们的职责")]
    public async Task What_is_closed_takes_no_evidence_and_no_dispute(string text)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("office", "暂缓 8，等待机构改革");
        var version = (await district.ItemAsync(8, "区科技局")).Version;

        var reply = await district.SayAsync("keji", text);

        (reply.Tone, reply.Title).ShouldSatisfyAllConditions(() => reply.Tone.ShouldBe(ReplyTone.Warning), () => reply.Title.ShouldContain("暂缓"));
        (await district.ItemAsync(8, "区科技局")).Version.ShouldBe(version);
    }

    [Fact]
    public async Task A_late_extension_counts_as_overdue_even_when_granted()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "第7条申请延期到12月底，评选通知下达较晚");

        (await district.SayAsync("office", "同意延期 7")).Lines.ShouldContain("期限已过才申请，仍计一次逾期。");

        var item = await district.ItemAsync(7, "区科技局");
        (item.Deadline, item.MissedDeadline).ShouldBe((new DateOnly(2026, 12, 31), new DateOnly(2026, 11, 20)));
        await district.SayAsync("keji", "申请延期 8 到12月31日，设备未到货");
        (await district.SayAsync("office", "同意延期 8")).Lines.ShouldNotContain(line => line.Contains("逾期", StringComparison.Ordinal));
        (await district.ItemAsync(8, "区科技局")).MissedDeadline.ShouldBeNull();
    }

    [Fact]
    public async Task Who_asks_to_close_after_the_deadline_stands_as_closed_late()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 7 100% 评选完成");
        await district.SayAsync("keji", "更新 8 100% 完成");

        (await district.SayAsync("keji", "申请办结 7")).Lines.ShouldContain("期限 2026-11-20 已过，办结后记为逾期办结。");
        await district.SayAsync("keji", "申请办结 8");
        district.Clock.Time.Advance(TimeSpan.FromDays(7)); // The office takes until after 8's deadline.
        await district.SayAsync("office", "同意办结 7");
        await district.SayAsync("office", "同意办结 8");

        (await district.SayAsync("leader", "区科技局进展怎么样")).Rows.Where(row => row.Ref is "7" or "8").Select(row => row.State).ShouldBe(["逾期办结", "已办结"], ignoreOrder: true);
        (await district.SayAsync("leader", "进展汇总")).Facts.ShouldContain(fact => fact.Name == "误期" && fact.Value == "逾期办结 1，逾期后延期 0");
        (await district.SayAsync("leader", "出一期督查通报")).Lines[0].ShouldContain("已办结 2 项（其中逾期办结 1 项）");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_deadline_that_was_missed_and_moved_is_yellow_and_says_so()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "第7条申请延期到2027年3月31日，评选通知下达较晚");
        await district.SayAsync("office", "同意延期 7");

        (await district.SayAsync("leader", "黄灯任务")).Rows.Single(row => row.Ref == "7").Due.ShouldBe("2027年3月31日 · 还有128天 · 曾误期11月20日");
        (await district.SayAsync("leader", "进展汇总")).Facts.ShouldContain(fact => fact.Value == "逾期办结 0，逾期后延期 1");
        await district.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task What_is_confirmed_is_what_was_shown_or_is_asked_again()
    {
        await using var district = await DistrictAsync();
        var asked = await district.SayAsync("leader", "催办所有逾期的");
        await district.SayAsync("office", "暂缓 7 区人社局，等待机构改革");

        var again = await district.SayAsync("leader", asked.Choices[0].Say);

        again.Title.ShouldStartWith("情况有变。将催办 1 个单位");
        (await district.ItemAsync(7, "区科技局")).UrgedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_file_of_the_wrong_hands_is_not_fetched_and_a_name_in_brackets_is_kept()
    {
        await using var district = await DistrictAsync();
        var files = district.Get<ConsoleFiles>();

        (await district.SendFileAsync("dong", "第8条佐证", "总结.pdf")).Tone.ShouldBe(ReplyTone.Warning);
        files.Fetched.ShouldBeEmpty();
        await district.SendFileAsync("keji", "", "【终稿】总结 #1.pdf");
        (await district.SayAsync("keji", "8")).Tone.ShouldBe(ReplyTone.Good);

        var piece = (await district.ItemAsync(8, "区科技局")).Evidence.ShouldHaveSingleItem();
        (piece.Name, piece.Hash is null).ShouldBe(("【终稿】总结 #1.pdf", false));
    }

    [Fact]
    public async Task A_file_for_one_of_two_units_goes_to_the_one_that_is_tapped()
    {
        await using var district = await DistrictAsync();

        var asked = await district.SendFileAsync("jiedao", "第5条佐证", "照片.png");
        (await district.SayAsync("jiedao", asked.Choices[1].Say)).Tone.ShouldBe(ReplyTone.Good, asked.Choices[1].Say);

        (await district.ItemAsync(5, "西门街道")).Evidence.ShouldHaveSingleItem().Hash.ShouldNotBeNull();
        (await district.ItemAsync(5, "东门街道")).Evidence.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("keji", "更新 8 60% ")]
    [InlineData("keji", "申请延期 8 到12月31日，原因：")]
    [InlineData("leader", "批示第8条：")]
    [InlineData("office", "退回区科技局第8条，")]
    public async Task A_text_without_end_is_refused_with_its_true_length(string person, string command)
    {
        await using var district = await DistrictAsync();
        var text = command + new string('长', 10_000);

        (await district.SayAsync(person, text)).Title.ShouldBe($"文字太长（{text.Length} 字，最多 4000 字），没有改动任何内容，请缩短后再发。");

        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.Assigned);
    }

    [Fact]
    public async Task Two_servers_that_are_told_two_decisions_at_once_decide_once()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        await using var one = await District.OnAsync(store);
        await using var other = await District.OnAsync(store);
        await one.SayAsync("keji", "更新 7 100% 评选结束", "report");
        await one.SayAsync("keji", "申请办结 7", "close");

        var deciding = Task.WhenAll(Enumerable.Range(0, 6).Select(index =>
            (index % 2 == 0 ? one : other).SayAsync("office", index % 3 == 0 ? "退回第7条，重新报" : "同意办结 7", $"decision {index}")));
        // Whoever was slower pauses by the district's clock before the next attempt.
        while (!deciding.IsCompleted)
        {
            one.Clock.Time.Advance(TimeSpan.FromMilliseconds(100));
            other.Clock.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        var answers = await deciding;
        answers.Count(answer => answer.Tone == ReplyTone.Good).ShouldBe(1);
        (await one.Reader.HistoryAsync(District.PlanId, "7/区科技局", 10)).Count(entry => entry.Kind is EventKind.Closed or EventKind.Returned).ShouldBe(1);
        await one.ShouldBeWholeAsync();
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
