using KexieBot.Core.Chat;

namespace KexieBot.Core.Delivery;

/// <summary>Takes messages back: out of the outbox where they still wait, from the platform where one can recall what it took.</summary>
public sealed class Recalls(Outbox outbox, IEnumerable<IChannelSender> senders)
{
    /// <summary>How many of the messages were taken back before or after they were sent, and how many stay with their readers.</summary>
    public async Task<(int Back, int Stay)> TakeBackAsync(string slot, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var back = 0;
        foreach (var key in keys)
            back += await outbox.WithdrawAsync(slot, key) || await IsRecalledAsync(key, cancellationToken) ? 1 : 0;
        return (back, keys.Count - back);
    }

    private async Task<bool> IsRecalledAsync(string key, CancellationToken cancellationToken)
    {
        foreach (var sender in senders)
        {
            if (await sender.RecallAsync(key, cancellationToken))
                return true;
        }

        return false;
    }
}
