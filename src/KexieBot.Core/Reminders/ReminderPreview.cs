using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;

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
        var facts = await ledgerFacts.ReadAsync(workdays);
        // Whom nothing reaches is told to the office once, on the next morning.
        var later = facts with { Unreachable = new Dictionary<string, string>(StringComparer.Ordinal), Undelivered = 0 };
        return [.. workdays.SelectMany((day, index) => MorningOf(index == 0 ? facts : later, day).OrderBy(message => message.At))];
    }

    private IEnumerable<PreviewedMessage> MorningOf(MorningFacts facts, DateOnly day)
    {
        return planner.Plan(facts, [day])
            .OrderBy(message => message.PersonId, StringComparer.Ordinal)
            .Select(message => new PreviewedMessage(clock.At(day, TimeOf(facts.Roster.FindPerson(message.PersonId))), message.PersonId, ChannelOf(facts.Roster, message.PersonId), message.Kind, message.Items, ReplyText.Of(message.Content)));
    }

    private TimeOnly TimeOf(Person? person) => person?.Settings.MorningTime > rules.MorningTime ? person.Settings.MorningTime.Value : rules.MorningTime;

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
