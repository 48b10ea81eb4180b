using KexieBot.Core.Ledger;

namespace KexieBot.Core.Chat;

/// <summary>
/// A button acts on the ledger as it is now, and its card shows the ledger as it was: whoever taps an old card is told what others have changed
/// on that measure since it was drawn.
/// </summary>
public sealed class CardNews(LedgerReader reader, ItemFinder finder, OfficeClock clock)
{
    private const int MostEvents = 3;
    private const int MostItems = 5;

    /// <summary>One line, to be read before the command changes more; null where nothing has changed, or the message is no tap on one measure.</summary>
    public async Task<string?> SinceAsync(Turn turn)
    {
        if (turn.Message.CardDrawnAt is not { } drawn || turn.Slots.Measures.Count != 1 || await finder.MeasureAsync(turn, turn.Slots.Measures[0]) is not FoundMeasure.Yes found)
            return null;
        var unit = turn.NamedUnit?.Id;
        var items = found.Items.Where(item => turn.MayRead(item) && (unit is null || item.UnitId == unit)).Take(MostItems).ToList();
        var histories = await Task.WhenAll(items.Select(item => reader.HistoryAsync(item.PlanId, item.Ref, MostEvents)));
        var news = histories.SelectMany(list => list).Where(entry => entry.At > drawn && entry.By != turn.Person.Id).OrderByDescending(entry => entry.Seq).Take(MostEvents).ToList();
        if (news.Count == 0)
            return null;
        var words = string.Join(turn.Say(Texts.Between_Parts), news.Select(entry => $"{EventWords.Moment(clock, entry)} {EventWords.Of(turn, entry, showsUnit: items.Count > 1)}"));
        var day = clock.Local(drawn).ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return turn.Say(Texts.CardNews_Since, day, words);
    }
}
