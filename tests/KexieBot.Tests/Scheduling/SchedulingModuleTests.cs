using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Scheduling;
using KexieBot.Tests.Delivery;
using KexieBot.Tests.Reminders;
using KexieBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Tests.Scheduling;

public sealed class SchedulingModuleTests(StoreServers stores)
{
    private readonly TestClock clock = new();
    private readonly CountingChannel teams = new();

    [Fact]
    public async Task A_host_that_starts_after_the_morning_catches_up_and_delivers()
    {
        var store = await WithTodaysDeadlineAsync();
        using var host = HostOn(store);
        await host.StartAsync(TestContext.Current.CancellationToken);

        await TurnUntilAsync(() => Task.FromResult(teams.Taken.Count > 0));
        await host.StopAsync(TestContext.Current.CancellationToken);

        teams.Keys.ShouldBe(["morning/2026-11-23/li"]);
        host.Services.GetRequiredService<SchedulingPulse>().IsBeating.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_hosts_and_a_restart_deliver_one_message()
    {
        var store = await WithTodaysDeadlineAsync();
        for (var start = 0; start < 2; start++)
        {
            using var first = HostOn(store);
            using var second = HostOn(store);
            await Task.WhenAll(first.StartAsync(TestContext.Current.CancellationToken), second.StartAsync(TestContext.Current.CancellationToken));
            var later = clock.Office.Now.AddMinutes(1);
            await TurnUntilAsync(() => Task.FromResult(teams.Taken.Count > 0 && clock.Office.Now > later));
            await Task.WhenAll(first.StopAsync(TestContext.Current.CancellationToken), second.StopAsync(TestContext.Current.CancellationToken));
        }

        teams.Keys.ShouldBe(["morning/2026-11-23/li"]);
    }

    [Fact]
    public async Task Without_a_channel_messages_wait()
    {
        var store = await WithTodaysDeadlineAsync();
        using var host = HostOn(store, withChannel: false);
        var outbox = host.Services.GetRequiredService<Outbox>();
        await host.StartAsync(TestContext.Current.CancellationToken);

        // The liaison's deadline and, as it is Monday, the leader's summary; then some more rounds.
        await TurnUntilAsync(async () => (await outbox.DepthAsync(Outbox.OfficeSlot)).Waiting == 2);
        var later = clock.Office.Now.AddMinutes(1);
        await TurnUntilAsync(() => Task.FromResult(clock.Office.Now > later));
        await host.StopAsync(TestContext.Current.CancellationToken);

        (await outbox.OutcomesAsync(Outbox.OfficeSlot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start()
    {
        var store = await WithTodaysDeadlineAsync();
        using var host = HostOn(store, settings: ("Reminders:MorningTime", "half past eight"));

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        refused.Message.ShouldContain("Reminders:MorningTime");
    }

    [Fact]
    public void The_pulse_stops_when_a_job_no_longer_comes_round()
    {
        var pulse = new SchedulingPulse(clock.Office);
        clock.Time.Advance(TimeSpan.FromMinutes(4));
        pulse.Dispatched();
        pulse.IsBeating.ShouldBeTrue();
        clock.Time.Advance(TimeSpan.FromMinutes(2));
        pulse.IsBeating.ShouldBeFalse("the morning was not looked at for six minutes");
        pulse.MorningChecked();
        pulse.IsBeating.ShouldBeTrue();
    }

    private async Task<IDatabase> WithTodaysDeadlineAsync()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        await new RosterStore(store).ChangeAsync(_ => Morning.Roster);
        await new Core.Ledger.Ledger(store, clock.Office).ImportAsync(Morning.Plan, [Morning.Item(7, "2026-11-23")], new Origin("office", "console", "import"));
        return store;
    }

    private IHost HostOn(IDatabase store, bool withChannel = true, (string Key, string Value)? settings = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (settings is { } setting)
            builder.Configuration[setting.Key] = setting.Value;
        builder.Services.AddSingleton(store).AddSingleton(clock.Office).AddSingleton(Calendars.China);
        builder.Services.AddCoreServices().AddReminders(builder.Configuration).AddScheduling();
        if (withChannel)
            builder.Services.AddSingleton<IChannelSender>(teams);
        return builder.Build();
    }

    // Quartz's own threads run in real time; the office's clock is turned so that the loop comes round.
    private async Task TurnUntilAsync(Func<Task<bool>> isDone)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await isDone())
        {
            clock.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(20, limit.Token);
        }
    }
}
