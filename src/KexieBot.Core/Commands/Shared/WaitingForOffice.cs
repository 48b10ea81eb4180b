using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands.Shared;

/// <summary>待审核: the closings, extensions and objections that wait for the office's decision, the longest waiting first. Others see in it what they asked for themselves.</summary>
public sealed class WaitingForOffice(LedgerReader reader, ItemRows rows, OfficeClock clock)
{
    public const string All = "waiting";
    public const string Closings = "closings";
    public const string Extensions = "extensions";
    public const string Disputes = "disputes";

    private const int MostWithButtons = 3;
    private const int LongestText = 60;

    public async Task<Reply> ListAsync(Turn turn)
    {
        var kinds = turn.Slots.Status is Closings or Extensions or Disputes ? [turn.Slots.Status] : new[] { Closings, Extensions, Disputes };
        var scope = UnitScope.Of(turn);
        var found = await Task.WhenAll(turn.Plans.SelectMany(plan => kinds.Select(kind => OfKindAsync(plan.Id, kind))));
        var waiting = found.SelectMany(list => list).Where(request => turn.MayRead(request.Item) && scope.Has(request.Item.UnitId)).OrderBy(request => request.Since).ToList();
        var words = turn.Language.Join(kinds.Select(kind => (kind, Count: waiting.Count(request => request.Kind == kind))).Where(pair => pair.Count > 0).Select(pair => $"{Word(turn, pair.kind)} {pair.Count}"));
        return scope.Marked(turn, waiting.Count == 0
            ? Reply.Of(turn.Say(Texts.Waiting_None, turn.Language.Join(kinds.Select(kind => Word(turn, kind)))), ReplyTone.Good) with { Choices = [Offers.Status(turn)] }
            : new Reply
            {
                Title = turn.Say(Texts.Waiting_Title, waiting.Count, words),
                Rows = [.. waiting.Select(request => RowOf(turn, request))],
                Choices = turn.IsOffice ? [.. waiting.Take(MostWithButtons).SelectMany(request => ChoicesOf(turn, request))] : [],
                RefreshSay = turn.Message.Text,
            });
    }

    private async Task<IEnumerable<Request>> OfKindAsync(string planId, string kind) => kind switch
    {
        Closings => (await reader.UnderReviewAsync(planId)).Select(item => new Request(kind, item, item.StateSince)),
        Extensions => (await reader.ExtensionsAsync(planId)).Select(item => new Request(kind, item, item.Extension!.At)),
        _ => (await reader.DisputesAsync(planId)).Select(item => new Request(kind, item, item.Dispute!.At)),
    };

    private ItemRow RowOf(Turn turn, Request request)
    {
        var since = ItemRows.DayWord(clock.DayOf(request.Since), turn.Today, turn.Language);
        var item = request.Item;
        var asked = request.Kind switch
        {
            Closings => turn.Say(Texts.Waiting_AsksToClose) + ItemRows.StageWord(item, turn.Today, turn.Language),
            Extensions => turn.Say(Texts.Waiting_AsksForDay, ItemRows.DayWord(item.Extension!.To, turn.Today, turn.Language), TextCut.To(item.Extension.Reason, LongestText)),
            _ => turn.Say(Texts.Waiting_Objects, TextCut.To(item.Dispute!.Text, LongestText)),
        };
        return rows.RowOf(turn, item, showsUnit: true) with { State = turn.Say(Texts.Waiting_Since, since, asked) };
    }

    private static IEnumerable<Choice> ChoicesOf(Turn turn, Request request)
    {
        var item = request.Item;
        var (reference, unit) = (turn.RefOf(item.PlanId, item.Number), turn.Roster.NameOf(item.UnitId));
        var choices = request.Kind switch
        {
            Closings => ReviewChoices.OfClosing(unit, reference, turn.Language),
            Extensions => ReviewChoices.OfExtension(unit, reference, turn.Language),
            _ => ReviewChoices.OfDispute(unit, reference, item.Dispute!.Suggests is { } other ? turn.Roster.NameOf(other) : null, turn.Language),
        };
        return choices.Select(choice => choice with { Label = $"{choice.Label} {reference} {unit}" });
    }

    private static string Word(Turn turn, string kind) => kind switch
    {
        Closings => turn.Say(Texts.Waiting_Closings),
        Extensions => turn.Say(Texts.Waiting_Extensions),
        _ => turn.Say(Texts.Waiting_Objections),
    };

    private sealed record Request(string Kind, WorkItem Item, DateTimeOffset Since);
}
