using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;
using KexieBot.Tests.Reminders;
using KexieBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace KexieBot.Tests.Delivery;

/// <summary>An outbox on a real store, a clock to turn, and as many dispatchers as a test wants.</summary>
internal sealed class DeliveryBench
{
    public const string Slot = "plan";

    private DeliveryBench(IDatabase store, string now)
    {
        Store = store;
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        Time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        Clock = new OfficeClock(Time, zone);
        Outbox = new Outbox(store, Clock, NullLogger<Outbox>.Instance);
        Dead = new DeadLetters(store, Clock);
        Unreachable = new UnreachablePersons(store, Clock);
        Rosters = new RosterStore(store);
    }

    public IDatabase Store { get; }

    public FakeTimeProvider Time { get; }

    public OfficeClock Clock { get; }

    public Outbox Outbox { get; }

    public DeadLetters Dead { get; }

    public UnreachablePersons Unreachable { get; }

    public RosterStore Rosters { get; }

    public DeliveryRules Rules { get; } = new();

    /// <summary>A Tuesday, 10 o'clock in the office, unless <paramref name="now"/> says otherwise; Li has Teams and then WeCom.</summary>
    public static async Task<DeliveryBench> OnAsync(IDatabase store, string now = "2026-11-24T10:00:00+08:00")
    {
        var bench = new DeliveryBench(store, now);
        var li = new Person("li", "李", PersonRole.Liaison) { Accounts = [new(ChannelKind.Teams, "Li@Teams"), new(ChannelKind.WeCom, "li")] };
        await bench.Rosters.ChangeAsync(_ => new Roster([], [], [li]));
        return bench;
    }

    public Dispatcher Dispatcher(params IChannelSender[] senders) => Dispatchers.Of(Store, Clock, Calendars.China, senders, rules: Rules);

    public Task<int> RunAsync(params IChannelSender[] senders) => Dispatcher(senders).RunOnceAsync([Slot], CancellationToken.None);

    public OutboxEntry Entry(string key = "event/1", string person = "li", TimeSpan after = default) => new(key, person, "event", Reply.Of("你好"), Clock.Now + after);

    public async Task<OutboxEntry> EnqueueAsync(OutboxEntry? entry = null)
    {
        entry ??= Entry();
        (await Outbox.TryEnqueueAsync(Slot, entry)).ShouldBeTrue();
        return entry;
    }

    public async Task<long> CountAsync(string outcome) => (await Outbox.OutcomesAsync(Slot)).GetValueOrDefault(outcome);

    /// <summary>Makes rounds until nothing waits any more. Ten thousand are more than any test needs.</summary>
    public async Task UntilNothingWaitsAsync(Func<Task> round)
    {
        for (var rounds = 0; await WaitingAsync() > 0; rounds++)
        {
            rounds.ShouldBeLessThan(10_000, "something waits for ever");
            await round();
        }
    }

    public async Task<long> WaitingAsync() => (await Outbox.DepthAsync(Slot)).Waiting;
}
