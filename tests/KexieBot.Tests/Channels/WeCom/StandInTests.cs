using System.Text;
using System.Text.Json.Nodes;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Channels.WeCom;

/// <summary>What the stand-in refuses, as documented: a bot that passes against it is held to the platform's own rules.</summary>
public sealed class StandInTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private readonly HttpClient http = new();
    private FakeWeCom platform = null!;
    private string token = "";

    public async ValueTask InitializeAsync()
    {
        platform = await FakeWeCom.StartAsync(clock.Time);
        await RenewAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task A_response_code_is_good_for_one_update()
    {
        var code = await SendCardAsync("t1");

        (await UpdateAsync(code)).ShouldBe(0);
        (await UpdateAsync(code)).ShouldBe(60140);
    }

    [Theory]
    [InlineData(71, 0)]
    [InlineData(73, 60140)]
    public async Task A_response_code_is_good_for_seventy_two_hours(int hours, int expected)
    {
        var code = await SendCardAsync("t1");
        clock.Time.Advance(TimeSpan.FromHours(hours));
        await RenewAsync();

        (await UpdateAsync(code)).ShouldBe(expected);
    }

    [Fact]
    public async Task Only_who_got_a_card_can_be_shown_another_in_its_place()
    {
        (await UpdateAsync(await SendCardAsync("t1"), "lisi")).ShouldBe(82102);
        (await UpdateAsync(await SendCardAsync("t2"), "nobody")).ShouldBe(82102);
        (await UpdateAsync(await SendCardAsync("t3"), "ZHANGSAN")).ShouldBe(0);
    }

    [Fact]
    public async Task A_webhook_takes_twenty_messages_a_minute()
    {
        for (var i = 0; i < 20; i++)
            (await PostToGroupAsync("通报")).ShouldBe(0);

        (await PostToGroupAsync("通报")).ShouldBe(45009);
        clock.Time.Advance(TimeSpan.FromMinutes(1));
        (await PostToGroupAsync("通报")).ShouldBe(0);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_or_a_message_beyond_its_bytes_is_refused()
    {
        (await PostToGroupAsync(new string('字', 1366))).ShouldBe(40058);
        platform.Webhook.IsGone = true;
        (await PostToGroupAsync("通报")).ShouldBe(93000);
    }

    [Fact]
    public async Task A_tile_needs_its_template_first_and_changes_ten_times_a_minute()
    {
        (await TileAsync("zhangsan")).ShouldBe(94000);
        (await TileAsync(null)).ShouldBe(0);
        (await TileAsync("nobody")).ShouldBe(60111);
        for (var i = 0; i < 10; i++)
            (await TileAsync("zhangsan")).ShouldBe(0);
        (await TileAsync("zhangsan")).ShouldBe(45009);
        (await TileAsync("lisi")).ShouldBe(0);
    }

    [Theory]
    [InlineData(5, "待办")]
    [InlineData(0, "待办")]
    [InlineData(1, "")]
    [InlineData(1, "二十二个汉字就比六十四个字节要长出整整两个字节来")]
    public async Task A_tile_has_one_to_four_numbers_with_short_names(int count, string name) => (await TileAsync(null, count, name)).ShouldBe(40058);

    private async Task RenewAsync() =>
        token = (string)JsonNode.Parse(await http.GetStringAsync(new Uri($"{platform.BaseUrl}/cgi-bin/gettoken?corpid={platform.CorpId}&corpsecret={platform.Secret}"), TestContext.Current.CancellationToken))!["access_token"]!;

    private async Task<string> SendCardAsync(string taskId) => (string)(await PostAsync($"message/send?access_token={token}", new JsonObject
    {
        ["touser"] = "zhangsan",
        ["msgtype"] = "template_card",
        ["agentid"] = platform.AgentId,
        ["template_card"] = Card(taskId),
    }))["response_code"]!;

    private async Task<int> UpdateAsync(string code, string user = "zhangsan") => (int)(await PostAsync($"message/update_template_card?access_token={token}", new JsonObject
    {
        ["userids"] = new JsonArray(user),
        ["agentid"] = platform.AgentId,
        ["response_code"] = code,
        ["template_card"] = Card(null),
    }))["errcode"]!;

    private async Task<int> PostToGroupAsync(string text) => (int)(await PostAsync($"webhook/send?key={Guid.Empty}", new JsonObject { ["msgtype"] = "markdown_v2", ["markdown_v2"] = new JsonObject { ["content"] = text } }))["errcode"]!;

    private async Task<int> TileAsync(string? user, int count = 4, string name = "待办") => (int)(await PostAsync($"agent/{(user is null ? "set_workbench_template" : "set_workbench_data")}?access_token={token}", new JsonObject
    {
        ["agentid"] = platform.AgentId,
        ["userid"] = user,
        ["type"] = "keydata",
        ["keydata"] = new JsonObject { ["items"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["key"] = name, ["data"] = "3" })]) },
    }))["errcode"]!;

    private static JsonObject Card(string? taskId)
    {
        var card = new JsonObject
        {
            ["card_type"] = "button_interaction",
            ["main_title"] = new JsonObject { ["title"] = "第8条待签收" },
            ["button_list"] = new JsonArray(new JsonObject { ["text"] = "签收", ["style"] = 1, ["key"] = "签收 8" }),
        };
        if (taskId is not null)
            card["task_id"] = taskId;
        return card;
    }

    // Chinese goes out unescaped, as the platform wants it.
    private async Task<JsonObject> PostAsync(string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(WeComApp.Readable), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"{platform.BaseUrl}/cgi-bin/{path}"), content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }
}
