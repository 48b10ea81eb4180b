using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

public sealed class CallerTests(StoreServers stores)
{
    /// <summary>Name, what is done to a good token, and whether the bot must take it.</summary>
    private static readonly (string Name, Action<TokenDraft>? Spoil, int Status)[] Tokens =
    [
        ("as the Connector makes it", null, 200),
        ("expired four minutes ago", draft => Shift(draft, "exp", -3600 - 240), 200),
        ("good from four minutes on", draft => Shift(draft, "nbf", 240), 200),
        ("without nbf", draft => draft.Claims.Remove("nbf"), 200),
        ("with further claims", draft => draft.Claims["tid"] = "x", 200),
        ("with the audience in a list", draft => draft.Claims["aud"] = new JsonArray(FakeIdentity.AppId), 200),
        ("without typ", draft => draft.Header.Remove("typ"), 200),
        ("expired six minutes ago", draft => Shift(draft, "exp", -3600 - 360), 401),
        ("good from six minutes on", draft => Shift(draft, "nbf", 360), 401),
        ("without exp", draft => draft.Claims.Remove("exp"), 401),
        ("with exp as text", draft => draft.Claims["exp"] = "never", 401),
        ("with exp of zero", draft => draft.Claims["exp"] = 0, 401),
        ("for another bot", draft => draft.Claims["aud"] = "99999999-2222-4333-8444-555555555555", 401),
        ("for nobody", draft => draft.Claims.Remove("aud"), 401),
        ("with the audience in upper case of another shape", draft => draft.Claims["aud"] = "api://" + FakeIdentity.AppId, 401),
        ("of Entra", draft => draft.Claims["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", 401),
        ("of the emulator", draft => draft.Claims["iss"] = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", 401),
        ("of China's cloud", draft => draft.Claims["iss"] = "https://api.botframework.azure.cn", 401),
        ("with the issuer and a slash", draft => draft.Claims["iss"] = "https://api.botframework.com/", 401),
        ("of nobody", draft => draft.Claims.Remove("iss"), 401),
        ("unsigned", draft => draft.Header["alg"] = "none", 401),
        ("signed with the public key as a secret", draft => draft.Header["alg"] = "HS256", 401),
        ("signed by RS384", draft => draft.Header["alg"] = "RS384", 401),
        ("signed by RS512", draft => draft.Header["alg"] = "RS512", 401),
        ("signed by PS256", draft => draft.Header["alg"] = "PS256", 401),
        ("signed with a key nobody publishes", draft => draft.Key = RSA.Create(2048), 401),
        ("naming a key nobody publishes", draft => draft.Header["kid"] = "stranger", 401),
        ("naming no key", draft => draft.Header.Remove("kid"), 401),
        ("bringing its own key", draft => { draft.Key = RSA.Create(2048); draft.Header["jku"] = "https://example.org/keys"; }, 401),
        ("with its signature cut off", draft => draft.Finish = token => token[..(token.LastIndexOf('.') + 1)], 401),
        ("with a letter changed in its claims", draft => draft.Finish = Tampered, 401),
        ("with a fourth part", draft => draft.Finish = token => token + ".x", 401),
        ("of two parts", draft => draft.Finish = token => token[..token.LastIndexOf('.')], 401),
        ("that is no token", draft => draft.Finish = _ => "not-a-token", 401),
        ("that is empty", draft => draft.Finish = _ => "", 401),
        ("that is far too long", draft => draft.Claims["pad"] = new string('x', 14_000), 401),
        ("without serviceurl", draft => draft.Claims.Remove("serviceurl"), 401),
        ("with serviceUrl in camel case", Rename, 401),
        ("for another serviceurl", draft => draft.Claims["serviceurl"] = "https://smba.trafficmanager.net/cn/", 403),
        ("for a serviceurl in another case", draft => draft.Claims["serviceurl"] = ((string)draft.Claims["serviceurl"]!).ToUpperInvariant(), 403),
        ("for a longer serviceurl", draft => draft.Claims["serviceurl"] = draft.Claims["serviceurl"] + "more", 403),
    ];

    public static TheoryData<string> TokenNames => new(Tokens.Select(token => token.Name));

    [Theory]
    [MemberData(nameof(TokenNames))]
    public async Task A_token_gets_the_status_it_deserves(string name)
    {
        var (_, spoil, expected) = Tokens.Single(token => token.Name == name);
        await using var bench = await BenchAsync();

        using var answer = await bench.PostAsync(new TeamsActivities(bench.Microsoft.ServiceUrl).Of("typing").ToJsonString(), $"Bearer {bench.Token(spoil)}");

        ((int)answer.StatusCode).ShouldBe(expected);
        bench.Microsoft.Calls.ShouldBeEmpty();
    }

    private const string Tenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    private const string Application = "77777777-1111-4222-8333-444455556666";


    // In the order in which the stand-in makes them; kid-1 is the Connector's.
    private const string PersonalKey = "kid-2", NamelessKey = "kid-3", TenantsKey = "kid-4";

    private static readonly (string Name, Action<TokenDraft> Spoil, int Status)[] EntraTokens =
    [
        ("of version 2", draft => AsEntra(draft, "2.0"), 200),
        ("of version 1", draft => AsEntra(draft, "1.0"), 200),
        ("with our serviceurl", _ => { }, 200), // the Connector's own still comes in
        ("without serviceurl", draft => { AsEntra(draft, "2.0"); draft.Claims.Remove("serviceurl"); }, 401),
        ("signed with the key of personal accounts", draft => { AsEntra(draft, "2.0"); draft.Header["kid"] = PersonalKey; }, 401),
        ("signed with a key that names no issuer", draft => { AsEntra(draft, "2.0"); draft.Header["kid"] = NamelessKey; }, 401),
        ("signed with the tenant's own key", draft => { AsEntra(draft, "2.0"); draft.Header["kid"] = TenantsKey; }, 200),
        ("with another serviceurl", draft => { AsEntra(draft, "2.0"); draft.Claims["serviceurl"] = "https://smba.trafficmanager.net/cn/"; }, 403),
        ("of another application", draft => { AsEntra(draft, "2.0"); draft.Claims["azp"] = "88888888-1111-4222-8333-444455556666"; }, 401),
        ("that names its application in the other version's claim", draft => { AsEntra(draft, "2.0"); draft.Claims["appid"] = Application; draft.Claims.Remove("azp"); }, 401),
        ("of no application", draft => { AsEntra(draft, "1.0"); draft.Claims.Remove("appid"); }, 401),
        ("of no version", draft => { AsEntra(draft, "2.0"); draft.Claims.Remove("ver"); }, 401),
        ("of another tenant", draft => { AsEntra(draft, "2.0"); draft.Claims["iss"] = "https://login.microsoftonline.com/99999999-1111-4222-8333-444455556666/v2.0"; }, 401),
        ("whose tenant is not its issuer's", draft => { AsEntra(draft, "2.0"); draft.Claims["tid"] = "99999999-1111-4222-8333-444455556666"; }, 401),
        ("for another bot", draft => { AsEntra(draft, "2.0"); draft.Claims["aud"] = Application; }, 401),
        ("expired", draft => { AsEntra(draft, "2.0"); Shift(draft, "exp", -3600 - 360); }, 401),
        ("signed with a key nobody publishes", draft => { AsEntra(draft, "2.0"); draft.Key = RSA.Create(2048); }, 401),
    ];

    public static TheoryData<string> EntraTokenNames => new(EntraTokens.Select(token => token.Name));

    [Theory]
    [MemberData(nameof(EntraTokenNames))]
    public async Task A_token_of_Entra_gets_in_only_where_tenant_and_application_are_named(string name)
    {
        var (_, spoil, expected) = EntraTokens.Single(token => token.Name == name);
        await using var closed = await BenchAsync();
        (await StatusAsync(closed, new TeamsActivities(closed.Microsoft.ServiceUrl), spoil)).ShouldBe(name == "with our serviceurl" ? 200 : 401);

        closed.Microsoft.Identity.AddEntraKey("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0").ShouldBe(PersonalKey);
        closed.Microsoft.Identity.AddEntraKey(null).ShouldBe(NamelessKey);
        closed.Microsoft.Identity.AddEntraKey($"https://login.microsoftonline.com/{Tenant}/v2.0").ShouldBe(TenantsKey);
        closed.Microsoft.Identity.AddEntraKey("https://login.microsoftonline.com/{tenantid}/v2.0");
        await using var bench = await BenchAsync(new() { ["Teams:EntraTenantIds"] = Tenant, ["Teams:EntraCallers"] = Application, ["Teams:EntraMetadataUrl"] = new Uri(closed.Microsoft.Url, "metadata").AbsoluteUri });
        // Entra's keys are published elsewhere than the Connector's, and without endorsements.
        var isEntra = name != "with our serviceurl";
        var token = isEntra ? closed.Microsoft.Identity.Token(bench.Microsoft.ServiceUrl, bench.Time.GetUtcNow(), draft => spoil(draft)) : bench.Token();
        using var answer = await bench.PostAsync(new TeamsActivities(bench.Microsoft.ServiceUrl).Of("typing").ToJsonString(), $"Bearer {token}");

        ((int)answer.StatusCode).ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("", 401)]
    [InlineData("Bearer", 401)]
    [InlineData("Basic dXNlcjpwYXNz", 401)]
    [InlineData("{0}", 401)]
    [InlineData("Negotiate {0}", 401)]
    [InlineData("bearer {0}", 200)]
    [InlineData("Bearer {0}", 200)]
    public async Task Only_the_bearer_scheme_is_read(string? authorization, int expected)
    {
        await using var bench = await BenchAsync();
        var header = authorization is null ? null : string.Format(CultureInfo.InvariantCulture, authorization, bench.Token());

        using var answer = await bench.PostAsync(new TeamsActivities(bench.Microsoft.ServiceUrl).Of("typing").ToJsonString(), header);

        ((int)answer.StatusCode).ShouldBe(expected);
        if (expected == 401)
            answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_key_that_is_not_endorsed_for_Teams_may_not_speak_for_it()
    {
        await using var bench = await BenchAsync();
        var activity = new TeamsActivities(bench.Microsoft.ServiceUrl).Of("typing").ToJsonString();
        foreach (var endorsements in new[] { null, Array.Empty<string>(), ["webchat"], ["MSTEAMS"] })
        {
            var kid = bench.Microsoft.Identity.AddKey(endorsements);
            await using var fresh = await BenchAsync();
            fresh.Microsoft.Identity.AddKey(endorsements);

            using var answer = await fresh.PostAsync(activity.Replace(bench.Microsoft.ServiceUrl, fresh.Microsoft.ServiceUrl, StringComparison.Ordinal), $"Bearer {fresh.Token()}");

            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, kid);
        }
    }

    [Fact]
    public async Task A_rolled_over_key_is_found_at_once_and_strangers_cannot_make_the_bot_ask_again_and_again()
    {
        var clock = new TestClock();
        await using var bench = await BenchAsync(clock: clock);
        var activities = new TeamsActivities(bench.Microsoft.ServiceUrl);
        (await StatusAsync(bench, activities)).ShouldBe(200);

        bench.Microsoft.Identity.RollOver();
        (await StatusAsync(bench, activities)).ShouldBe(200);
        for (var i = 0; i < 20; i++)
            (await StatusAsync(bench, activities, draft => draft.Header["kid"] = "stranger")).ShouldBe(401);
        bench.Microsoft.Identity.MetadataReads.ShouldBe(2);

        bench.Microsoft.Identity.RollOver();
        (await StatusAsync(bench, activities)).ShouldBe(401);
        clock.Time.Advance(TimeSpan.FromMinutes(6));
        (await StatusAsync(bench, activities)).ShouldBe(200);
    }

    [Fact]
    public async Task Callers_do_not_wait_for_a_provider_that_hangs_while_good_keys_are_held()
    {
        var clock = new TestClock();
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), time: clock.Time);
        var activities = new TeamsActivities(bench.Microsoft.ServiceUrl);
        (await bench.PostAsync(activities.Of("messageReaction"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Time.Advance(TimeSpan.FromHours(25));
        bench.Microsoft.Identity.Delay = TimeSpan.FromMinutes(5);

        for (var i = 0; i < 3; i++)
            (await bench.PostAsync(activities.Of("messageReaction")).WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_who_come_while_a_rolled_over_key_is_fetched_wait_for_it()
    {
        await using var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet));
        var activities = new TeamsActivities(bench.Microsoft.ServiceUrl);
        (await bench.PostAsync(activities.Of("messageReaction"))).Dispose();
        bench.Microsoft.Identity.RollOver();
        bench.Microsoft.Identity.Delay = TimeSpan.FromMilliseconds(500);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.PostAsync(activities.Of("messageReaction"))));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Known_keys_serve_on_while_the_provider_is_down_and_without_any_the_bot_asks_to_come_again()
    {
        var clock = new TestClock();
        await using var bench = await BenchAsync(clock: clock);
        var activities = new TeamsActivities(bench.Microsoft.ServiceUrl);
        bench.Microsoft.Identity.IsDown = true;
        (await StatusAsync(bench, activities)).ShouldBe(503);

        bench.Microsoft.Identity.IsDown = false;
        clock.Time.Advance(TimeSpan.FromSeconds(20));
        (await StatusAsync(bench, activities)).ShouldBe(200);
        bench.Microsoft.Identity.IsDown = true;
        clock.Time.Advance(TimeSpan.FromDays(2));
        (await StatusAsync(bench, activities)).ShouldBe(200);

        clock.Time.Advance(TimeSpan.FromDays(3));
        (await StatusAsync(bench, activities)).ShouldBe(503, "a key that was revoked meanwhile would be good for ever");
        bench.Microsoft.Identity.IsDown = false;
        clock.Time.Advance(TimeSpan.FromSeconds(20));
        (await StatusAsync(bench, activities)).ShouldBe(200);
    }

    private static async Task<int> StatusAsync(TeamsBench bench, TeamsActivities activities, Action<TokenDraft>? spoil = null)
    {
        using var answer = await bench.PostAsync(activities.Of("typing").ToJsonString(), $"Bearer {bench.Token(spoil)}");
        return (int)answer.StatusCode;
    }

    private Task<TeamsBench> BenchAsync(Dictionary<string, string?>? settings = null, TestClock? clock = null) =>
        TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet), settings, (clock ?? new TestClock()).Time);

    private static void Shift(TokenDraft draft, string claim, int seconds) => draft.Claims[claim] = (long)draft.Claims[claim]! + seconds;

    private static void AsEntra(TokenDraft draft, string version)
    {
        draft.Claims["iss"] = version == "2.0" ? $"https://login.microsoftonline.com/{Tenant}/v2.0" : $"https://sts.windows.net/{Tenant}/";
        (draft.Claims["tid"], draft.Claims["ver"], draft.Claims[version == "2.0" ? "azp" : "appid"]) = (Tenant, version, Application);
    }

    private static void Rename(TokenDraft draft)
    {
        draft.Claims["serviceUrl"] = (string)draft.Claims["serviceurl"]!;
        draft.Claims.Remove("serviceurl");
    }

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var letters = parts[1].ToCharArray();
        letters[letters.Length / 2] = letters[letters.Length / 2] == 'A' ? 'B' : 'A';
        return $"{parts[0]}.{new string(letters)}.{parts[2]}";
    }
}
