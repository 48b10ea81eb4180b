using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>谁是联络员: of a unit, or of a measure's units. Names only: the roster's accounts stay where they are.</summary>
public sealed class AskLiaison(ItemFinder finder) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.AskLiaison];

    public override IReadOnlyList<CommandHelp> Help => [new("区科技局联络员是谁", "一个单位的联络员", "who is the liaison of 区科技局", "a unit's liaison")];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count == 1 && turn.Slots.Unit is null)
        {
            return await finder.MeasureAsync(turn, turn.Slots.Measures[0]) switch
            {
                FoundMeasure.Yes yes => Of(turn, yes.Items.Select(item => item.UnitId)),
                FoundMeasure.No no => no.Reply,
                _ => throw new InvalidOperationException("A new kind of FoundMeasure has no answer here."),
            };
        }

        var name = turn.Slots.Unit ?? "";
        if (turn.Roster.FindGroup(name) is { } group)
            return Of(turn, group.UnitIds);
        return turn.Roster.FindUnit(name) is { } unit
            ? Of(turn, [unit.Id])
            : Reply.Refusal(turn.Say("请说明是哪个单位或第几条，例如：区科技局联络员是谁", "Which unit or measure? For example: who is the liaison of 区科技局"));
    }

    private static Reply Of(Turn turn, IEnumerable<string> unitIds) => new()
    {
        Title = turn.Say("联络员", "Liaisons"),
        Facts = [.. unitIds.Distinct(StringComparer.Ordinal).Select(unitId => new Fact(turn.Roster.NameOf(unitId), NamesOf(turn, unitId)))],
        Hint = turn.Say("这里不提供电话，请在通讯录里查找。", "Phone numbers are in the address book, not here."),
    };

    private static string NamesOf(Turn turn, string unitId)
    {
        var names = string.Join(turn.Say("、", ", "), turn.Roster.LiaisonsOf(unitId).Select(person => person.Name));
        return names.Length > 0 ? names : turn.Say("还没有登记", "none yet");
    }
}
