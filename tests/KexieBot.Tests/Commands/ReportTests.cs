using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>What a report keeps of what was said, and which measure it is about.</summary>
public sealed class ReportTests(StoreServers stores)
{
    [Fact]
    public async Task The_receipt_shows_all_three_parts_of_a_report()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        var reply = await district.SayAsync("keji", "更新 7 40% 已完成初评；存在问题：专家未到位；下一步打算：12月上旬复评");

        reply.Lines.Take(3).ShouldBe(["已完成初评", "存在问题：专家未到位", "下一步：12月上旬复评"]);
    }

    [Theory]
    [InlineData("第6条完成率达到85%", "完成率达到85%")]
    [InlineData("第6条 90%", "90%")]
    [InlineData("更新 6 90% 已开两次会", "90% 已开两次会")]
    public async Task An_item_that_is_judged_by_its_reports_keeps_a_percent_in_the_persons_words(string text, string kept)
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("keji", text);

        reply.Lines.ShouldContain(kept);
        reply.Hint!.ShouldStartWith("这一条按周期报送，不按百分比计");
        var item = await district.ItemAsync(6, "区科技局");
        (item.Percent, item.Progress).ShouldBe((0, kept));
        (await district.SayAsync("keji", "历史 6")).Facts[0].Value.ShouldEndWith(kept);
        (await district.SayAsync("keji", "更新 6")).Form!.Fields.ShouldNotContain(field => field.Name == "percent");
    }

    [Theory]
    [InlineData("创新争先活动那项做到八成了", 80)]
    [InlineData("开展创新争先活动那条进展20%", 20)]
    public async Task A_title_names_the_measure_where_only_one_has_the_words(string text, int percent)
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", text)).Title.ShouldBe($"已记入：第7条 0% → {percent}%");

        (await district.ItemAsync(7, "区科技局")).Progress.ShouldBeNull();
    }

    [Theory]
    [InlineData("联系机制那项做到八成了")]
    [InlineData("服务那条进展20%")]
    public async Task What_is_only_like_a_title_is_offered_and_writes_nothing(string text)
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("keji", text);

        asked.Choices.ShouldNotBeEmpty(asked.Title);
        asked.Tone.ShouldBe(ReplyTone.Warning);
        foreach (var number in new[] { 4, 6, 7, 8 })
            (await district.ItemAsync(number, "区科技局")).ReportedAt.ShouldBeNull();
        var say = asked.Choices.First(choice => choice.Label.StartsWith('6') || choice.Label.StartsWith('4')).Say;
        (await district.SayAsync("keji", say)).Tone.ShouldBe(ReplyTone.Good, say);
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
