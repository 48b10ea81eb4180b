using CsCheck;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>Platforms deliver a message again when an answer is late, and not always in the order in which people wrote.</summary>
public sealed class RedeliveryTests(StoreServers stores)
{
    private static readonly (string Person, string Text, string Id)[] Said =
    [
        ("keji", "签收 8", "sign"),
        ("keji", "更新 8 30% 已开座谈会", "first"),
        ("keji", "更新 8 60% 已印发方案", "second"),
        ("keji", "更新 7、8 70% 已完成初评", "both"),
        ("keji", "申请办结 8", "close"),
        ("office", "退回区科技局第8条，请补充佐证", "return"),
        ("keji", "申请延期 7 到2026年12月31日，原因：设备未到货", "extend"),
        ("office", "同意延期 7 区科技局", "agree"),
        ("ann", "update 7 101% done", "wrong"),
    ];

    [Fact]
    public async Task Five_deliveries_of_each_message_in_any_order_are_one_each_with_one_answer()
    {
        await Gen.Shuffle(Enumerable.Range(0, Said.Length * 5).Select(index => index % Said.Length).ToArray()).SampleAsync(async order =>
        {
            await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
            await using var plain = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
            foreach (var messages in order.GroupBy(index => index))
                await SayAsync(plain, messages.Key);

            var answers = new List<(int Index, string Title)>();
            foreach (var index in order)
                answers.Add((index, (await SayAsync(district, index)).Title));

            answers.GroupBy(answer => answer.Index).ShouldAllBe(same => same.Distinct().Count() == 1);
            (await WordsOfAsync(district)).ShouldBe(await WordsOfAsync(plain));
            await district.ShouldBeWholeAsync();
        }, iter: 25, threads: 1);
    }

    [Fact]
    public async Task A_message_that_was_refused_does_not_act_when_it_comes_again_later()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var refused = await district.SayAsync("keji", "申请办结 8", "early");
        await district.SayAsync("keji", "更新 8 100% 活动已全部办完");

        (await district.SayAsync("keji", "申请办结 8", "early")).Title.ShouldBe(refused.Title);

        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.InProgress);
        (await district.SayAsync("keji", "申请办结 8")).Title.ShouldNotBe(refused.Title);
        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.UnderReview);
    }

    [Fact]
    public async Task An_answer_that_only_asked_is_the_same_when_it_comes_again_and_acts_no_more()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        foreach (var person in new[] { "keji", "ann" })
        {
            await district.SayAsync(person, "更新 7 100% 评选结束");
            await district.SayAsync(person, "申请办结 7");
        }

        var asked = await district.SayAsync("office", "同意办结 7", "which");
        await district.SayAsync("office", asked.Choices[0].Say);

        (await district.SayAsync("office", "同意办结 7", "which")).Title.ShouldBe(asked.Title);
        (await district.ItemAsync(7, "区人社局")).State.ShouldBe(WorkItemState.UnderReview);
    }

    [Fact]
    public async Task A_question_that_was_answered_is_not_opened_again_by_its_own_message()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var asked = await district.SayAsync("keji", "更新 7", "ask");
        await district.SayAsync("keji", "60%");

        (await district.SayAsync("keji", "更新 7", "ask")).Title.ShouldBe(asked.Title);
        (await district.SayAsync("keji", "70%")).Title.ShouldBe("是第几条？回复编号即可。");
    }

    [Fact]
    public async Task A_confirmation_of_nothing_stays_one_and_an_english_answer_stays_english()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var nothing = await district.SayAsync("keji", "确认", "early");
        await district.SayAsync("keji", "签收全部");
        (await district.SayAsync("keji", "确认", "early")).Title.ShouldBe(nothing.Title);
        (await district.ItemAsync(8, "区科技局")).State.ShouldBe(WorkItemState.Assigned);

        var english = await district.SayAsync("ann", "update 7 60% first review done", "english");
        (await district.SayAsync("ann", "update 7 60% first review done", "english")).ShouldSatisfyAllConditions(
            again => again.Title.ShouldBe(english.Title), again => again.Language.ShouldBe(Language.English));
    }

    private static Task<Core.Chat.Reply> SayAsync(District district, int index) => district.SayAsync(Said[index].Person, Said[index].Text, Said[index].Id);

    private static async Task<IReadOnlyList<string>> WordsOfAsync(District district) =>
    [
        .. from items in await Task.WhenAll(district.Reader.ItemsOfMeasureAsync(District.PlanId, 7), district.Reader.ItemsOfMeasureAsync(District.PlanId, 8))
           from item in items
           select $"{item.Ref} {item.Version} {item.State} {item.Percent} {item.Progress} {item.Deadline} {item.Extension?.To}",
    ];
}
