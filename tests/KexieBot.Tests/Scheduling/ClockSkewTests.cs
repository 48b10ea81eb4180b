using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Scheduling;
using KexieBot.Tests.Delivery;
using KexieBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace KexieBot.Tests.Scheduling;

public sealed class ClockSkewTests(StoreServers stores)
{
    private static readonly DeliveryRules Rules = new();

    [Theory]
    [MemberData(nameof(StoreServers.All), MemberType = typeof(StoreServers))]
    public async Task It_is_measured_against_the_stores_own_clock(StoreKind kind)
    {
        var store = stores.Fresh(kind);

        (await Skew(TimeSpan.Zero).MeasureAsync()).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(5));
        (await Skew(TimeSpan.FromMinutes(-10)).MeasureAsync()).TotalSeconds.ShouldBe(-600, 5);

        ClockSkew Skew(TimeSpan offset) => new(() => ClockSkew.TimeOfAsync(store), OfficeOf(offset), Rules, new RecordedLog<ClockSkew>());
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(-60, true)]
    [InlineData(75, false)]
    [InlineData(-75, false)]
    public async Task A_clock_may_be_off_by_half_of_what_a_lease_leaves(int seconds, bool isBearable)
    {
        var clock = new TestClock();
        var log = new RecordedLog<ClockSkew>();
        var store = clock.Office.Now.AddSeconds(-seconds);
        var skew = new ClockSkew(() => Task.FromResult(store), clock.Office, Rules, log);

        (await skew.IsBearableAsync()).ShouldBe(isBearable);
        await skew.IsBearableAsync();

        log.Lines.Count.ShouldBe(isBearable ? 0 : 1, "said once");
        (await skew.FaultAsync()).ShouldBe(isBearable ? null : $"clock {seconds} s off the store's, leases bear 68");
        store = clock.Office.Now;
        clock.Time.Advance(TimeSpan.FromSeconds(10));
        (await skew.IsBearableAsync()).ShouldBeTrue("it was set");
    }

    [Theory]
    [InlineData(134, 1)] // two clocks, each off by what is borne: three minutes' lease less the 45 s of a send
    [InlineData(181, 2)] // more than the lease
    public async Task A_lease_is_judged_by_the_workers_own_clocks(int ahead, int sends)
    {
        var store = stores.Fresh(StoreKind.Garnet);
        var (right, fast) = (await DeliveryBench.OnAsync(store), await DeliveryBench.OnAsync(store));
        fast.Time.Advance(TimeSpan.FromSeconds(ahead));
        var (answers, first, second) = (new TaskCompletionSource(), new CountingChannel(), new CountingChannel());
        await right.EnqueueAsync();
        first.AnswersAfter = answers.Task;

        var sending = right.RunAsync(first);
        await Eventually.IsSoAsync(() => first.Taken.Count > 0);
        await fast.RunAsync(second);
        answers.SetResult();
        await sending;

        (first.Taken.Count + second.Taken.Count).ShouldBe(sends);
    }

    [Fact]
    public async Task A_server_whose_clock_is_off_says_so_and_sends_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("kexie-skew-").FullName;
        var channel = new CountingChannel(ChannelKind.Console);
        try
        {
            await using var host = await KexieHost.BuildAsync(
                [$"--Ledger:DataDirectory={folder}", "--Ledger:Redis=", "--Sample:Enabled=true", "--Web:Urls=http://127.0.0.1:0", "--urls=http://127.0.0.1:0"],
                builder =>
                {
                    builder.Logging.ClearProviders();
                    builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new ShiftedTime(TimeSpan.FromMinutes(5))));
                    builder.Services.AddSingleton<IChannelSender>(channel);
                });
            await host.App.StartAsync(TestContext.Current.CancellationToken);
            await host.App.Services.GetRequiredService<Outbox>().TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry("event/1", "keji", "event", Reply.Of("你好"), DateTimeOffset.UnixEpoch) { IsUrgent = true });
            using var http = new HttpClient { BaseAddress = new Uri(host.App.Urls.First()) };

            var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken);

            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe((503, "clock 300 s off the store's, leases bear 68"));
            await host.App.StopAsync(TestContext.Current.CancellationToken);
            channel.Taken.ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static OfficeClock OfficeOf(TimeSpan offset) => new(new ShiftedTime(offset), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    private sealed class ShiftedTime(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }
}
