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
    public override IReadOnlyList<Intent> Intents => [Intent.SetLiaison, Intent.ChangeLiaison];

    public override IReadOnlyList<CommandHelp> Help => [new("区科技局联络员换成李四", "换联络员，在办的一并移交", "set liaison of 区科技局 to 李四", "hand over to another liaison")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office or PersonRole.Liaison;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var unit = turn.Slots.Unit is { } named ? turn.Roster.FindUnit(named) : turn.Person.UnitIds is [var own] ? turn.Roster.FindUnitById(own) : null;
        if (turn.Slots.Unit is { } unknown && unit is null)
            return Refusals.UnknownUnit(turn, unknown);
        if (unit is null)
            return AskFor(turn, turn.Say("哪个单位的联络员要换？", "Of which unit?"), turn.Say("", "set liaison of "), turn.Say($"联络员换成{turn.Slots.Name}", $" to {turn.Slots.Name}"));
        if (turn.Slots.Name is not { Length: > 0 } name)
            return AskFor(turn, turn.Say($"{unit.Name}的联络员换成谁？回复姓名即可。", $"Who becomes the liaison of {unit.Name}? The name is enough."), turn.Say($"{unit.Name}联络员换成", $"set liaison of {unit.Name} to "), "");
        if (!turn.IsOffice)
            return turn.Person.UnitIds.Contains(unit.Id, StringComparer.Ordinal) ? await AskOfficeAsync(turn, unit, name) : Reply.Refusal(turn.Say("只能为本单位换联络员。", "Only for your own unit."));

        var before = turn.Roster.LiaisonsOf(unit.Id).ToList();
        if (before is [{ } present] && present.Name == name)
            return Reply.Of(turn.Say($"{unit.Name}的联络员本来就是{name}，没有改动。", $"{name} is the liaison of {unit.Name} already."));
        var open = (await reader.ItemsOfUnitsAsync(turn.Plans, [unit.Id])).Count(item => item.IsOpen);
        if (!turn.IsConfirmed)
            return Reply.Confirm(turn, turn.Say($"{unit.Name}联络员由{Names(before)}换成{name}{AlsoOf(turn, unit, name)}，在办 {open} 项一并移交。确认吗？", $"The liaison of {unit.Name} becomes {name}{AlsoOf(turn, unit, name)}; {open} open items go along. Confirm?"), turn.Message.Text.Trim());

        return await edits.MakeAsync(turn.Origin.MessageId, roster => WithLiaison(roster, unit.Id, name), after => AnswerOf(turn with { Roster = after }, unit, name, before, open));
    }

    private static Reply AskFor(Turn turn, string what, string before, string after) =>
        Reply.Of(what) with { Asks = new Question(Intent.SetLiaison, before, after), Hint = turn.Say("例如：区科技局联络员换成李四", "For example: set liaison of 区科技局 to 李四") };

    private RosterAnswer AnswerOf(Turn turn, Unit unit, string name, List<Person> before, int open)
    {
        var now = turn.Roster.LiaisonsOf(unit.Id).First(person => person.Name == name);
        var messages = before.Where(person => person.Id != now.Id).Append(now).Select(person => NoticeFor(turn, person, unit, person.Id == now.Id, name, open)).ToList();
        var reply = new Reply
        {
            Title = turn.Say($"{unit.Name}的联络员现在是{name}，移交 {open} 项在办任务。", $"{name} is now the liaison of {unit.Name}; {open} open items moved."),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, []) is { } told ? [told] : [],
        };
        return new RosterAnswer(reply, messages) { HandOver = new UnitHandOver(unit.Id, $"{Names(before)} → {name}", turn.Origin) };
    }

    // The office must see that it takes a liaison whom another unit has already, and not somebody else of that name.
    private static string AlsoOf(Turn turn, Unit unit, string name) =>
        Known(turn.Roster, name) is [{ UnitIds: [_, ..] units }] && units.Where(id => id != unit.Id).Select(turn.Roster.NameOf).ToList() is [_, ..] others
            ? turn.Say($"（名册里{string.Join('、', others)}的联络员，将兼任）", $" (liaison of {string.Join(", ", others)}, who keeps that too)")
            : "";

    private static List<Person> Known(Roster.Roster roster, string name) =>
        roster.Persons.Where(person => person.Name == name && person.Role == PersonRole.Liaison).ToList();

    private async Task<Reply> AskOfficeAsync(Turn turn, Unit unit, string name)
    {
        var messages = turn.Roster.InRole(PersonRole.Office).Select(person => new OutboxEntry($"liaison/{turn.Origin.MessageId}/{person.Id}", person.Id, "event", new Reply
        {
            Title = person.Language == "en" ? $"{unit.Name} wants {name} as its liaison" : $"{unit.Name}请求把联络员换成{name}",
            Choices = [new Choice(person.Language == "en" ? "do it" : "照办", $"{unit.Name}联络员换成{name}") { IsPrimary = true }],
            Language = person.Language,
        }, clock.Now)).ToList();
        await Task.WhenAll(messages.Select(message => outbox.TryEnqueueAsync(Outbox.OfficeSlot, message)));
        return new Reply { Title = turn.Say($"已请办公室把{unit.Name}的联络员换成{name}，办好会告诉您。", $"The office was asked to make {name} the liaison."), Tone = ReplyTone.Good, Lines = Told.Line(turn, messages, []) is { } told ? [told] : [] };
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
        var isEnglish = person.Language == "en";
        return new OutboxEntry($"liaison/{turn.Origin.MessageId}/{person.Id}", person.Id, "event", new Reply
        {
            Title = (isEnglish, isNew) switch
            {
                (false, true) => $"您现在是{unit.Name}的联络员，有 {open} 项在办任务",
                (false, false) => $"{unit.Name}的联络员已换成{name}，辛苦了",
                (true, true) => $"You are now the liaison of {unit.Name}: {open} open items",
                (true, false) => $"{name} is now the liaison of {unit.Name}. Thank you",
            },
            Choices = isNew ? [Offers.MyTasks(isEnglish) with { IsPrimary = true }] : [],
            Language = person.Language,
        }, clock.Now);
    }

    private static string Names(List<Person> persons) => persons.Count == 0 ? "（空缺）" : string.Join('、', persons.Select(person => person.Name));
}
