using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>日志: the latest changes of all plans, removed ones too.</summary>
public sealed class ChangeLog(LedgerReader reader, OfficeClock clock) : ChatCommand
{
    private const int MostEvents = 12;

    public override IReadOnlyList<Intent> Intents => [Intent.Audit];

    public override bool IsFor(PersonRole role) => role is PersonRole.Leader or PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var since = clock.StartOf(turn.Today.AddDays(-7));
        var found = await Task.WhenAll((await reader.RecordedPlanIdsAsync()).Select(planId => reader.EventsBetweenAsync(planId, since, DateTimeOffset.MaxValue, MostEvents)));
        var events = found.SelectMany(list => list).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Seq).Take(MostEvents).ToList();
        return events.Count == 0
            ? Reply.Of(turn.Say(Texts.Changes_None))
            : new Reply
            {
                Title = turn.Say(Texts.Changes_Title),
                Facts = [.. events.Select(entry => new Fact(EventWords.Moment(clock, entry), $"{entry.Item} {EventWords.Of(turn, entry, showsUnit: false)}".TrimStart()))],
                Hint = turn.Say(Texts.Changes_Verify),
            };
    }
}
