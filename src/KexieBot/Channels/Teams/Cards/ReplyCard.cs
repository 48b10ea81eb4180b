using System.Text.Json.Nodes;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>
/// Draws a reply as an Adaptive Card. It declares 1.5, the most that Teams takes, and stays with elements of 1.2, the most that its phones promise;
/// newer elements stand before a fallback, and what newer properties say (an input's label) can be read without them (cards-reference).
/// </summary>
internal sealed class ReplyCard(CardTarget target)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>A screenful on a phone, twice.</summary>
    private const int RowsPerPage = 12;

    /// <summary>UTF-16, as Teams counts; it refuses near 100 KB, and the envelope and the escapes of its own need room.</summary>
    private const int MostBytes = 72 * 1024;

    private const int MostActions = 6;

    private readonly CardActions actions = new(target.Nonce, target.DrawnAt);

    public JsonObject Draw(Reply reply)
    {
        // Only texts of absurd length get past the first try.
        foreach (var (rows, text) in new[] { (RowsPerPage, 4000), (RowsPerPage, 800), (6, 200), (0, 100) })
        {
            var card = Draw(reply, rows, text);
            if (Size(card) <= MostBytes)
                return card;
        }

        return Draw(Reply.Of(CardText.Cut(reply.Title, 200), reply.Tone) with { Language = reply.Language, Hint = new CardWords(reply.Language).Cut }, 0, 200);
    }

    public static int Size(JsonObject card) => 2 * Protocol.TeamsJson.ElementOf(card).GetRawText().Length;

    private JsonObject Draw(Reply reply, int rowsPerPage, int textLength)
    {
        var words = new CardWords(reply.Language);
        var body = new JsonArray { Title(reply, textLength) };
        foreach (var line in reply.Lines)
            body.Add(Text(CardText.Cut(line, textLength)));
        if (reply.Facts.Count > 0)
            body.Add(Facts(reply.Facts, textLength));
        AddAll(body, Rows(reply, words, rowsPerPage));
        if (reply.Chart is { } chart)
            AddAll(body, CardChart.Elements(chart));
        if (reply.Form is { } form)
            AddAll(body, CardForm.Elements(form, words, actions));
        if (reply.Choices.Count > 0)
            body.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. reply.Choices.Take(MostActions).Select(actions.For)]) });
        if (reply.Hint is { Length: > 0 } hint)
            body.Add(Quiet(CardText.Cut(hint, textLength)));
        return Card(reply, body);
    }

    private JsonObject Card(Reply reply, JsonArray body)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["lang"] = reply.Language.Code(),
            ["speak"] = Plain(reply.Title),
            ["fallbackText"] = Plain(reply.Title),
            ["body"] = body,
        };
        if (reply.Rows.Count > 0 || reply.Chart is not null)
            card["msteams"] = new JsonObject { ["width"] = "full" };
        if (reply is { RefreshSay: { } say, Form: null } && target.RefreshFor is { } userId)
            card["refresh"] = actions.Refresh(say, target.Page, userId);
        return card;
    }

    /// <summary>One page of the rows, what part of the whole it is, and a way to the next.</summary>
    private List<JsonNode> Rows(Reply reply, CardWords words, int perPage)
    {
        if (reply.Rows.Count == 0 || perPage == 0)
            return [];
        var from = Math.Min((target.Page - 1) * perPage, (reply.Rows.Count - 1) / perPage * perPage);
        var shown = reply.Rows.Skip(from).Take(perPage).ToList();
        var elements = CardRows.Elements(shown, words, actions).ToList();
        if (shown.Count == reply.Rows.Count)
            return elements;
        elements.Add(Quiet(words.Shown(from + 1, from + shown.Count, reply.Rows.Count)));
        if (from + shown.Count < reply.Rows.Count && (reply.RefreshSay ?? target.Said) is { Length: > 0 } say)
            elements.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray(actions.Page(words.More, say, (from / perPage) + 2)) });
        return elements;
    }

    private static JsonObject Facts(IReadOnlyList<Fact> facts, int textLength) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Select(fact => new JsonObject
        {
            ["title"] = CardText.Escape(fact.Name),
            ["value"] = CardText.Escape(CardText.Cut(fact.Value, textLength)),
        })]),
    };

    /// <summary>A tone tints the ground, not the letters: so they stay readable in light and dark.</summary>
    private static JsonObject Title(Reply reply, int textLength)
    {
        var title = Text(CardText.Cut(reply.Title, textLength), "Medium", "Bolder");
        return reply.Tone == ReplyTone.Neutral
            ? title
            : new JsonObject { ["type"] = "Container", ["style"] = StyleOf(reply.Tone), ["bleed"] = true, ["items"] = new JsonArray(title) };
    }

    private static JsonObject Text(string text, string? size = null, string? weight = null)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(text), ["wrap"] = true };
        foreach (var (name, value) in new[] { ("size", size), ("weight", weight) })
        {
            if (value is not null)
                block[name] = value;
        }

        return block;
    }

    private static JsonObject Quiet(string text)
    {
        var block = Text(text, size: "Small");
        block["isSubtle"] = true;
        return block;
    }

    private static string StyleOf(ReplyTone tone) => tone switch
    {
        ReplyTone.Good => "good",
        ReplyTone.Warning => "warning",
        ReplyTone.Bad => "attention",
        _ => "default",
    };

    /// <summary><c>speak</c> may be SSML: angle brackets would start a tag.</summary>
    private static string Plain(string text) => CardText.Cut(text, 400).Replace('<', '＜').Replace('>', '＞');

    private static void AddAll(JsonArray body, IEnumerable<JsonNode> elements)
    {
        foreach (var element in elements)
            body.Add(element);
    }
}

/// <summary>What a card must know of where it goes. <paramref name="Nonce"/> is the same whenever the same message is drawn again, so that its taps count once even if it was delivered twice.</summary>
internal sealed record CardTarget(string Nonce, DateTimeOffset DrawnAt)
{
    /// <summary>What was said to get the reply: it leads to the next page where the reply names nothing better.</summary>
    public string? Said { get; init; }

    /// <summary>For whom the card refreshes by itself, by 29:… id: who asked, also where many see it. Others' clients are not to ask: a refreshed card is its reader's own, and a stranger would read that they are none of ours.</summary>
    public string? RefreshFor { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}
