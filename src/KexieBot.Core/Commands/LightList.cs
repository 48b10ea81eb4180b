using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;

namespace KexieBot.Core.Commands;

/// <summary>红灯, 黄灯: open items by light. Red is past its deadline; yellow is near it, long unheard of, or missed once.</summary>
public sealed class LightList(LedgerReader reader, ItemRows rows, WorkCalendar calendar, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.LightList];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_LightList, Texts.Help_LightListWhat)];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var light = turn.Slots.Light switch { "yellow" => Light.Yellow, "green" => Light.Green, _ => Light.Red };
        if (light == Light.Green)
            return Reply.Of(turn.Say(Texts.LightList_GreenNeedsNoLook));
        var found = await Task.WhenAll(turn.Plans.Select(plan => light == Light.Red
            ? reader.DueBetweenAsync(plan.Id, DateOnly.MinValue, turn.Today.AddDays(-1))
            : YellowAsync(plan.Id, turn.Today)));
        var scope = UnitScope.Of(turn);
        var items = found.SelectMany(list => list).Where(turn.MayRead).Where(item => scope.Has(item.UnitId)).OrderBy(item => item.Deadline ?? DateOnly.MaxValue).ThenBy(item => item.Number).ToList();
        var word = light == Light.Red ? turn.Say(Texts.Light_Red) : turn.Say(Texts.Light_Yellow);
        return scope.Marked(turn, items.Count == 0
            ? Reply.Of(turn.Say(Texts.LightList_None, word), ReplyTone.Good)
            : new Reply
            {
                Title = turn.Say(Texts.LightList_Title, word, items.Count),
                Tone = light == Light.Red ? ReplyTone.Bad : ReplyTone.Warning,
                Lines = turn.Slots.GroupBy == "unit" ? [Grouping.ByUnit(turn, items)] : [],
                Rows = turn.Slots.GroupBy == "unit" ? [] : [.. items.Select(item => rows.RowOf(turn, item, turn.SeesAll || turn.Person.UnitIds.Count > 1))],
                RefreshSay = turn.Message.Text,
            });
    }

    private async Task<IReadOnlyList<WorkItem>> YellowAsync(string planId, DateOnly today)
    {
        var due = reader.DueBetweenAsync(planId, today, calendar.AddWorkdays(today, Lights.YellowWorkdays));
        var silent = reader.SilentSinceAsync(planId, clock.StartOf(today.AddDays(-Lights.StaleDays)));
        var missed = reader.MissedAsync(planId);
        return [.. (await due).Concat(await silent).Concat(await missed).DistinctBy(item => item.Ref, StringComparer.Ordinal).Where(item => rows.LightOf(item) == Light.Yellow)];
    }
}
