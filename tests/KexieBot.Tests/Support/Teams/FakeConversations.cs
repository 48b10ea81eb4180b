using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace KexieBot.Tests.Support.Teams;

/// <summary>The conversations and people of the stand-in, and what the Connector does with a call that it lets in.</summary>
public sealed class FakeConversations
{
    /// <summary>"approximately 100 KB", counted in UTF-16.</summary>
    private const int MostBytes = 100 * 1024;

    /// <summary>Activities by conversation and id.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<string, JsonObject>> Activities { get; } = new(StringComparer.Ordinal);

    /// <summary>People by 29:… id: AAD object id and UPN.</summary>
    public ConcurrentDictionary<string, (string AadObjectId, string Upn)> People { get; } = new(StringComparer.Ordinal);

    /// <summary>People who blocked the bot, by conversation.</summary>
    public ConcurrentDictionary<string, bool> Blocked { get; } = new(StringComparer.Ordinal);

    /// <summary>People who took the bot out, by conversation.</summary>
    public ConcurrentDictionary<string, bool> Uninstalled { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of messages that their writers have deleted: nothing can be answered in their thread.</summary>
    public ConcurrentDictionary<string, bool> Deleted { get; } = new(StringComparer.Ordinal);

    /// <summary>How many members it names at once, whatever is asked for.</summary>
    public int MostPerPage { get; set; } = 500;

    public void Open(string conversation) => Activities.TryAdd(conversation, new ConcurrentDictionary<string, JsonObject>(StringComparer.Ordinal));

    public static string PersonalChatOf(string userId) => $"a:{userId[3..]}";

    public (int Status, string Code, JsonObject? Body) Take(ConnectorCallSeen call, Func<string> nextId)
    {
        var parts = call.Path.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        return (call.Method, parts) switch
        {
            ("POST", ["v3", "conversations"]) => Create(call.Body),
            ("GET", ["v3", "conversations", var id, "members", var member]) => Member(id, member),
            ("GET", ["v3", "conversations", var id, "pagedmembers"]) => Members(id, call.Query),
            ("POST", ["v3", "conversations", var id, "activities"]) => Send(id, call.Body, nextId),
            ("POST", ["v3", "conversations", _, "activities", var answered]) when Deleted.ContainsKey(answered) => (404, "ActivityNotFoundInConversation", null),
            ("POST", ["v3", "conversations", var id, "activities", _]) => Send(id, call.Body, nextId),
            ("PUT", ["v3", "conversations", var id, "activities", var activity]) => Update(id, activity, call.Body),
            ("DELETE", ["v3", "conversations", var id, "activities", var activity]) => Delete(id, activity),
            _ => (404, "NotFound", null),
        };
    }

    /// <summary>The personal chat of one person, always the same; groups cannot be made and a tenant must be named.</summary>
    private (int, string, JsonObject?) Create(JsonObject? body)
    {
        if (body?["isGroup"]?.GetValue<bool>() is true || body?["tenantId"] is null || body["members"] is not JsonArray { Count: 1 } members)
            return (400, "BadSyntax", null);
        var user = (string?)members[0]?["id"] ?? "";
        if (!user.StartsWith("29:", StringComparison.Ordinal))
            return (400, "BadSyntax", null);
        if (!People.ContainsKey(user))
            return (403, "ForbiddenOperationException", null);
        Open(PersonalChatOf(user));
        return (201, "", new JsonObject { ["id"] = PersonalChatOf(user) });
    }

    private (int, string, JsonObject?) Member(string conversation, string member) =>
        !Activities.ContainsKey(conversation) ? (404, "ConversationNotFound", null)
        : People.TryGetValue(member, out var person) ? (200, "", Shown(member, person))
        : (404, "MemberNotFoundInConversation", null);

    /// <summary>A page of them, and a token for the next where there are more.</summary>
    private (int, string, JsonObject?) Members(string conversation, IReadOnlyDictionary<string, string> query)
    {
        if (!Activities.ContainsKey(conversation))
            return (404, "ConversationNotFound", null);
        var size = Math.Min(MostPerPage, query.TryGetValue("pageSize", out var asked) ? int.Parse(asked, CultureInfo.InvariantCulture) : MostPerPage);
        var first = 0;
        if (query.TryGetValue("continuationToken", out var token) && !(token.StartsWith("page-", StringComparison.Ordinal) && int.TryParse(token["page-".Length..], CultureInfo.InvariantCulture, out first)))
            return (400, "BadSyntax", null);
        var all = People.OrderBy(person => person.Key, StringComparer.Ordinal).ToList();
        var page = new JsonObject { ["members"] = new JsonArray([.. all.Skip(first).Take(size).Select(person => Shown(person.Key, person.Value))]) };
        if (first + size < all.Count)
            page["continuationToken"] = $"page-{first + size}";
        return (200, "", page);
    }

    private static JsonObject Shown(string id, (string AadObjectId, string Upn) person) =>
        new() { ["id"] = id, ["name"] = "某人", ["objectId"] = person.AadObjectId, ["aadObjectId"] = person.AadObjectId, ["userPrincipalName"] = person.Upn };

    private (int, string, JsonObject?) Send(string conversation, JsonObject? body, Func<string> nextId)
    {
        if (body?["type"] is null)
            return (400, "BadSyntax", null);
        if (!Activities.TryGetValue(conversation, out var activities))
            return (404, "ConversationNotFound", null);
        if (Uninstalled.ContainsKey(conversation))
            return (403, "BotNotInConversationRoster", null);
        if (Blocked.ContainsKey(conversation))
            return (403, "MessageWritesBlocked", null);
        if (2 * body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Length > MostBytes)
            return (413, "MessageSizeTooBig", null);
        if (body["attachments"]?[0] is JsonObject file && (string?)file["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
            && (!conversation.StartsWith("a:", StringComparison.Ordinal) || (string?)file["name"] is null or "" || file["content"]?["sizeInBytes"]?.GetValue<long>() is null or 0))
        {
            return (400, "BadSyntax", null);
        }

        var id = nextId();
        activities[id] = body;
        return (201, "", new JsonObject { ["id"] = id });
    }

    private (int, string, JsonObject?) Update(string conversation, string activity, JsonObject? body)
    {
        if (!Activities.TryGetValue(conversation, out var activities) || !activities.ContainsKey(activity))
            return (404, "ActivityNotFoundInConversation", null);
        activities[activity] = body!;
        return (200, "", new JsonObject { ["id"] = activity });
    }

    private (int, string, JsonObject?) Delete(string conversation, string activity) =>
        Activities.TryGetValue(conversation, out var activities) && activities.TryRemove(activity, out _) ? (200, "", null) : (404, "ActivityNotFoundInConversation", null);
}
