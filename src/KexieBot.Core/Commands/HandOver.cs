using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>
/// 换联络员: by the office. Items belong to units, so everything open moves with the roster at once; both are told. A liaison who says so
/// has the office asked, with the button that does it.
/// </summary>
public sealed class HandOver(RosterEdits edits, LedgerReader reader, Outbox outbox, OfficeClock clock) : ChatCommand
{
    private const int MostNear = 3;

    public override IReadOnlyList<Intent> Intents => [Intent.SetLiaison, Intent.ChangeLiaison];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_HandOver, Texts.Help_HandOverWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office or PersonRole.Liaison;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var unit = turn.Slots.Unit is not null ? turn.NamedUnit : turn.Person.UnitIds is [var own] ? turn.Roster.FindUnitById(own) : null;
        if (turn.Slots.Unit is { } unknown && unit is null)
            return Refusals.UnknownUnit(turn, unknown);
        if (unit is null)
            return AskFor(turn, turn.Say(Texts.HandOver_AsksUnit), turn.Say(Texts.HandOver_CommandBefore), turn.Say(Texts.HandOver_CommandAfter, turn.Slots.Name));
        if (turn.Slots.Name is not { Length: > 0 } name)
            return AskFor(turn, turn.Say(Texts.HandOver_AsksName, unit.Name), turn.Say(Texts.HandOver_Command, unit.Name), "");
        if (!turn.IsOffice)
            return turn.Person.UnitIds.Contains(unit.Id, StringComparer.Ordinal) ? await AskOfficeAsync(turn, unit, name) : Reply.Refusal(turn.Say(Texts.HandOver_OwnUnitOnly));

        var before = turn.Roster.LiaisonsOf(unit.Id).ToList();
        if (before is [{ } present] && present.Name == name)
            return Reply.Of(turn.Say(Texts.HandOver_AlreadyLiaison, unit.Name, name));
        var open = (await reader.ItemsOfUnitsAsync(turn.Plans, [unit.Id])).Count(item => item.IsOpen);
        if (!turn.IsConfirmed)
            return Asked(turn, unit, name, turn.Say(Texts.HandOver_Confirm, unit.Name, Names(turn, before), name, AlsoOf(turn, unit, name), open));

        return await edits.MakeAsync(turn.Origin.MessageId, roster => WithLiaison(roster, unit.Id, name), after => AnswerOf(turn with { Roster = after }, unit, name, before, open));
    }

    // A slip of the hand would make somebody new who has no account, and lock the liaison out.
    private static Reply Asked(Turn turn, Unit unit, string name, string title)
    {
        var confirm = Reply.Confirm(turn, title, turn.Message.Text.Trim());
        if (Known(turn.Roster, name).Count > 0)
            return confirm;
        var near = turn.Roster.InRole(PersonRole.Liaison).Where(person => person.Name.Length > 1 && NearestUnits.EditDistance(person.Name, name) == 1).Take(MostNear).ToList();
        return confirm with
        {
            Tone = ReplyTone.Warning,
            Lines = [turn.Say(Texts.HandOver_NotOnRoster, name), .. near.Count > 0 ? new[] { turn.Say(Texts.HandOver_IsItOneOf, turn.Language.Join(near.Select(person => person.Name))) } : []],
            Choices = [.. near.Select(person => new Choice(person.Name, turn.Say(Texts.HandOver_Command, unit.Name) + person.Name)), .. confirm.Choices],
        };
    }

    private static Reply AskFor(Turn turn, string what, string before, string after) =>
        Reply.Of(what) with { Asks = new Question(Intent.SetLiaison, before, after), Hint = turn.Say(Texts.HandOver_Example) };

    private RosterAnswer AnswerOf(Turn turn, Unit unit, string name, List<Person> before, int open)
    {
        var now = turn.Roster.LiaisonsOf(unit.Id).First(person => person.Name == name);
        var messages = before.Where(person => person.Id != now.Id).Append(now).Select(person => NoticeFor(turn, person, unit, person.Id == now.Id, name, open)).ToList();
        var reply = new Reply
        {
            Title = turn.Say(Texts.HandOver_Done, unit.Name, name, open),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(now.Accounts.Count > 0 ? turn : turn with { OutOfReach = turn.OutOfReach.Append(now.Id).ToHashSet(StringComparer.Ordinal) }, messages, []),
        };
        return new RosterAnswer(reply, messages) { HandOver = new UnitHandOver(unit.Id, $"{Names(turn, before)} → {name}", turn.Origin) };
    }

    // The office must see that it takes a liaison whom another unit has already, and not somebody else of that name.
    private static string AlsoOf(Turn turn, Unit unit, string name) =>
        Known(turn.Roster, name) is [{ UnitIds: [_, ..] units }] && units.Where(id => id != unit.Id).Select(turn.Roster.NameOf).ToList() is [_, ..] others
            ? turn.Say(Texts.HandOver_Also, turn.Language.Join(others))
            : "";

    private static List<Person> Known(Roster.Roster roster, string name) =>
        roster.Persons.Where(person => person.Name == name && person.Role == PersonRole.Liaison).ToList();

    private async Task<Reply> AskOfficeAsync(Turn turn, Unit unit, string name)
    {
        var messages = turn.Roster.InRole(PersonRole.Office).Select(person => new OutboxEntry($"liaison/{turn.Origin.MessageId}/{person.Id}", person.Id, MessageKind.Event, new Reply
        {
            Title = person.Language.Say(Texts.HandOver_Request, unit.Name, name),
            Choices = [new Choice(person.Language.Say(Texts.HandOver_DoIt), $"{unit.Name}联络员换成{name}") { IsPrimary = true }],
            Language = person.Language,
        }, clock.Now)).ToList();
        await Task.WhenAll(messages.Select(message => outbox.TryEnqueueAsync(Outbox.OfficeSlot, message)));
        return new Reply { Title = turn.Say(Texts.HandOver_OfficeWasAsked, unit.Name, name), Tone = ReplyTone.Good, Lines = Told.Lines(turn, messages, []) };
    }

    // Somebody whom the roster does not know yet gets an entry without accounts; the office adds them with the next roster.
    private static Roster.Roster WithLiaison(Roster.Roster roster, string unitId, string name)
    {
        var known = Known(roster, name);
        var next = known.Count == 1 ? known[0] : new Person(FreeId(roster, name), name, PersonRole.Liaison);
        var others = roster.Persons.Where(person => person.Id != next.Id)
            .Select(person => person.Role == PersonRole.Liaison ? person with { UnitIds = [.. person.UnitIds.Where(id => id != unitId)] } : person);
        return new Roster.Roster(roster.Units, roster.Groups, [.. others, next with { UnitIds = [.. next.UnitIds.Where(id => id != unitId), unitId] }], roster.Version);
    }

    private static string FreeId(Roster.Roster roster, string name) =>
        Enumerable.Range(1, roster.Persons.Count + 1).Select(number => number == 1 ? name : $"{name}{number}").First(id => roster.FindPerson(id) is null);

    private OutboxEntry NoticeFor(Turn turn, Person person, Unit unit, bool isNew, string name, int open)
    {
        var language = person.Language;
        return new OutboxEntry($"liaison/{turn.Origin.MessageId}/{person.Id}", person.Id, MessageKind.Event, new Reply
        {
            Title = isNew ? language.Say(Texts.HandOver_ToNewLiaison, unit.Name, open) : language.Say(Texts.HandOver_ToFormerLiaison, unit.Name, name),
            Choices = isNew ? [Offers.MyTasks(language) with { IsPrimary = true }] : [],
            Language = person.Language,
        }, clock.Now);
    }

    private static string Names(Turn turn, List<Person> persons) => persons.Count == 0 ? turn.Say(Texts.HandOver_Vacant) : string.Join('、', persons.Select(person => person.Name));
}
