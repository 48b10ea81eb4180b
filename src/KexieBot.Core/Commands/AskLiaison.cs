using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Core.Commands;

/// <summary>谁是联络员: of a unit, or of a measure's units. Names only: the roster's accounts stay where they are.</summary>
public sealed class AskLiaison(ItemFinder finder) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.AskLiaison];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_AskLiaison, Texts.Help_AskLiaisonWhat)];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 1 && turn.Slots.Unit is null)
        {
            var found = await finder.MeasureAsync(turn, turn.Slots.Measures[0]);
            return await found.AnswerAsync(yes => Task.FromResult(Of(turn, yes.Items.Select(item => item.UnitId))));
        }

        var name = turn.Slots.Unit ?? "";
        if (turn.Roster.FindGroup(name) is { } group)
            return Of(turn, group.UnitIds);
        return turn.Roster.FindUnit(name) is { } unit
            ? Of(turn, [unit.Id])
            : Reply.Refusal(turn.Say(Texts.AskLiaison_AsksUnit));
    }

    private static Reply Of(Turn turn, IEnumerable<string> unitIds) => new()
    {
        Title = turn.Say(Texts.AskLiaison_Title),
        Facts = [.. unitIds.Distinct(StringComparer.Ordinal).Select(unitId => new Fact(turn.Roster.NameOf(unitId), NamesOf(turn, unitId)))],
        Hint = turn.Say(Texts.AskLiaison_NoPhones),
    };

    private static string NamesOf(Turn turn, string unitId)
    {
        var names = turn.Language.Join(turn.Roster.LiaisonsOf(unitId).Select(person => person.Name));
        return names.Length > 0 ? names : turn.Say(Texts.AskLiaison_NoneYet);
    }
}
