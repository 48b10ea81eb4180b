using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>One person who answers for two units: which one is asked, and what is tapped is understood.</summary>
public sealed class SeveralUnitsTests(StoreServers stores)
{
    [Theory]
    [InlineData("更新 5 30% 已部署")]
    [InlineData("第5条进展30%，已部署")]
    [InlineData("更新 5")]
    [InlineData("佐证 5 https://kexie.example/总结.pdf")]
    [InlineData("第5条不是我们的职责")]
    [InlineData("申请办结 5")]
    [InlineData("申请延期 5 到2027年3月31日，设备未到货")]
    [InlineData("第5条卡住了，经费没批下来")]
    public async Task The_unit_that_is_tapped_is_the_one_that_is_meant_and_nothing_of_the_message_is_lost(string text)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("dong", "更新 5 10% 已开会");

        var asked = await district.SayAsync("jiedao", text);
        asked.Choices.Select(choice => choice.Label).ShouldBe(["东门街道", "西门街道"], asked.Title);
        var done = await district.SayAsync("jiedao", asked.Choices[0].Say);

        done.Title.ShouldNotStartWith("您是不是", Case.Sensitive, asked.Choices[0].Say);
        if (text == "更新 5")
            done.Form.ShouldNotBeNull();
        else
            done.Tone.ShouldBe(ReplyTone.Good, $"{asked.Choices[0].Say}: {done.Title}");
        var item = await district.ItemAsync(5, "东门街道");
        item.Progress.ShouldBe(text.Contains("已部署", StringComparison.Ordinal) ? "已部署" : "已开会");
        (await district.ItemAsync(5, "西门街道")).Version.ShouldBe((await district.Reader.HistoryAsync(District.PlanId, "5/西门街道", 1))[0].Seq);
        (await district.ItemAsync(5, "西门街道")).State.ShouldBe(WorkItemState.Assigned);
    }

    [Theory]
    [InlineData("更新 7 60% 已与区人社局对接", ReplyTone.Good)]
    [InlineData("第7条卡在区人社局那边了", ReplyTone.Good)]
    [InlineData("更新 7 区人社局 60% 做了", ReplyTone.Warning)]
    public async Task Who_only_mentions_another_unit_speaks_of_the_own_item(string text, ReplyTone tone)
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("keji", text)).Tone.ShouldBe(tone);

        (await district.ItemAsync(7, "区科技局")).State.ShouldBe(tone == ReplyTone.Good ? WorkItemState.InProgress : WorkItemState.Assigned);
        (await district.ItemAsync(7, "区人社局")).State.ShouldBe(WorkItemState.Assigned);
    }

    [Fact]
    public async Task The_english_buttons_are_understood_too()
    {
        await using var district = await DistrictAsync();
        await district.Get<RosterStore>().ChangeAsync(roster => roster.WithPerson("jiedao", person => person with { Language = Language.English }));

        var asked = await district.SayAsync("jiedao", "update 5 30% people told");
        (await district.SayAsync("jiedao", asked.Choices[1].Say)).Tone.ShouldBe(ReplyTone.Good, asked.Choices[1].Say);
        asked = await district.SayAsync("jiedao", "close 5");
        (await district.SayAsync("jiedao", asked.Choices[1].Say)).Tone.ShouldBe(ReplyTone.Good, asked.Choices[1].Say);

        var item = await district.ItemAsync(5, "西门街道");
        (item.State, item.Progress).ShouldBe((WorkItemState.UnderReview, "people told"));
    }

    [Fact]
    public async Task Who_names_a_unit_signs_for_that_one_only()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("jiedao", "东门街道第5条签收")).Tone.ShouldBe(ReplyTone.Good);

        (await district.ItemAsync(5, "东门街道")).State.ShouldBe(WorkItemState.InProgress);
        (await district.ItemAsync(5, "西门街道")).State.ShouldBe(WorkItemState.Assigned);
    }

    [Theory]
    [InlineData("申请办结 4 区科协")]
    [InlineData("申请办结 4 科协")]
    public async Task The_units_name_is_no_reason_to_close_without_its_support(string text)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("kexie", "更新 4 100% 全部办完");

        (await district.SayAsync("kexie", text)).Title.ShouldStartWith("第4条的配合单位区科技局还没报送");

        var item = await district.ItemAsync(4, "区科协");
        (item.State, item.Progress).ShouldBe((WorkItemState.InProgress, "全部办完"));
    }

    [Theory]
    [InlineData("东门街道", "东门街道")]
    [InlineData("东门", "东门街道")]
    [InlineData("2", "西门街道")]
    [InlineData("第一个", "东门街道")]
    public async Task The_unit_may_be_answered_in_plain_words(string answer, string unit)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("jiedao", "更新 5 30% 已部署");

        (await district.SayAsync("jiedao", answer)).Title.ShouldBe("已记入：第5条 0% → 30%");

        var item = await district.ItemAsync(5, unit);
        (item.Percent, item.Progress).ShouldBe((30, "已部署"));
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
