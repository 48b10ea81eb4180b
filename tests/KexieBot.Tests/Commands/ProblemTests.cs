using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>存在问题: it reaches the office, and stays until it is solved.</summary>
public sealed class ProblemTests(StoreServers stores)
{
    [Fact]
    public async Task A_problem_told_in_plain_words_is_kept_with_the_item_and_reaches_the_office()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 30% 场地已定");

        var reply = await district.SayAsync("keji", "第8条卡在区财政局那边了");

        reply.Tone.ShouldBe(ReplyTone.Good);
        var item = await district.ItemAsync(8, "区科技局");
        (item.Percent, item.Progress).ShouldBe((30, "场地已定"));
        item.Problem!.ShouldContain("区财政局");
        (await district.WaitingAsync()).ShouldHaveSingleItem().PersonId.ShouldBe("office");
        reply.Lines.ShouldContain(line => line.StartsWith("已告知：办公室", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_problem_of_a_report_reaches_the_office_when_it_appears_and_when_it_changes()
    {
        await using var district = await DistrictAsync();

        await district.SayAsync("keji", "更新 8 60% 场地已定；存在问题：经费未到位");
        await district.SayAsync("keji", "更新 8 70% 已布展；存在问题：经费未到位");
        (await district.WaitingAsync()).ShouldHaveSingleItem().Content.Lines.ShouldContain("经费未到位");
        await district.SayAsync("keji", "更新 8 80% 已布展；存在问题：讲解员不够");

        (await district.WaitingAsync()).Select(entry => entry.Content.Lines[0]).ShouldBe(["经费未到位", "讲解员不够"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_problem_is_asked_for_where_only_the_number_is_said()
    {
        await using var district = await DistrictAsync();

        await district.SayAsync("keji", "报问题 8");
        await district.SayAsync("keji", "经费没批下来");

        (await district.ItemAsync(8, "区科技局")).Problem.ShouldBe("经费没批下来");
    }

    [Theory]
    [InlineData("第8条 无新进展", "经费未到位")]
    [InlineData("更新 8 70% 已布展", "经费未到位")]
    [InlineData("更新 8 70% 已布展；存在问题：讲解员不够", "讲解员不够")]
    [InlineData("更新 8 70% 已布展；存在问题：无", null)]
    [InlineData("更新 8 70% 已布展；存在问题：已解决", null)]
    [InlineData("更新 8 70% 经费问题已解决", null)]
    public async Task An_open_problem_stays_until_it_is_solved_or_another_takes_its_place(string report, string? problem)
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定；存在问题：经费未到位");

        await district.SayAsync("keji", report);

        (await district.ItemAsync(8, "区科技局")).Problem.ShouldBe(problem);
    }

    [Fact]
    public async Task The_form_shows_the_open_problem_and_an_emptied_field_solves_it()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定；存在问题：经费未到位；下一步：布展");

        var form = (await district.SayAsync("keji", "更新 8")).Form.ShouldNotBeNull();
        form.Fields.Select(field => field.Value).ShouldBe(["60", null, "经费未到位", "布展"]);
        await district.SayAsync("keji", form.Say, new Dictionary<string, string> { ["percent"] = "70", ["note"] = "已布展", ["problem"] = "" });

        (await district.ItemAsync(8, "区科技局")).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_correction_downwards_needs_a_text_and_its_form_corrects()
    {
        await using var district = await DistrictAsync();
        await district.SayAsync("keji", "更新 8 60% 场地已定");

        (await district.SayAsync("keji", "更正 8 50%")).Tone.ShouldBe(ReplyTone.Warning);
        var form = (await district.SayAsync("keji", "更正 8")).Form.ShouldNotBeNull();
        form.Fields.Single(field => field.Name == "note").Value.ShouldBe("场地已定");
        await district.SayAsync("keji", form.Say, new Dictionary<string, string> { ["percent"] = "50", ["note"] = "场地在谈" });

        var item = await district.ItemAsync(8, "区科技局");
        (item.Percent, item.Progress).ShouldBe((50, "场地在谈"));
        (await district.Reader.HistoryAsync(District.PlanId, "8/区科技局", 1))[0].Kind.ShouldBe(EventKind.Corrected);
    }

    [Fact]
    public async Task Every_intent_has_a_command()
    {
        await using var district = await DistrictAsync();
        var registry = district.Get<CommandRegistry>();

        Enum.GetValues<Intent>().Where(intent => registry.Find(intent) is null).ShouldBeEmpty();
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
