using System.Threading.Channels;
using KexieBot.Channels.WeCom.Callback;
using KexieBot.Core;
using KexieBot.Core.Chat;
using Microsoft.Extensions.Options;

namespace KexieBot.Channels.WeCom.Inbox;

/// <summary>
/// Answers what the inbox holds. A fresh delivery comes straight from the endpoint over a bounded lane; what the lanes cannot hold, what was deferred
/// and what a dead process left comes from the inbox by and by. One sender's messages stay on one lane of this process, in order; one that
/// was deferred comes after those that followed it, and another replica may be at a sender's other message.
/// </summary>
internal sealed partial class WeComWorker(WeComInbox inbox, WeComConversation conversation, IOptions<WeComOptions> options, OfficeClock clock, ILogger<WeComWorker> logger) : BackgroundService
{
    private const int LaneCount = 8;
    private const int LaneLength = 64;
    private const int MaxAttempts = 8;

    // Fourteen seconds; the outbox goes on for an hour.
    private const int AttemptsBeforeOutbox = 4;
    private const int AttemptsBeforeApology = 3;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TurnDeadline = TimeSpan.FromSeconds(30);

    // With the turn before it still within the lease.
    private static readonly TimeSpan ApologyDeadline = TimeSpan.FromSeconds(10);

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
            catch (Exception e)
            {
                // Whatever it was, the next look may go well; one that left here would stop the host.
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
            await inbox.DeferAsync(entry, TimeSpan.Zero);
    }

    private async Task WorkAsync(ChannelReader<InboxEntry> lane, CancellationToken stoppingToken)
    {
        await foreach (var entry in lane.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                // Once stopping, what waits goes back for another replica or the next start.
                if (stoppingToken.IsCancellationRequested)
                    await inbox.DeferAsync(entry, TimeSpan.Zero);
                else if (await inbox.TryBeginAsync(entry) is { } mine)
                    await TurnAsync(mine);
            }
            catch (Exception e)
            {
                // It is this entry's trouble alone: the lane goes on, and the entry comes back when its lease has run out.
                Log.EntryFailed(logger, e);
            }
        }
    }

    private async Task TurnAsync(InboxEntry entry)
    {
        if (WeComEvent.TryParse(entry.Xml, out _) is not { } happened)
        {
            await inbox.DoneAsync(entry);
            return;
        }

        var pause = PauseAfter(await AnswerAsync(entry, happened), entry.Attempt);
        if (pause is null)
        {
            await inbox.DoneAsync(entry);
        }
        else if (entry is { Answer: { } said, Attempt: >= AttemptsBeforeOutbox } && await conversation.EnqueueAsync(happened, said))
        {
            await inbox.DoneAsync(entry);
        }
        else if (entry.Attempt >= MaxAttempts)
        {
            Log.GivenUp(logger, entry.Attempt);
            await inbox.DoneAsync(entry);
        }
        else
        {
            await inbox.DeferAsync(entry, pause.Value);
        }
    }

    private async Task<SendOutcome?> AnswerAsync(InboxEntry entry, WeComEvent happened)
    {
        using var deadline = new CancellationTokenSource(TurnDeadline, clock.Time);
        try
        {
            return await conversation.HandleAsync(entry, happened, deadline.Token);
        }
        catch (Exception e)
        {
            // Nobody cancels a turn but its own deadline, which is a failure like any other.
            var number = Guid.NewGuid().ToString("N")[..8];
            Log.TurnFailed(logger, e, number, entry.Attempt);
            return entry.Attempt < AttemptsBeforeApology ? new SendOutcome.Unavailable("the turn failed") : await ApologiseAsync(happened, number);
        }
    }

    private async Task<SendOutcome> ApologiseAsync(WeComEvent happened, string number)
    {
        using var deadline = new CancellationTokenSource(ApologyDeadline, clock.Time);
        try
        {
            return await conversation.ApologiseAsync(happened, number, deadline.Token);
        }
        catch (Exception e)
        {
            Log.NoApology(logger, e, number);
            return new SendOutcome.Unavailable("the apology failed");
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

        [LoggerMessage(3, LogLevel.Error, "Looking for WeCom messages to answer failed; trying again.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);

        [LoggerMessage(4, LogLevel.Error, "A WeCom message could not be worked on; it is taken up again when its lease has run out.")]
        public static partial void EntryFailed(ILogger logger, Exception exception);

        [LoggerMessage(5, LogLevel.Error, "The sender of a WeCom message could not be told that it failed, number {Number}.")]
        public static partial void NoApology(ILogger logger, Exception exception, string number);
    }
}
