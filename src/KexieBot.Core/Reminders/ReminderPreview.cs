using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;

namespace KexieBot.Core.Reminders;

/// <summary>A message that would be sent. <paramref name="Channel"/> is teams, wecom, console or none.</summary>
public sealed record PreviewedMessage(DateTimeOffset At, string To, string Channel, string Kind, IReadOnlyList<string> Items, string Text);

/// <summary>What the coming mornings would bring, were nothing reported in the meantime. Sends and writes nothing.</summary>
public sealed class ReminderPreview(LedgerFacts ledgerFacts, MorningPlanner planner, IEnumerable<IChannelSender> senders, WorkCalendar calendar, ReminderRules rules, OfficeClock clock)
{
    private readonly List<ChannelKind> channels = [.. senders.Select(sender => sender.Channel)];

    /// <summary>The messages of <paramref name="days"/> days from <paramref name="from"/> on, in the order in which they would be sent.</summary>
    public async Task<IReadOnlyList<PreviewedMessage>> BuildAsync(DateOnly from, int days)
    {
        var workdays = Enumerable.Range(0, days).Select(from.AddDays).Where(calendar.IsWorkday).ToList();
        if (workdays.Count == 0)
            return [];
        var facts = await ledgerFacts.ReadAsync(workdays[0], workdays[^1]);
        var messages = new List<PreviewedMessage>();
        foreach (var day in workdays)
        {
            messages.AddRange(MorningOf(facts, day).OrderBy(message => message.At));
            // Were each morning delivered, and what was given up dealt with.
            facts = facts with { Heard = facts.Heard.After(day, planner.Listeners(facts, day)), Undelivered = 0, Held = LaterThan(day, facts.Held) };
        }

        return messages;
    }

    private Dictionary<string, IReadOnlyList<OutboxEntry>> LaterThan(DateOnly day, IReadOnlyDictionary<string, IReadOnlyList<OutboxEntry>> held) =>
        held.ToDictionary(pair => pair.Key, IReadOnlyList<OutboxEntry> (pair) => [.. pair.Value.Where(entry => clock.DayOf(entry.DueAt) > day)], StringComparer.Ordinal);

    private IEnumerable<PreviewedMessage> MorningOf(MorningFacts facts, DateOnly day) => planner.Plan(facts, day)
        .OrderBy(message => message.PersonId, StringComparer.Ordinal)
        .Select(message => new PreviewedMessage(
            clock.At(day, rules.TimeFor(facts.Roster.FindPerson(message.PersonId)?.Settings.MorningTime)), message.PersonId, ChannelOf(facts.Roster, message.PersonId), message.Kind, message.Items, ReplyText.Of(HeldText.With(message.Kind == MessageKind.Held ? null : message.Content, message.Held)!)));

    // Where no channel is on (the verb runs without the server), the roster's first account is what a server would use.
    private string ChannelOf(Roster.Roster roster, string id)
    {
        if (GroupAddress.Parse(id) is { } group)
            return group.Channel.ToString().ToLowerInvariant();
        var person = roster.FindPerson(id)!;
        var accounts = channels.Count > 0 ? ReachableAccounts.Of(person, channels) : person.Accounts;
        return accounts.FirstOrDefault()?.Channel.ToString().ToLowerInvariant() ?? "none";
    }
}
