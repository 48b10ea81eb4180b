using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace KexieBot.Tests.Support;

/// <summary>Makes the one who delivers, as <see cref="KexieBot.Scheduling.SchedulingModule"/> does.</summary>
internal static class Dispatchers
{
    public static Dispatcher Of(IDatabase store, OfficeClock clock, WorkCalendar calendar, IReadOnlyList<IChannelSender> senders, ReminderRules? reminders = null, DeliveryRules? rules = null)
    {
        reminders ??= new ReminderRules();
        var (outbox, rosters, marks) = (new Outbox(store, clock, NullLogger<Outbox>.Instance), new RosterStore(store), new HeardMarks(store));
        return new Dispatcher(
            outbox,
            new UnreachablePersons(store, clock),
            new MorningDelivery(new LedgerReader(store), rosters, new MorningPlanner(reminders, calendar, clock), marks),
            new HeldMessages(store, outbox, marks, clock),
            new SubscribedGroups(store, senders),
            rosters,
            senders,
            new OfficeHours(reminders, calendar, clock),
            clock,
            rules ?? new DeliveryRules(),
            NullLogger<Dispatcher>.Instance);
    }
}
