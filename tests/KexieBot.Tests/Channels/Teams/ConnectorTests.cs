using KexieBot.Channels.Teams;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.Teams;

public sealed class ConnectorTests(StoreServers stores)
{
    [Theory]
    [InlineData(429, 1, "Sent", 2)]
    [InlineData(412, null, "Sent", 2)]
    [InlineData(502, null, "Sent", 2)]
    [InlineData(503, null, "Sent", 2)]
    [InlineData(504, null, "Sent", 2)]
    [InlineData(429, 60, "Throttled", 1)]
    [InlineData(500, null, "Uncertain", 1)]
    [InlineData(400, null, "Rejected", 1)]
    [InlineData(403, null, "Unreachable", 1)]
    [InlineData(404, null, "Sent", 2)]
    [InlineData(413, null, "Rejected", 1)]
    public async Task A_refusal_is_tried_again_only_where_the_platform_asks_for_it(int status, int? retryAfter, string expected, int calls)
    {
        await using var bench = await BenchAsync();
        var left = 1;
        bench.Microsoft.Fault = call => IsSend(call) && Interlocked.Decrement(ref left) >= 0 ? new Fault.Answer(status, "Planned", retryAfter) : null;

        var outcome = await SendAsync(bench);

        outcome.GetType().Name.ShouldBe(expected);
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(calls);
    }

    [Theory]
    [InlineData(429, "Throttled", 4)]
    [InlineData(503, "Unavailable", 4)]
    [InlineData(502, "Uncertain", 2)]
    [InlineData(504, "Uncertain", 2)]
    public async Task A_refusal_that_does_not_end_is_left_to_the_dispatcher(int status, string expected, int calls)
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Fault = call => IsSend(call) ? new Fault.Answer(status, "Planned") : null;

        (await SendAsync(bench)).GetType().Name.ShouldBe(expected);
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(calls);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    [InlineData(504)]
    public async Task After_a_gateway_lost_a_message_on_its_way_no_later_refusal_makes_it_certain_that_it_was_not_sent(int then)
    {
        await using var bench = await BenchAsync();
        var sends = 0;
        bench.Microsoft.Fault = call => !IsSend(call) ? null : Interlocked.Increment(ref sends) == 1
            ? new Fault.Answer(504, "GatewayTimeout", ButTakesIt: true)
            : new Fault.Answer(then, "Planned", then == 429 ? 60 : null);

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Uncertain>();
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_was_taken_is_sent_though_the_rest_of_the_answer_breaks_off_or_stalls(bool stalls)
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Fault = call => IsSend(call) ? new Fault.BreakBody(stalls) : null;

        (await SendAsync(bench).WaitAsync(TimeSpan.FromSeconds(25), TestContext.Current.CancellationToken)).ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.Conversations.Activities[TeamsActivities.PersonalChat].ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_chat_whose_id_was_lost_with_the_answer_is_no_chat_yet()
    {
        await using var bench = await BenchAsync(conversation: null);
        bench.Microsoft.Fault = call => call.Path == "/v3/conversations" ? new Fault.BreakBody(Stalls: false) : null;

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Unavailable>();
        bench.Microsoft.Fault = _ => null;
        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task A_time_to_come_again_may_be_a_date()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Fault = call => IsSend(call) ? new Fault.Answer(429, "Throttled") { RetryAt = bench.Time.GetUtcNow().AddHours(1) } : null;

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Throttled>().RetryAfter.ShouldBeGreaterThan(TimeSpan.FromMinutes(50));
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(1);
        // The thread is left alone by the next message too.
        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Throttled>();
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(1);
    }

    [Fact]
    public void One_attempt_ends_well_before_the_dispatchers_deadline() =>
        (TeamsSender.OpenWithin + ConnectorResilience.TotalTimeout + ConnectorClient.BodyWithin).ShouldBeLessThan(new DeliveryRules().SendDeadline * 0.75);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_message_whose_answer_was_lost_is_never_sent_twice(bool wasTaken, int delivered)
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Fault = call => IsSend(call) ? new Fault.LoseAnswer(wasTaken) : null;

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Uncertain>();
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(1);
        bench.Microsoft.Conversations.Activities[TeamsActivities.PersonalChat].Count.ShouldBe(delivered);
    }

    [Fact]
    public async Task Opening_a_chat_does_no_harm_twice_so_a_lost_answer_is_asked_for_again()
    {
        await using var bench = await BenchAsync(conversation: null);
        var left = 1;
        bench.Microsoft.Fault = call => call.Path == "/v3/conversations" && Interlocked.Decrement(ref left) >= 0 ? new Fault.LoseAnswer(true) : null;

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.Calls.Count(call => call.Path == "/v3/conversations").ShouldBe(2);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        await using var bench = await BenchAsync(service: "http://127.0.0.1:9/");

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Unavailable>();
    }

    [Fact]
    public async Task A_chat_that_is_gone_is_opened_anew_in_the_same_attempt()
    {
        await using var bench = await BenchAsync(conversation: "a:gone");

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(2);
        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.Calls.Count(IsSend).ShouldBe(3);
    }

    [Fact]
    public async Task Blocked_by_the_person_is_unreachable()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Conversations.Blocked[TeamsActivities.PersonalChat] = true;

        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Unreachable>().Reason.ShouldStartWith("blocked");
    }

    [Theory]
    [InlineData(403, "ForbiddenOperationException", null, "not installed")]
    [InlineData(403, "BotNotInConversationRoster", null, "not installed")]
    [InlineData(403, "Forbidden", "MessageWritesBlocked", "blocked")]
    [InlineData(413, "MessageSizeTooBig", null, "too big")]
    public async Task Why_somebody_cannot_be_reached_is_told_apart(int status, string code, string? subCode, string why)
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Fault = call => IsSend(call) ? new Fault.Answer(status, code) { SubCode = subCode } : null;

        var reason = await SendAsync(bench) switch { SendOutcome.Unreachable unreachable => unreachable.Reason, SendOutcome.Rejected rejected => rejected.Reason, _ => "" };

        reason.ShouldStartWith(why);
    }

    [Fact]
    public async Task One_token_is_fetched_for_all_and_again_when_it_is_refused()
    {
        await using var bench = await BenchAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(bench)));
        bench.Microsoft.TokensGiven.ShouldBe(1);

        bench.Microsoft.Revoked["token-1"] = true;
        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.TokensGiven.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_only_once()
    {
        var clock = new TestClock();
        await using var bench = await BenchAsync(clock: clock);
        var tokens = bench.Get<ConnectorTokens>();
        (await tokens.GetAsync(TestContext.Current.CancellationToken)).ShouldBe("token-1");

        clock.Time.Advance(TimeSpan.FromMinutes(54));
        (await tokens.GetAsync(TestContext.Current.CancellationToken)).ShouldBe("token-1");
        clock.Time.Advance(TimeSpan.FromMinutes(2));
        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(TestContext.Current.CancellationToken)));

        given.ShouldAllBe(token => token == "token-1" || token == "token-2");
        bench.Microsoft.TokensGiven.ShouldBe(2);

        clock.Time.Advance(TimeSpan.FromMinutes(5));
        (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Sent>();
        bench.Microsoft.Calls.ShouldAllBe(call => call.Status != 401);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_provider_is_not_hammered()
    {
        await using var bench = await BenchAsync(settings: new(StringComparer.Ordinal) { ["Teams:AppSecret"] = "wrong" });

        for (var i = 0; i < 5; i++)
            (await SendAsync(bench)).ShouldBeOfType<SendOutcome.Unavailable>();
        bench.Microsoft.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_cancels_before_the_message_leaves_gets_the_cancellation()
    {
        await using var bench = await BenchAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => SendUntilAsync(bench, cancelled.Token));
        bench.Microsoft.Calls.ShouldBeEmpty();
    }

    private static bool IsSend(ConnectorCallSeen call) => call.Method == "POST" && call.Path.EndsWith("/activities", StringComparison.Ordinal);

    private static Task<SendOutcome> SendAsync(TeamsBench bench) => SendUntilAsync(bench, TestContext.Current.CancellationToken);

    private static Task<SendOutcome> SendUntilAsync(TeamsBench bench, CancellationToken cancellationToken) =>
        bench.Sender.SendAsync(new OutboundMessage("k", new ChannelAccount(ChannelKind.Teams, "aad"), Reply.Of("第7条还有3天到期")), cancellationToken);

    private async Task<TeamsBench> BenchAsync(string? conversation = TeamsActivities.PersonalChat, string? service = null, TestClock? clock = null, Dictionary<string, string?>? settings = null)
    {
        var store = stores.Fresh(StoreKind.Garnet);
        var bench = await TeamsBench.StartAsync(store, settings, clock?.Time);
        bench.Microsoft.Conversations.Open(TeamsActivities.PersonalChat);
        bench.Microsoft.Conversations.People[TeamsActivities.UserId] = ("aad", "linxiao@qinglan.example");
        await store.HashSetAsync("kexie:{teams}:person:aad", [new HashEntry("user", TeamsActivities.UserId), new HashEntry("service", service ?? bench.Microsoft.ServiceUrl), new HashEntry("tenant", FakeIdentity.TenantId)]);
        if (conversation is not null)
            await store.HashSetAsync("kexie:{teams}:person:aad", "conversation", conversation);
        return bench;
    }
}
