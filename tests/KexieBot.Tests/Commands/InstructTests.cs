using KexieBot.Core.Chat;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>批示: to whom it goes and to whom not.</summary>
public sealed class InstructTests(StoreServers stores)
{
    [Fact]
    public async Task A_remark_to_several_units_is_confirmed_first_and_then_shown_with_the_measure()
    {
        await using var district = await DistrictAsync();

        var asked = await district.SayAsync("leader", "批示第7条：抓紧推进，月底前报结果");
        asked.Title.ShouldContain("2 个单位");
        (await district.WaitingAsync()).ShouldBeEmpty();
        (await district.SayAsync("leader", asked.Choices[0].Say)).Title.ShouldBe("批示已记入第7条，发给 2 个单位");

        (await district.SayAsync("keji", "第7条")).Facts.ShouldContain(fact => fact.Name == "批示" && fact.Value.EndsWith("：抓紧推进，月底前报结果", StringComparison.Ordinal));
        (await district.WaitingAsync()).Select(entry => entry.PersonId).ShouldBe(["ann", "keji"], ignoreOrder: true);
        await district.ShouldBeWholeAsync();
    }

    [Theory]
    [InlineData("批示区科协第7条：抓紧推进", "区科协")]
    [InlineData("批示区人社局第8条：抓紧推进", "区人社局")]
    public async Task A_remark_that_concerns_nobody_is_refused_and_sent_to_nobody(string text, string named)
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("leader", text);

        (reply.Tone, reply.Title).ShouldSatisfyAllConditions(() => reply.Tone.ShouldBe(ReplyTone.Warning), () => reply.Title.ShouldContain(named));
        (await district.WaitingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_closed_is_not_instructed_and_a_voided_measure_is_refused()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 7 100% 评选结束");
        await district.SayAsync("keji", "申请办结 7");
        await district.SayAsync("office", "同意办结 7");
        (await district.SayAsync("leader", "批示第7条：抓紧推进")).Title.ShouldBe("批示已记入第7条，发给 1 个单位");
        (await district.ItemAsync(7, "区科技局")).Instruction.ShouldBeNull();

        var asked = await district.SayAsync("office", "作废 8，市里不再要求");
        await district.SayAsync("office", asked.Choices[0].Say);
        (await district.SayAsync("leader", "批示第8条：抓紧推进")).Tone.ShouldBe(ReplyTone.Warning);
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
