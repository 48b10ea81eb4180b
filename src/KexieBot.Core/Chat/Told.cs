using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>Tells the one who causes messages who gets them, and who is out of reach.</summary>
public static class Told
{
    private const int MostNames = 6;

    /// <summary>One line such as "已告知：李明、王芳。通知不到：赵敏，请在名册里补上。"; null where nobody is concerned.</summary>
    public static string? Line(Turn turn, IEnumerable<OutboxEntry> messages, IEnumerable<string> unitsWithoutLiaison)
    {
        var persons = messages.Select(message => turn.Roster.FindPerson(message.PersonId)).OfType<Person>().DistinctBy(person => person.Id, StringComparer.Ordinal).ToList();
        var reached = persons.Where(person => !turn.OutOfReach.Contains(person.Id)).Select(person => person.Name).ToList();
        var unreached = persons.Where(person => turn.OutOfReach.Contains(person.Id)).Select(person => person.Name)
            .Concat(unitsWithoutLiaison.Select(unitId => turn.Say($"{turn.Roster.NameOf(unitId)}（没有联络员）", $"{turn.Roster.NameOf(unitId)} (no liaison)"))).ToList();
        var parts = new[]
        {
            reached.Count > 0 && turn.IsUnconnected ? turn.Say($"待发：{Names(turn, reached)}（这里没有接通 Teams 或企业微信，由服务器送达）。", $"Waiting to be sent: {Names(turn, reached)} (no channel is on here; the server delivers).")
            : reached.Count > 0 ? turn.Say($"已告知：{Names(turn, reached)}。", $"Told: {Names(turn, reached)}.") : null,
            unreached.Count > 0 ? turn.Say($"通知不到：{Names(turn, unreached)}，请在名册里补上。", $"Out of reach: {Names(turn, unreached)}; please mend the roster.") : null,
        };
        var line = string.Concat(parts);
        return line.Length > 0 ? line : null;
    }

    /// <summary>What the sender of something urgent is told of its way.</summary>
    public static string AtOnce(Turn turn) => turn.Say("按紧急件马上发出，夜间、休息日和对方免打扰时也送达。", "Urgent: it goes out at once, at night, on days off and in quiet time too.");

    /// <summary>What an urgent message begins with.</summary>
    public static string UrgentWord(bool isEnglish) => isEnglish ? "URGENT: " : "【紧急】";

    private static string Names(Turn turn, List<string> names) => names.Count <= MostNames
        ? string.Join(turn.Say("、", ", "), names)
        : turn.Say($"{string.Join('、', names.Take(MostNames))}等 {names.Count} 个", $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more");
}
