using System.Diagnostics.Metrics;
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
using Microsoft.Extensions.Logging;
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

    [Fact]
    public async Task Mornings_that_cannot_be_planned_are_told_in_log_readiness_metrics_and_to_the_office_once()
    {
        var store = await WithTodaysDeadlineAsync();
        using var host = HostOn(store);
        var (pulse, log) = (host.Services.GetRequiredService<SchedulingPulse>(), new RecordedLog<MorningCheck>());
        using var check = ActivatorUtilities.CreateInstance<MorningCheck>(host.Services, log);
        var (outcomes, workdays) = (new List<string>(), 0L);
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name is "kexie.job.runs" or "kexie.morning.age") listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "kexie.morning.age")
                workdays = value;
            else
                outcomes.Add(tags.ToArray().Single(tag => tag.Key == "outcome").Value!.ToString()!);
        });
        meters.Start();
        await check.RunAsync(TestContext.Current.CancellationToken);
        outcomes[^1].ShouldBe("planned");

        // From Monday noon until Thursday a plan cannot be read.
        var (plan, version) = (await store.StringGetAsync(LedgerKeys.Plan("p")), await store.StringGetAsync(LedgerKeys.PlanVersion("p")));
        await store.StringSetAsync(LedgerKeys.Plan("p"), "{");
        await store.StringSetAsync(LedgerKeys.PlanVersion("p"), 99);
        var wasWell = new List<bool>();
        for (var half = 0; half < 3 * 48; half++)
        {
            clock.Time.Advance(TimeSpan.FromMinutes(30));
            pulse.Dispatched();
            await check.RunAsync(TestContext.Current.CancellationToken);
            if (clock.Office.Now.TimeOfDay == new TimeSpan(12, 0, 0))
                wasWell.Add(pulse.IsBeating);
        }

        (outcomes[^1], workdays).ShouldBe(("failed", 3), "it is Thursday, 9 o'clock");
        wasWell.ShouldBe([true, false, false], "at noon of Monday, Tuesday and Wednesday");
        log.Lines.Count(line => line.Text.StartsWith("The morning was not planned an hour after its time", StringComparison.Ordinal)).ShouldBe(2);
        var outbox = host.Services.GetRequiredService<Outbox>();
        (await WaitingForOfficeAsync()).ShouldBe(["unplanned/2026-11-24/office", "unplanned/2026-11-25/office"]);

        await store.StringSetAsync(LedgerKeys.Plan("p"), plan);
        await store.StringSetAsync(LedgerKeys.PlanVersion("p"), version);
        await check.RunAsync(TestContext.Current.CancellationToken);
        await check.RunAsync(TestContext.Current.CancellationToken);

        (outcomes[^2], outcomes[^1], workdays, pulse.IsBeating).ShouldBe(("planned", "idle", 0, true));
        (await WaitingForOfficeAsync()).ShouldBe(["morning/2026-11-26/office", "unplanned/2026-11-24/office", "unplanned/2026-11-25/office"]);
        (await outbox.FindAsync(Outbox.OfficeSlot, "morning/2026-11-26/office"))!.Content.Lines.ShouldContain(line => line.StartsWith("此前 2 个工作日的提醒没有发出", StringComparison.Ordinal));

        async Task<IEnumerable<string>> WaitingForOfficeAsync() =>
            (await store.HashKeysAsync(Outbox.EntryKey(Outbox.OfficeSlot))).Select(key => key.ToString()).Where(key => key.EndsWith("/office", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_stop_the_mornings()
    {
        var store = await WithTodaysDeadlineAsync();
        clock.Time.Advance(TimeSpan.FromHours(5));
        using var host = HostOn(store);
        var marks = host.Services.GetRequiredService<Core.Reminders.HeardMarks>();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsSoAsync(async () => await marks.LastPlannedAsync() is not null);

        clock.Time.AdjustTime(clock.Office.At(Calendars.Day("2026-11-20"), new TimeOnly(12, 0)));
        await store.KeyDeleteAsync("kexie:{office}:reminders:planned");
        await TurnUntilAsync(async () => await marks.LastPlannedAsync() is not null);

        await host.StopAsync(TestContext.Current.CancellationToken);
        clock.Office.Now.ShouldBeLessThan(clock.Office.At(Calendars.Day("2026-11-20"), new TimeOnly(12, 10)));
    }

    [Fact]
    public async Task A_bot_that_has_never_planned_a_morning_grows_older_by_the_workday()
    {
        var store = await WithTodaysDeadlineAsync();
        using var host = HostOn(store, settings: ("Reminders:Enabled", "false"));
        using var check = ActivatorUtilities.CreateInstance<MorningCheck>(host.Services);
        var workdays = -1L;
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "kexie.morning.age") listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((_, value, _, _) => workdays = value);
        meters.Start();

        await check.RunAsync(TestContext.Current.CancellationToken);
        workdays.ShouldBe(1);
        clock.Time.Advance(TimeSpan.FromDays(2));
        await check.RunAsync(TestContext.Current.CancellationToken);
        workdays.ShouldBe(3);
    }

    private async Task<IDatabase> WithTodaysDeadlineAsync()
    {
        var store = stores.Fresh(StoreKind.Garnet);
        await new RosterStore(store).ChangeAsync(_ => Morning.Roster);
        await new Core.Ledger.Ledger(store, clock.Office, new StoreRoom()).ImportAsync(Morning.Plan, [Morning.Item(7, "2026-11-23")], new Origin("office", "console", "import"));
        return store;
    }

    private IHost HostOn(IDatabase store, bool withChannel = true, (string Key, string Value)? settings = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (settings is { } setting)
            builder.Configuration[setting.Key] = setting.Value;
        builder.Services.AddSingleton(store).AddSingleton(clock.Office).AddSingleton(Calendars.China);
        builder.Services.AddCoreServices().AddReminders(builder.Configuration).AddScheduling();
        // The store's clock cannot be turned.
        builder.Services.AddSingleton(provider => new ClockSkew(() => Task.FromResult(clock.Office.Now), clock.Office, new DeliveryRules(), provider.GetRequiredService<ILogger<ClockSkew>>()));
        if (withChannel)
            builder.Services.AddSingleton<IChannelSender>(teams);
        return builder.Build();
    }

    // Quartz's own threads run in real time; the office's clock is turned so that the loop comes round.
    private Task TurnUntilAsync(Func<Task<bool>> isDone) => Eventually.IsSoAsync(isDone, () => clock.Time.Advance(TimeSpan.FromSeconds(2)));
}
