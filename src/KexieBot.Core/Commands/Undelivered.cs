using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>未送达: the messages that were given up (<see cref="DeadLetters"/>), for the office to send again or drop, one or all.</summary>
public sealed partial class Undelivered(DeadLetters letters, UnreachablePersons unreachable, OfficeClock clock) : ChatCommand
{
    private const int MostRows = 5;

    public override IReadOnlyList<Intent> Intents => [Intent.Undelivered];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Undelivered, Texts.Help_UndeliveredWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var all = await AllAsync(turn);
        var text = turn.Message.Text;
        var isResend = text.Contains("重发", StringComparison.Ordinal) || text.Contains("resend", StringComparison.OrdinalIgnoreCase);
        if (!isResend && !text.Contains("放弃", StringComparison.Ordinal) && !text.Contains("drop", StringComparison.OrdinalIgnoreCase))
            return List(turn, all) with { Lines = [.. await OutOfReachAsync(turn)] };
        var chosen = Code().Match(text) is { Success: true } code ? all.FindAll(found => CodeOf(found.Letter) == code.Value) : all;
        if (chosen.Count == 0)
            return Reply.Of(turn.Say(Texts.Undelivered_NoSuch));
        var pointless = isResend ? chosen.Count(found => found.Letter.IsPointless(clock.Now)) : 0;
        if (chosen.Count + pointless > 1 && !turn.IsConfirmed)
            return Reply.Confirm(turn, Asking(turn, isResend, chosen.Count, pointless), text.Trim());
        var done = 0;
        foreach (var (slot, letter) in chosen)
            done += await (isResend ? letters.ResendAsync(slot, letter.Entry.Key, isForced: pointless == 1 && chosen.Count == 1) : letters.DropAsync(slot, letter.Entry.Key)) ? 1 : 0;
        return Reply.Of(isResend ? turn.Say(Texts.Undelivered_SentAgain, done) : turn.Say(Texts.Undelivered_Dropped, done), ReplyTone.Good);
    }

    // What has lost its point goes out only when it is the one message that was asked about.
    private static string Asking(Turn turn, bool isResend, int count, int pointless) => (isResend, pointless, count) switch
    {
        (true, > 0, 1) => turn.Say(Texts.Undelivered_ConfirmPointless),
        (true, > 0, _) => turn.Say(Texts.Undelivered_ConfirmSomePointless, count, pointless),
        (true, _, _) => turn.Say(Texts.Undelivered_ConfirmSend, count),
        _ => turn.Say(Texts.Undelivered_ConfirmDrop, count),
    };

    private Reply List(Turn turn, List<(string Slot, DeadLetter Letter)> all) => all.Count == 0
        ? Reply.Of(turn.Say(Texts.Undelivered_None), ReplyTone.Good)
        : new Reply
        {
            Title = turn.Say(Texts.Undelivered_Title, all.Count),
            Tone = ReplyTone.Warning,
            Facts = [.. all.Take(MostRows).Select(found => new Fact($"{clock.Local(found.Letter.At):MM-dd HH:mm} {CodeOf(found.Letter)}", $"{NameOf(turn, found.Letter.Entry.PersonId)}：{found.Letter.Entry.Content.Title}（{(found.Letter.IsInDoubt ? turn.Say(Texts.Undelivered_MayHaveArrived) : "")}{found.Letter.Reason}）"))],
            Choices =
            [
                new Choice(turn.Say(Texts.Undelivered_ResendAll), turn.Say(Texts.Undelivered_ResendAllCommand)) { IsPrimary = true },
                .. all.Take(MostRows - 1).Select(found => new Choice(turn.Say(Texts.Undelivered_Drop, CodeOf(found.Letter)), turn.Say(Texts.Undelivered_DropCommand, CodeOf(found.Letter)))),
            ],
            Hint = turn.Say(Texts.Undelivered_HowToResend),
        };

    // By reason, so that a list of a whole district stays readable.
    private async Task<IEnumerable<string>> OutOfReachAsync(Turn turn) => (await unreachable.ListAsync())
        .GroupBy(pair => pair.Value.Reason, pair => NameOf(turn, pair.Key), StringComparer.Ordinal)
        .Select(group => turn.Say(Texts.Undelivered_OutOfReach, group.Count(), group.Key, turn.Language.Join(group)));

    private async Task<List<(string Slot, DeadLetter Letter)>> AllAsync(Turn turn)
    {
        var slots = turn.Plans.Select(plan => plan.Id).Append(Outbox.OfficeSlot);
        var found = await Task.WhenAll(slots.Select(async slot => (await letters.ListAsync(slot)).Select(letter => (slot, letter))));
        return [.. found.SelectMany(list => list).OrderBy(pair => pair.letter.At)];
    }

    private static string NameOf(Turn turn, string id) => GroupAddress.Parse(id) is null ? turn.Roster.FindPerson(id)?.Name ?? id : turn.Say(Texts.Undelivered_Group);

    // Short enough to type, and letters only: a number would be taken for a measure's.
    private static string CodeOf(DeadLetter letter) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Entry.Key)).Take(5).Select(part => (char)('a' + (part % 16))));

    [GeneratedRegex("[a-p]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
