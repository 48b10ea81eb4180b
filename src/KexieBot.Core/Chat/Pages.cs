using System.Globalization;
using System.Text.RegularExpressions;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Roster;
using StackExchange.Redis;

namespace KexieBot.Core.Chat;

/// <summary>
/// Long lists by pages. "我的任务 第2页", which the button says, names its page itself; 下一页, typed, goes on in the list that the person saw last.
/// Key: <c>kexie:{person:ID}:list</c> "page words", gone after an hour: nobody goes on in this morning's list.
/// </summary>
public sealed partial class Pages(IDatabase store)
{
    /// <summary>How many rows a page has.</summary>
    public const int Size = 12;

    private const int MostChoices = 6;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>The words for a list without those for its page, and the page, from 1. A report that ends with 第2页 keeps its words.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="read">What a text is understood as.</param>
    public static (string Said, int Page) In(string text, Func<string, Intent> read) =>
        OfList().Match(text) is { Success: true } match && read(match.Groups["said"].Value) is not Intent.Unknown and var intent && intent.OnlyReads()
            ? (match.Groups["said"].Value, PageOf(match.Groups["n"].Value))
            : (text, 1);

    /// <summary>The list and the page that <paramref name="turnTo"/> ("next", "previous" or a number) means after the person's last list; null where there was none lately.</summary>
    public async Task<(string Said, int Page)?> TurnAsync(Person person, string turnTo)
    {
        if (((string?)await store.StringGetAsync(KeyOf(person)))?.Split(' ', 2) is not [var number, var said])
            return null;
        var page = PageOf(number);
        return (said, turnTo switch { "next" => page + 1, "previous" or "prev" => Math.Max(1, page - 1), _ => PageOf(turnTo) });
    }

    /// <summary>The page of <paramref name="reply"/>, with the ways to the others; all of it where one page holds it, or the channel turns pages by itself.</summary>
    public async Task<Reply> CutAsync(Turn turn, Reply reply, int page)
    {
        if (reply.Rows.Count <= Size || reply.RefreshSay is not { } said || (page == 1 && TurnsPages(turn.Message.Sender.Channel)))
            return reply;
        var pages = (reply.Rows.Count + Size - 1) / Size;
        page = Math.Clamp(page, 1, pages);
        await store.StringSetAsync(KeyOf(turn.Person), string.Create(CultureInfo.InvariantCulture, $"{page} {said}"), Remembered);
        var from = (page - 1) * Size;
        var shown = reply.Rows.Skip(from).Take(Size).ToList();
        var ways = new List<Choice>();
        if (page < pages)
            ways.Add(new Choice(turn.Say(Texts.Pages_Next), turn.Say(Texts.Pages_Command, said, page + 1)));
        if (page > 1)
            ways.Add(new Choice(turn.Say(Texts.Pages_Previous), turn.Say(Texts.Pages_Command, said, page - 1)));
        return reply with
        {
            Rows = shown,
            Lines = [.. reply.Lines, turn.Say(Texts.Pages_Shown, from + 1, from + shown.Count, reply.Rows.Count)],
            Choices = [.. reply.Choices.Take(MostChoices - ways.Count), .. ways],
        };
    }

    // A Teams card turns its pages in place.
    private static bool TurnsPages(ChannelKind channel) => channel == ChannelKind.Teams;

    private static int PageOf(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1;

    private static RedisKey KeyOf(Person person) => $"kexie:{{person:{person.Id}}}:list";

    [GeneratedRegex(@"^(?<said>\S.*?)[ \u3000]+(?:第 ?(?<n>[0-9]{1,3}) ?页|page (?<n>[0-9]{1,3}))\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfList();
}
