using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>One message of one known person, understood, with the plans and the roster as they stood when it came.</summary>
public sealed record Turn(InboundMessage Message, Person Person, Roster.Roster Roster, IReadOnlyList<Plan> Plans, Understood Understood, DateOnly Today)
{
    public Slots Slots => Understood.Slots;

    /// <summary>What the person is answered in.</summary>
    public Language Language { get; init; }

    /// <summary>The person has agreed to just this command, having seen what it will change.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>What the person was shown when the confirmation was asked for; null where nothing was confirmed.</summary>
    public string? Shown { get; init; }

    /// <summary>Files and links that an earlier message brought, for which the bot had to ask where they belong.</summary>
    public IReadOnlyList<EvidencePiece> Pieces { get; init; } = [];

    /// <summary>The ids of those who cannot be told anything at the moment.</summary>
    public IReadOnlySet<string> OutOfReach { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What is sent waits for a channel: nobody has been told yet.</summary>
    public bool IsUnconnected { get; init; }

    public bool IsOffice => Person.Role == PersonRole.Office;

    /// <summary>A leader or the office wants what this turn sends to go out at once, at night and on days off too.</summary>
    public bool IsUrgent => SeesAll && UrgentMark.IsOn(Message.Text);

    /// <summary>Leaders and the office read every unit's items.</summary>
    public bool SeesAll => Person.Role is PersonRole.Office or PersonRole.Leader;

    /// <summary>Whether <paramref name="title"/> has to be agreed to first: where much is at stake, and where it says something else by now than what was agreed to.</summary>
    public bool MustConfirm(bool isWide, string title) => IsConfirmed ? (Shown ?? title) != title : isWide;

    /// <summary>The text of that name, one of <see cref="Texts"/>, in the person's language.</summary>
    public string Say(string text, params ReadOnlySpan<object?> arguments) => Language.Say(text, arguments);

    /// <summary>Who and what causes a change in this turn.</summary>
    public Origin Origin => new(Person.Id, Message.Sender.Channel.ToString().ToLowerInvariant(), MessageKeyOf(Message) + (IsInParts ? "#part" : ""));

    /// <summary>Several plans take part in the change, each with a commit of its own: what one of them answered is no answer to the message.</summary>
    public bool IsInParts { get; init; }

    /// <summary>What <paramref name="text"/> would be understood as if this person said it now.</summary>
    public Understood Read(string text) => Utterances.Read(text, TurnContext.Of(Person, Roster, Plans, Today)).Settled();

    /// <summary>The unit whose item is meant, as far as the roster knows it.</summary>
    public Unit? NamedUnit => Slots.Unit is { } name ? Roster.FindUnit(name) : null;

    /// <summary>How people name a measure: by its number, and by plan and number where there are several plans.</summary>
    public string RefOf(string planId, int number) => Plans.Count == 1 ? $"{number}" : $"{planId}/{number}";

    public string TitleOf(WorkItem item) => Plans.FirstOrDefault(plan => plan.Id == item.PlanId)?.FindMeasure(item.Number)?.Title ?? "";

    /// <summary>A liaison changes the items of the person's own units, the office all of them.</summary>
    public bool MayChange(WorkItem item) =>
        IsOffice || (Person.Role is PersonRole.Liaison && Person.UnitIds.Contains(item.UnitId, StringComparer.Ordinal));

    /// <summary>The item's unit where the office acts for it and the unit has nobody to hear of it.</summary>
    public IEnumerable<string> WithoutLiaison(WorkItem item) => IsOffice && !Roster.LiaisonsOf(item.UnitId).Any() ? [item.UnitId] : [];

    /// <summary>In a group, which reads along, nobody is shown another unit's words.</summary>
    public bool MayRead(WorkItem item) => MayReadUnit(item.UnitId);

    public bool MayReadUnit(string unitId) => (SeesAll && !Message.IsGroup) || Person.UnitIds.Contains(unitId, StringComparer.Ordinal);

    /// <summary>The message's id across channels, under which the ledger remembers its answer.</summary>
    public static string MessageKeyOf(InboundMessage message) => $"{message.Sender.Channel}:{message.MessageId}";
}
