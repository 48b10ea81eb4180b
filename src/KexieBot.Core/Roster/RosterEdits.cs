using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Roster;

/// <summary>
/// Changes the roster by chat, tells those concerned and puts a hand-over on the record of the items. All that lies in different parts of the store, so the
/// answer is kept with the change until everybody was told: the message that comes again, and <see cref="FinishAsync"/>, finish what a crash left undone.
/// What is told and recorded has a key of its own, so that finishing it twice changes nothing.
/// </summary>
public sealed class RosterEdits(RosterStore rosters, Outbox outbox, LedgerReader reader, Ledger.Ledger ledger)
{
    /// <summary>The answer that a message got when it changed the roster; null where it changed nothing.</summary>
    public async Task<Reply?> AnswerToAsync(string messageId) =>
        await rosters.AnswerToAsync(messageId) is { } given ? await TellAsync(messageId, given) : null;

    /// <param name="messageId">The message that causes the change.</param>
    /// <param name="change">Pure: it may be called again on a newer roster.</param>
    /// <param name="answer">The answer and the messages, from the changed roster.</param>
    /// <exception cref="Ledger.StoreBusyException">Others were faster eight times in a row.</exception>
    public async Task<Reply> MakeAsync(string messageId, Func<Roster, Roster> change, Func<Roster, RosterAnswer> answer)
    {
        RosterAnswer? given = null;
        await rosters.ChangeAsync(change, messageId, after => given = answer(after));
        return await TellAsync(messageId, given!);
    }

    /// <summary>Tells and records what a process that died had changed and not told. Runs at the start and every minute.</summary>
    public async Task FinishAsync()
    {
        foreach (var (messageId, answer) in await rosters.UntoldAsync())
            await TellAsync(messageId, answer);
    }

    private async Task<Reply> TellAsync(string messageId, RosterAnswer answer)
    {
        await Task.WhenAll(answer.Messages.Select(message => outbox.TryEnqueueAsync(Outbox.OfficeSlot, message)));
        if (answer.HandOver is { } handOver)
            await Task.WhenAll((await reader.PlanIdsAsync()).Select(planId => RecordAsync(planId, handOver, answer.Reply)));
        await rosters.ToldAsync(messageId);
        return answer.Reply;
    }

    private async Task RecordAsync(string planId, UnitHandOver handOver, Reply reply)
    {
        var open = (await reader.ItemsOfUnitAsync(planId, handOver.UnitId)).Where(item => item.IsOpen).Select(item => item.Ref).ToList();
        if (open.Count > 0)
            await ledger.CommitAsync(planId, handOver.Origin, open, items => new Decision(reply) { Changes = [.. items.Values.Select(item => new ItemChange(EventKind.HandedOver, item, item, handOver.FromTo))] });
    }
}
