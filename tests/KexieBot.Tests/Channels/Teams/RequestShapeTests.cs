using System.Text.Json.Nodes;
using KexieBot.Channels.Teams;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using Microsoft.Extensions.Options;

namespace KexieBot.Tests.Channels.Teams;

public sealed class RequestShapeTests(StoreServers stores)
{
    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","id":"1","from":{"id":"29:x"},"conversation":"a"}""")]
    [InlineData("""{"type":"message","id":"1","from":{"id":"29:x"}}""")]
    [InlineData("""{"type":"conversationUpdate"}""")]
    [InlineData("""{"type":"message","type":""")]
    [InlineData("""{"type":"message","id":"1","from":{"id":"29:x"},"conversation":{"id":"a"},"attachments":[null]}""")]
    [InlineData("""{"type":"message","id":"1","from":{"id":"29:x"},"conversation":{"id":"a"},"entities":[null]}""")]
    [InlineData("""{"type":"conversationUpdate","conversation":{"id":"a"},"membersAdded":[null]}""")]
    [InlineData("""{"type":"conversationUpdate","conversation":{"id":"a"},"membersRemoved":[null]}""")]
    public async Task A_body_of_the_wrong_shape_is_400(string body)
    {
        await using var bench = await BenchAsync();

        using var answer = await bench.PostAsync(body, $"Bearer {bench.Token()}");

        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Theory]
    [InlineData("text/plain", 400)]
    [InlineData("application/json", 200)]
    public async Task Only_JSON_is_read(string contentType, int expected)
    {
        await using var bench = await BenchAsync();

        using var answer = await bench.PostAsync(new TeamsActivities(bench.Microsoft.ServiceUrl).Of("typing").ToJsonString(), $"Bearer {bench.Token()}", contentType);

        ((int)answer.StatusCode).ShouldBe(expected);
    }

    [Fact]
    public async Task A_body_beyond_the_bound_is_413_and_a_deep_one_400()
    {
        await using var bench = await BenchAsync();
        var large = new TeamsActivities(bench.Microsoft.ServiceUrl).Message(new string('长', TeamsEndpoint.MostBytes)).ToJsonString();
        var deep = """{"type":"typing","value":""" + new string('[', 5000) + new string(']', 5000) + "}";

        using var tooLarge = await bench.PostAsync(large, $"Bearer {bench.Token()}");
        using var tooDeep = await bench.PostAsync(deep, $"Bearer {bench.Token()}");

        ((int)tooLarge.StatusCode, (int)tooDeep.StatusCode).ShouldBe((413, 400));
    }

    [Fact]
    public async Task Nothing_is_read_of_a_caller_without_a_token()
    {
        await using var bench = await BenchAsync();

        using var answer = await bench.PostAsync("not json", null);

        ((int)answer.StatusCode).ShouldBe(401);
        bench.Microsoft.Identity.MetadataReads.ShouldBe(0);
    }

    [Theory]
    [InlineData("channelId", "\"webchat\"")]
    [InlineData("channelId", "null")]
    [InlineData("serviceUrl", "null")]
    [InlineData("serviceUrl", "\"https://evil.example/\"")]
    [InlineData("conversation", """{"id":"a:1KJI-linxiao","tenantId":"99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee"}""")]
    [InlineData("channelData", """{"tenant":{"id":"99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee"}}""")]
    public async Task An_activity_that_its_token_does_not_cover_is_403(string member, string value)
    {
        await using var bench = await BenchAsync();
        var activity = new TeamsActivities(bench.Microsoft.ServiceUrl).Message("帮助");
        activity[member] = JsonNode.Parse(value);

        using var answer = await bench.PostAsync(activity);

        ((int)answer.StatusCode).ShouldBe(403);
        bench.Microsoft.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_may_vouch_only_for_hosts_on_the_list()
    {
        await using var bench = await BenchAsync();
        foreach (var (url, expected) in new[]
        {
            ("https://smba.trafficmanager.net/cn/", 200),
            ("https://SMBA.trafficmanager.net/cn/", 200),
            ("http://smba.trafficmanager.net/cn/", 403),
            ("https://smba.trafficmanager.net:8443/cn/", 403),
            ("https://smba.trafficmanager.net.evil.example/", 403),
            ("https://smba.trafficmanager.net@evil.example/", 403),
            ("https://evil.example/?smba.trafficmanager.net", 403),
            ("https://169.254.169.254/", 403),
            ("https://frontend.botapi.msg.infra.teams.microsoftonline.cn/", 403),
            ("file:///etc/passwd", 403),
        })
        {
            using var answer = await bench.PostAsync(new TeamsActivities(url).Of("typing").ToJsonString(), $"Bearer {bench.Token(draft => draft.Claims["serviceurl"] = url)}");

            ((int)answer.StatusCode).ShouldBe(expected, url);
        }
    }

    [Fact]
    public async Task In_the_China_cloud_the_issuer_and_the_hosts_are_Chinas()
    {
        await using var bench = await BenchAsync(new(StringComparer.Ordinal) { ["Teams:Cloud"] = "China" });
        const string Url = "https://frontend.botapi.msg.infra.teams.microsoftonline.cn/";
        foreach (var (issuer, expected) in new[] { ("https://api.botframework.azure.cn", 200), ("https://api.botframework.com", 401) })
        {
            using var answer = await bench.PostAsync(new TeamsActivities(Url).Of("typing").ToJsonString(), $"Bearer {bench.Token(draft => (draft.Claims["serviceurl"], draft.Claims["iss"]) = (Url, issuer))}");

            ((int)answer.StatusCode).ShouldBe(expected, issuer);
        }
    }

    [Fact]
    public async Task In_the_China_cloud_answers_go_out_with_a_token_for_Chinas()
    {
        await using var bench = await BenchAsync(new(StringComparer.Ordinal) { ["Teams:Cloud"] = "China" });
        bench.Microsoft.Scope = "https://api.botframework.azure.cn/.default";
        bench.Microsoft.Conversations.Open(TeamsActivities.PersonalChat);
        bench.Microsoft.Conversations.People[TeamsActivities.UserId] = (TeamsActivities.AadObjectId, "linxiao@qinglan.example");

        using var answer = await bench.PostAsync(new TeamsActivities(bench.Microsoft.ServiceUrl).Message("帮助").ToJsonString(), $"Bearer {bench.Token(draft => draft.Claims["iss"] = "https://api.botframework.azure.cn")}");

        ((int)answer.StatusCode).ShouldBe(200);
        bench.Microsoft.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Every_list_of_settings_can_be_one_value()
    {
        const string One = "11111111-0000-4000-8000-000000000001", Two = "11111111-0000-4000-8000-000000000002";
        await using var bench = await BenchAsync(new(StringComparer.Ordinal)
        {
            ["Teams:AllowedTenantIds"] = $"{One},{Two}",
            ["Teams:AllowedServiceUrlHosts"] = "127.0.0.1, one.example;two.example",
            ["Teams:EntraTenantIds"] = $"{One} {Two}",
            ["Teams:EntraCallers"] = $"{One},{Two}",
        });

        var options = bench.Get<IOptions<TeamsOptions>>().Value;

        options.AllowedTenantIds.ShouldBe([One, Two]);
        options.AllowedServiceUrlHosts.ShouldBe(["127.0.0.1", "one.example", "two.example"]);
        options.EntraTenantIds.ShouldBe([One, Two]);
        options.EntraCallers.ShouldBe([One, Two]);
    }

    [Theory]
    [InlineData(FakeIdentity.TenantId, 200)]
    [InlineData("99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee", 403)]
    public async Task A_bot_of_several_tenants_serves_those_that_are_named(string served, int expected)
    {
        await using var bench = await BenchAsync(new(StringComparer.Ordinal) { ["Teams:TenantId"] = "", ["Teams:AllowedTenantIds"] = served });

        using var answer = await bench.PostAsync(new TeamsActivities(bench.Microsoft.ServiceUrl).Of("typing"));

        ((int)answer.StatusCode).ShouldBe(expected);
    }

    private Task<TeamsBench> BenchAsync(Dictionary<string, string?>? settings = null) => TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), settings);
}
