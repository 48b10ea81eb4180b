using KexieBot.Core.Chat;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Logging;

namespace KexieBot.Core.Delivery;

/// <summary>Tries a person's accounts in their order until one channel says anything but unreachable. Whether a wait is one person's or the whole application's only the channel knows, so its sender keeps the pace.</summary>
internal sealed partial class AccountSending(IReadOnlyList<IChannelSender> senders, OfficeClock clock, DeliveryRules rules, ILogger logger)
{
    public async Task<SendOutcome> SendAsync(OutboxEntry entry, Person person)
    {
        // One deadline of its own for all accounts together, so that the lease covers it: from sending to marking nothing else cancels.
        using var deadline = new CancellationTokenSource(rules.SendDeadline, clock.Time);
        var reasons = new List<string>();
        foreach (var account in ReachableAccounts.Of(person, senders.Select(sender => sender.Channel)))
        {
            var outcome = await AttemptAsync(MessageTo(account, entry), deadline.Token);
            if (outcome is not SendOutcome.Unreachable unreachable)
                return outcome;
            reasons.Add($"{account.Channel}: {unreachable.Reason}");
        }

        var off = person.Accounts.Select(account => account.Channel).Except(senders.Select(sender => sender.Channel)).ToList();
        reasons.AddRange(off.Select(channel => $"{channel}: off on this server"));
        return new SendOutcome.Unreachable(reasons.Count == 0 ? "no account" : string.Join("; ", reasons)) { IsOnlyHere = off.Count > 0 };
    }

    /// <summary>Null where no channel has a card of the entry's item that could be changed.</summary>
    public async Task<SendOutcome?> ReplaceCardAsync(OutboxEntry entry, Person person)
    {
        using var deadline = new CancellationTokenSource(rules.SendDeadline, clock.Time);
        foreach (var account in ReachableAccounts.Of(person, senders.Select(sender => sender.Channel)))
        {
            if (await ReplaceCardAsync(MessageTo(account, entry), deadline.Token) is { } outcome)
                return outcome;
        }

        return null;
    }

    public async Task<SendOutcome> SendAsync(OutboxEntry entry, GroupAddress group)
    {
        if (senders.All(sender => sender.Channel != group.Channel))
            return new SendOutcome.Unreachable($"{group.Channel}: off on this server") { IsOnlyHere = true };
        using var deadline = new CancellationTokenSource(rules.SendDeadline, clock.Time);
        return await AttemptAsync(new OutboundMessage(entry.Key, new ChannelAccount(group.Channel, group.ConversationId) { IsGroup = true }, entry.Content) { Kind = entry.Kind }, deadline.Token);
    }

    private static OutboundMessage MessageTo(PersonAccount account, OutboxEntry entry) => new(entry.Key, new ChannelAccount(account.Channel, account.Id.ToLowerInvariant()), entry.Content)
    {
        Kind = entry.Kind,
        // An urging stays before its reader's eyes whatever becomes of the item.
        Item = entry.Items is [var only] && entry.Kind != MessageKind.Urge ? only : null,
    };

    private async Task<SendOutcome?> ReplaceCardAsync(OutboundMessage message, CancellationToken deadline)
    {
        try
        {
            return await senders.First(sender => sender.Channel == message.To.Channel).ReplaceCardAsync(message, deadline);
        }
        catch (Exception e)
        {
            // A card that stays as it was answers gracefully when it is tapped.
            Log.CardNotReplaced(logger, e, message.To.Channel);
            return null;
        }
    }

    private async Task<SendOutcome> AttemptAsync(OutboundMessage message, CancellationToken deadline)
    {
        try
        {
            return await senders.First(sender => sender.Channel == message.To.Channel).SendAsync(message, deadline);
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome.Unavailable("the attempt's time was over before the message left");
        }
        catch (Exception e)
        {
            // Against the sender's contract. It may have left, so it is not sent again of itself.
            Log.SenderThrew(logger, e, message.To.Channel);
            return new SendOutcome.Uncertain(e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The sender of {Channel} threw; the message counts as uncertain.")]
        public static partial void SenderThrew(ILogger logger, Exception exception, ChannelKind channel);

        [LoggerMessage(2, LogLevel.Warning, "A card on {Channel} could not be changed.")]
        public static partial void CardNotReplaced(ILogger logger, Exception exception, ChannelKind channel);
    }
}
