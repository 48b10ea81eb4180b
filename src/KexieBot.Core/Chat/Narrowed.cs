using System.Text.RegularExpressions;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Chat;

/// <summary>
/// A command that could mean several plans or units, said so that it means one: the person's own words with the plan's name or the unit's put in.
/// Each way of putting it is read before it is offered, so that no button is a dead end and nothing of the message is lost.
/// </summary>
internal static partial class Narrowed
{
    // A long report may be full of figures; the measure is among the first.
    private const int MostFigures = 6;

    public static string ToPlan(Turn turn, string planId, int number)
    {
        var target = new MeasureRef(number, planId);
        var ways = Figures(turn).SelectMany(figure => new[] { With(turn, figure, $"{target}"), With(turn, figure, $" {target} ") });
        return ways.FirstOrDefault(way => Reads(turn, way, said => said.Measures.Contains(target) && said.Measures.All(measure => measure == target || (measure.Number != number && turn.Slots.Measures.Contains(measure)))))
            ?? $"{target} {turn.Message.Text.Trim()}";
    }

    public static string ToUnit(Turn turn, WorkItem item)
    {
        var (reference, unit, text) = (turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId), turn.Message.Text.Trim());
        var ways = Figures(turn).SelectMany(figure => new[]
        {
            With(turn, figure, $"{reference} {unit}"),
            With(turn, figure, $"{unit}{figure.Value}"),
            $"{unit}第{reference}条{With(turn, figure, "").Trim()}",
        }).Append($"{unit} {text}");
        return ways.FirstOrDefault(way => Reads(turn, way, said =>
            said.Measures.Select(measure => measure.Number).SequenceEqual(turn.Slots.Measures.Select(measure => measure.Number))
            && said.Units.Any(name => turn.Roster.FindUnit(name)?.Id == item.UnitId))) ?? $"{unit}第{reference}条 {text}";
    }

    private static bool Reads(Turn turn, string text, Func<Slots, bool> names) =>
        turn.Read(text) is var read && read.Intent == turn.Understood.Intent && names(read.Slots) && Pieces(turn, read) == Pieces(turn, turn.Understood);

    // A dispute's reason and the unit it points to are read from its whole text.
    private static (int?, string?, string?, string?, DateOnly?, Shift?, DateOnly?, DateOnly?, string?) Pieces(Turn turn, Understood understood)
    {
        var slots = understood.Intent == Intent.Dispute ? Slots.None : understood.Slots;
        // close 5 西门街道: a note that is nothing but the unit's name is none.
        var note = slots.Note is { } text && turn.Roster.FindUnit(text) is not null ? null : slots.Note;
        return (slots.Percent, note, slots.Problem, slots.NextStep, slots.NewDeadline, slots.Shift, slots.Deadline, slots.By, slots.Reason);
    }

    private static IEnumerable<Match> Figures(Turn turn) => Figure().Matches(turn.Message.Text).Take(MostFigures);

    private static string With(Turn turn, Match figure, string instead)
    {
        var text = turn.Message.Text;
        return (text[..figure.Index] + instead + text[(figure.Index + figure.Length)..]).Trim();
    }

    [GeneratedRegex("(?:(?:第 ?)?[A-Za-z0-9][A-Za-z0-9-]{0,31}/|第 ?|[#＃]|[Tt] ?-? ?0?)?(?:[0-9０-９]{1,3}|[零〇一二两三四五六七八九十百]{1,6})(?: ?(?:条|项|号任务|号|款|件))?", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Figure();
}
