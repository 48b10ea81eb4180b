using System.Net.Http.Headers;
using System.Text;
using KexieBot.Channels.Teams;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using Microsoft.AspNetCore.Hosting;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>Without tokens, for the local playground: from loopback to loopback, and nowhere else.</summary>
public sealed class PlaygroundCallerTests(StoreServers stores)
{
    private static readonly Dictionary<string, string?> Open = new(StringComparer.Ordinal)
    {
        ["Teams:AllowUnauthenticated"] = "true",
        ["Teams:AppId"] = "",
        ["Teams:AppSecret"] = "",
        ["Teams:TenantId"] = "",
        ["Teams:AllowedServiceUrlHosts"] = "",
    };

    [Fact]
    public async Task A_program_on_this_machine_is_let_in_and_answered_without_our_token()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Open(TeamsActivities.PersonalChat);
        // The stand-in asks for a token, the playground does not.
        bench.Microsoft.Fault = _ => new Fault.Answer(201, "");

        using var answer = await bench.PostAsync(Activity(bench.Microsoft.ServiceUrl), null);

        ((int)answer.StatusCode).ShouldBe(200);
        bench.Microsoft.Calls.ShouldNotBeEmpty();
        bench.Microsoft.Calls.ShouldAllBe(call => call.Authorization == "");
        bench.Microsoft.TokensGiven.ShouldBe(0);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "rebound.example")]
    public async Task What_a_proxy_or_a_web_page_brings_here_is_refused(string header, string value)
    {
        await using var bench = await BenchAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bench.Url, "api/messages")) { Content = new StringContent(Activity(bench.Microsoft.ServiceUrl), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(401);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/cn/")]
    [InlineData("https://evil.example/")]
    public async Task Without_a_token_only_loopback_may_be_answered(string serviceUrl)
    {
        await using var bench = await BenchAsync();

        using var answer = await bench.PostAsync(Activity(serviceUrl), null);

        ((int)answer.StatusCode).ShouldBe(403);
    }

    [Theory]
    [InlineData(FakeIdentity.AppId, "")]
    [InlineData("local", "a-secret")]
    public void With_the_credentials_of_a_real_bot_the_door_does_not_open(string appId, string secret) =>
        new TeamsOptionsValidator().Validate(null, new TeamsOptions { AppId = appId, AppSecret = secret, AllowUnauthenticated = true }).FailureMessage!.ShouldContain("AllowUnauthenticated");

    [Fact]
    public async Task A_server_that_listens_beyond_loopback_asks_for_a_token_all_the_same()
    {
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), Open, configure: builder => builder.WebHost.UseUrls("http://0.0.0.0:0"));

        using var http = new HttpClient();
        using var content = new StringContent(Activity(bench.Microsoft.ServiceUrl), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri($"http://127.0.0.1:{bench.Url.Port}/api/messages"), content, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(401);
    }

    private static string Activity(string serviceUrl) => new TeamsActivities(serviceUrl).Message("帮助").ToJsonString();

    private Task<TeamsBench> BenchAsync() => TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), Open);
}
