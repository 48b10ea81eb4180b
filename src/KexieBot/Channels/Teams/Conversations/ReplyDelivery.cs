using System.Net;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>Brings answers back: at once, else when the platform takes them, else through the outbox like any other message.</summary>
internal sealed partial class ReplyDelivery(
    ConnectorClient connector, TeamsSender sender, Outbox outbox, RosterStore rosters, IHostApplicationLifetime host, OfficeClock clock, ILogger<ReplyDelivery> log)
{
    /// <summary>Where the platform does not say how long to wait.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>An answer that comes later than this only puzzles.</summary>
    private static readonly TimeSpan WorthSending = TimeSpan.FromHours(1);

    /// <summary>False where the answer is lost. Tries for as long as <paramref name="patience"/>.</summary>
    public async Task<bool> SendAsync(ConversationReference to, TurnReply answer, TimeSpan patience)
    {
        var activity = answer.ToActivity() with { ReplyToId = to.ActivityId };
        var end = clock.Time.GetUtcNow() + patience;
        while (true)
        {
            var given = await connector.SendToConversationAsync(to, activity, CancellationToken.None);
            if (given is ConnectorAnswer.Refused { Status: HttpStatusCode.NotFound, MayHaveArrived: false } && to.ActivityId is not null)
            {
                // Its writer has deleted the message meanwhile: the answer stands for itself.
                (to, activity) = (to with { ActivityId = null }, activity with { ReplyToId = null });
                continue;
            }

            var outcome = given.ToOutcome();
            if (outcome is SendOutcome.Sent or SendOutcome.Uncertain)
                return true;
            var wait = outcome switch { SendOutcome.Throttled throttled => throttled.RetryAfter, SendOutcome.Unavailable => Rest, _ => (TimeSpan?)null };
            if (wait is null || answer.IsFault)
            {
                Log.ReplyLost(log, outcome.GetType().Name);
                return false;
            }

            if (clock.Time.GetUtcNow() + wait.Value >= end || !await WaitedAsync(wait.Value))
                return await EnqueueAsync(answer);
        }
    }

    /// <summary>Puts a late answer where the tapped card was. A card in a group is everybody's, so there the answer goes to who tapped.</summary>
    public async Task ReplaceAsync(ConversationReference at, string? cardId, TurnReply answer, bool wasForm, TimeSpan patience)
    {
        if (answer.IsGroup)
        {
            var outcome = await sender.SendAsync(new OutboundMessage($"answer/{answer.Target.Nonce}", answer.Sender, answer.Reply), CancellationToken.None);
            if (outcome is not (SendOutcome.Sent or SendOutcome.Uncertain))
                await EnqueueAsync(answer);
        }
        else if (cardId is not { Length: > 0 } || answer.LeavesCard(wasForm)
            || await connector.UpdateActivityAsync(at, cardId, answer.ToActivity() with { Id = cardId }, CancellationToken.None) is not ConnectorAnswer.Done)
        {
            await SendAsync(at, answer, patience);
        }
    }

    /// <summary>False where the server stops meanwhile.</summary>
    public async Task<bool> WaitedAsync(TimeSpan wait)
    {
        await Task.Delay(wait, clock.Time, host.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !host.ApplicationStopping.IsCancellationRequested;
    }

    private async Task<bool> EnqueueAsync(TurnReply answer)
    {
        try
        {
            if ((await rosters.GetAsync()).FindPerson(answer.Sender) is { } person)
            {
                var entry = new OutboxEntry($"answer/{answer.Target.Nonce}", person.Id, "event", answer.Reply, clock.Now) { IsUrgent = true, PointlessAfter = clock.Now + WorthSending };
                return await outbox.TryEnqueueAsync(Outbox.OfficeSlot, entry);
            }
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            Log.NotEnqueued(log, fault);
        }

        Log.ReplyLost(log, "not enqueued");
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be delivered: {Outcome}.")]
        public static partial void ReplyLost(ILogger logger, string outcome);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be put into the outbox.")]
        public static partial void NotEnqueued(ILogger logger, Exception fault);
    }
}
