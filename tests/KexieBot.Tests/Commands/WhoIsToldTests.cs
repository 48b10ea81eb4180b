using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>Everyone concerned is told once; who asks sees who was told and who cannot be.</summary>
public sealed class WhoIsToldTests(StoreServers stores)
{
    [Fact]
    public async Task A_liaison_of_several_units_gets_one_message_of_one_move()
    {
        await using var district = await DistrictAsync();

        await district.SayAsync("office", "第5条期限改为2027年1月31日");
        await district.SayAsync("office", "确认");

        (await district.WaitingAsync()).Select(entry => entry.PersonId).ShouldBe(["dong", "jiedao", "kexie", "xi"], ignoreOrder: true);
        (await district.WaitingAsync()).Single(entry => entry.PersonId == "jiedao").Items.ShouldBe(["p/5/东门街道", "p/5/西门街道"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("更新 8 60% 已完成初评", "办公室代区科技局报了第8条的进展：60% 已完成初评")]
    [InlineData("签收 8", "办公室代区科技局签收了第 8 条")]
    [InlineData("第8条佐证 https://kexie.example/a.pdf", "办公室代区科技局给第8条加了佐证：a.pdf")]
    [InlineData("申请延期 8 到12月31日，设备未到货", "办公室代区科技局申请了第8条延期到 2026-12-31")]
    [InlineData("第8条不是区科技局的职责，有异议", "办公室代区科技局对第8条的分工提了异议")]
    public async Task What_the_office_does_for_a_unit_its_liaison_hears(string text, string told)
    {
        await using var district = await DistrictAsync();

        var reply = await district.SayAsync("office", text);

        reply.Tone.ShouldBe(ReplyTone.Good, reply.Title);
        reply.Lines.ShouldContain("已告知：林晓。");
        var message = (await district.WaitingAsync()).ShouldHaveSingleItem();
        (message.PersonId, message.Content.Title).ShouldBe(("keji", told));
    }

    [Fact]
    public async Task The_office_closes_in_a_units_place()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 100% 全部办完");

        (await district.SayAsync("office", "申请办结 8")).Tone.ShouldBe(ReplyTone.Good);
        (await district.SayAsync("office", "同意办结 8")).Lines.ShouldContain("已告知：林晓。");

        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.Closed);
    }

    [Fact]
    public async Task Whom_the_last_message_did_not_reach_is_named_as_out_of_reach()
    {
        await using var district = await DistrictAsync();
        await district.Get<UnreachablePersons>().AddAsync("keji", "bot not installed");

        var urged = await district.SayAsync("leader", "催一下第8条");
        urged.Title.ShouldBe("没有催到任何单位。");
        urged.Lines.ShouldBe(["通知不到、没有催的 1 个单位 1 项：区科技局（林晓），请办公室电话联系或在名册里补上。"]);
        (await district.ItemAsync(8, "区科技局")).UrgedAt.ShouldBeNull();
        (await district.SayAsync("leader", "催一下第7条")).Title.ShouldBe("已催办 1 个单位 1 项");
    }

    [Fact]
    public async Task Who_takes_a_request_back_sees_that_the_office_was_told()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "申请延期 8 到12月31日，设备未到货");

        (await district.SayAsync("keji", "撤销")).Lines.ShouldContain("已告知：办公室。");
    }

    [Theory]
    [InlineData("leader", "申请办结 8", "这项操作由责任单位的联络员办理，没有改动。")]
    [InlineData("leader", "更新 8 60% 做了", "这项操作由责任单位的联络员办理，没有改动。")]
    [InlineData("keji", "同意办结 8", "这项操作由办公室办理，请联系办公室。")]
    public async Task A_refusal_names_who_may(string person, string text, string answer)
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync(person, text)).Title.ShouldBe(answer);
    }

    [Fact]
    public async Task A_day_that_has_passed_is_noticed_and_one_to_come_is_said()
    {
        await using var district = await DistrictAsync();

        (await district.SayAsync("office", "催报，本月20日前全部报齐")).Title.ShouldBe("11月20日已经过了，没有催办，请换个日期再说一次。");
        var asked = await district.SayAsync("office", "催报，本月27日前全部报齐");

        // Measure 6 reports by the quarter, which is not over before December.
        asked.Title.ShouldStartWith("将催办 5 个单位的 8 项，请在 11月27日前反馈");
        (await district.SayAsync("office", "确认")).Title.ShouldBe("已催办 5 个单位 8 项，请在 11月27日前反馈");
    }

    [Fact]
    public async Task Where_no_channel_is_on_nobody_counts_as_told()
    {
        await using var district = await DistrictAsync();
        await district.Get<RosterStore>().ChangeAsync(roster => roster.WithPerson("keji", person => person with { Accounts = [new PersonAccount(ChannelKind.Teams, "lin@example")] }));

        (await district.SayAsync("leader", "催一下第8条")).Lines.ShouldContain("待发：林晓（这里没有接通 Teams 或企业微信，由服务器送达）。");
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
