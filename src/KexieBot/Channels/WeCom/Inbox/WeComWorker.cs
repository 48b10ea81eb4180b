using System.Threading.Channels;
using KexieBot.Channels.WeCom.Callback;
using KexieBot.Core;
using KexieBot.Core.Chat;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Inbox;

/// <summary>
/// Answers what the inbox holds. A fresh delivery comes straight from the endpoint over a bounded lane; what the lanes cannot hold, what was deferred
/// and what a dead process left comes from the inbox by and by. One sender's messages stay on one lane, in order.
/// </summary>
internal sealed partial class WeComWorker(WeComInbox inbox, WeComConversation conversation, IOptions<WeComOptions> options, OfficeClock clock, ILogger<WeComWorker> logger) : BackgroundService
{
    private const int LaneCount = 8;
    private const int LaneLength = 64;
    private const int MaxAttempts = 8;
    private const int AttemptsBeforeApology = 3;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TurnDeadline = TimeSpan.FromSeconds(30);

    private readonly Channel<InboxEntry>[] lanes = [.. Enumerable.Range(0, LaneCount).Select(_ => Channel.CreateBounded<InboxEntry>(LaneLength))];

    /// <summary>Hands over an entry that the caller has leased; false when its lane is full or closed.</summary>
    public bool TryHandOver(InboxEntry entry, string sender) =>
        lanes[(int)((uint)StringComparer.Ordinal.GetHashCode(sender) % LaneCount)].Writer.TryWrite(entry);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn)
            return;
        var workers = lanes.Select(lane => WorkAsync(lane.Reader, stoppingToken)).ToArray();
        await SweepAsync(stoppingToken);
        foreach (var lane in lanes)
            lane.Writer.Complete();
        await Task.WhenAll(workers);
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock.Time);
        do
        {
            try
            {
                foreach (var entry in await inbox.TakeDueAsync(LaneLength))
                    await PlaceAsync(entry);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                Log.SweepFailed(logger, e);
            }
        }
        while (await TickAsync(timer, stoppingToken));
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task PlaceAsync(InboxEntry entry)
    {
        var sender = WeComEvent.TryParse(entry.Xml, out _)?.From ?? "";
        if (!TryHandOver(entry, sender))
            await inbox.DeferAsync(entry.Id, TimeSpan.Zero);
    }

    private async Task WorkAsync(ChannelReader<InboxEntry> lane, CancellationToken stoppingToken)
    {
        await foreach (var entry in lane.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                // Once stopping, what waits goes back for another replica or the next start.
                if (stoppingToken.IsCancellationRequested)
                    await inbox.DeferAsync(entry.Id, TimeSpan.Zero);
                else if (await inbox.TryRenewAsync(entry))
                    await TurnAsync(entry);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                // The entry keeps its lease, so it comes back when that has run out.
                Log.StoreFailed(logger, e);
            }
        }
    }

    private async Task TurnAsync(InboxEntry entry)
    {
        if (WeComEvent.TryParse(entry.Xml, out _) is not { } happened)
        {
            await inbox.DoneAsync(entry.Id);
            return;
        }

        using var deadline = new CancellationTokenSource(TurnDeadline, clock.Time);
        var pause = PauseAfter(await AnswerAsync(entry, happened, deadline.Token), entry.Attempt);
        if (pause is null)
        {
            await inbox.DoneAsync(entry.Id);
        }
        else if (entry.Attempt >= MaxAttempts)
        {
            Log.GivenUp(logger, entry.Attempt);
            await inbox.DoneAsync(entry.Id);
        }
        else
        {
            await inbox.DeferAsync(entry.Id, pause.Value);
        }
    }

    private async Task<SendOutcome?> AnswerAsync(InboxEntry entry, WeComEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            return await conversation.HandleAsync(happened, cancellationToken);
        }
        catch (Exception e)
        {
            // Nobody cancels a turn but its own deadline, which is a failure like any other.
            var number = Guid.NewGuid().ToString("N")[..8];
            Log.TurnFailed(logger, e, number, entry.Attempt);
            if (entry.Attempt < AttemptsBeforeApology)
                return new SendOutcome.Unavailable("the turn failed");
            return await conversation.AnswerAsync(happened, Reply.Refusal($"处理时出错了，请稍后再试。编号 {number}，可报给办公室。"), CancellationToken.None);
        }
    }

    /// <summary>How long to wait before another attempt; null when there is nothing to try again. An answer in doubt is not repeated: the person sees whether it came and can ask again.</summary>
    private static TimeSpan? PauseAfter(SendOutcome? outcome, int attempt) => outcome switch
    {
        SendOutcome.Throttled throttled => throttled.RetryAfter,
        SendOutcome.Unavailable => TimeSpan.FromSeconds(Math.Min(120, 1 << attempt)),
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Answering a WeCom message failed, number {Number}, attempt {Attempt}.")]
        public static partial void TurnFailed(ILogger logger, Exception exception, string number, int attempt);

        [LoggerMessage(2, LogLevel.Warning, "A WeCom message could not be answered in {Attempts} attempts; what it changed is kept.")]
        public static partial void GivenUp(ILogger logger, int attempts);

        [LoggerMessage(3, LogLevel.Error, "The store did not answer while WeCom messages were looked for; trying again.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);

        [LoggerMessage(4, LogLevel.Error, "The store did not answer while a WeCom message was answered; it is taken up again when its lease has run out.")]
        public static partial void StoreFailed(ILogger logger, Exception exception);
    }
}
