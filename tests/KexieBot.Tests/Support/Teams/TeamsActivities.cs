using System.Text.Json.Nodes;

namespace KexieBot.Tests.Support.Teams;

/// <summary>Activities as Teams writes them, for one person in a personal chat unless told otherwise.</summary>
public sealed class TeamsActivities(string serviceUrl, string userId = TeamsActivities.UserId, string aadObjectId = TeamsActivities.AadObjectId)
{
    public const string BotId = "28:" + FakeIdentity.AppId;

    public const string UserId = "29:1KJI-linxiao";

    public const string AadObjectId = "0000A1B2-1111-4222-8333-444455556666";

    public const string PersonalChat = "a:1KJI-linxiao";

    public const string Channel = "19:abc@thread.tacv2;messageid=1";

    private static int ids;

    public string Chat => FakeConversations.PersonalChatOf(userId);

    public JsonObject Message(string text, string? id = null) => Base("message", id, new JsonObject { ["text"] = text, ["textFormat"] = "plain" });

    public JsonObject Of(string type, JsonObject? more = null) => Base(type, null, more ?? []);

    /// <summary>The client asks by itself for what a card should show now.</summary>
    public JsonObject Refresh(string say, string nonce)
    {
        var tap = Tap(say, nonce);
        tap["value"]!["trigger"] = "automatic";
        return tap;
    }

    public JsonObject Tap(string say, string nonce, JsonObject? fields = null, string? id = null)
    {
        var data = new JsonObject { ["say"] = say, ["nonce"] = nonce };
        foreach (var (name, value) in fields ?? [])
            data[name] = value?.DeepClone();
        return Base("invoke", id, new JsonObject
        {
            ["name"] = "adaptiveCard/action",
            ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "say", ["data"] = data }, ["trigger"] = "manual" },
        });
    }

    /// <summary>A tap on a button of a message that was really sent: just what its card says it stands for.</summary>
    public JsonObject TapOn(JsonObject sent, string sentId, string button, JsonObject? fields = null)
    {
        var actions = Buttons(sent).ToList();
        var action = actions.FirstOrDefault(part => (string?)part["title"] == button)
            ?? throw new InvalidOperationException($"The card has no button {button}, only {string.Join('、', actions.Select(part => (string?)part["title"]))}.");
        var data = action["data"]!.DeepClone().AsObject();
        foreach (var (name, value) in fields ?? [])
            data[name] = value?.DeepClone();
        return Base("invoke", null, new JsonObject
        {
            ["name"] = "adaptiveCard/action",
            ["replyToId"] = sentId,
            ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = action["verb"]!.DeepClone(), ["data"] = data }, ["trigger"] = "manual" },
        });
    }

    public static bool HasButton(JsonObject sent, string button) => Buttons(sent).Any(part => (string?)part["title"] == button);

    private static IEnumerable<JsonObject> Buttons(JsonObject sent) =>
        Objects(sent["attachments"]?[0]?["content"]).Where(part => (string?)part["type"] == "Action.Execute" && part["fallback"] is not null);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject part => part.SelectMany(property => Objects(property.Value)).Prepend(part),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    /// <summary>The answer to a card that asks whether a file may be put into one's OneDrive.</summary>
    public JsonObject FileConsent(string cardId, JsonObject card, string action, string uploadUrl) => Base("invoke", null, new JsonObject
    {
        ["name"] = "fileConsent/invoke",
        ["replyToId"] = cardId,
        ["value"] = new JsonObject
        {
            ["type"] = "fileUpload",
            ["action"] = action,
            ["context"] = card["content"]![$"{action}Context"]!.DeepClone(),
            ["uploadInfo"] = action != "accept" ? null : new JsonObject
            {
                ["contentUrl"] = "https://qinglan-my.sharepoint.com/personal/file.xlsx",
                ["name"] = card["name"]!.DeepClone(),
                ["uploadUrl"] = uploadUrl,
                ["uniqueId"] = "unique-1",
                ["fileType"] = "xlsx",
            },
        },
    });

    /// <summary>What Action.Submit sends: a message without text.</summary>
    public JsonObject Submit(JsonObject value) => Base("message", null, new JsonObject { ["value"] = value });

    public JsonObject Install(string action = "add") => Base("installationUpdate", null, new JsonObject { ["action"] = action });

    public JsonObject InChannel(string text, bool mentionsBot)
    {
        var activity = InChannel(Message(text));
        if (mentionsBot)
            activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>科协Bot</at>", ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "科协Bot" } });
        return activity;
    }

    public static JsonObject InChannel(JsonObject activity)
    {
        activity["conversation"] = new JsonObject { ["id"] = Channel, ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = FakeIdentity.TenantId };
        return activity;
    }

    private JsonObject Base(string type, string? id, JsonObject more)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id ?? $"f:{Interlocked.Increment(ref ids)}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = serviceUrl,
            ["locale"] = "zh-CN",
            ["from"] = new JsonObject { ["id"] = userId, ["name"] = "林晓", ["aadObjectId"] = aadObjectId },
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "科协Bot" },
            ["conversation"] = new JsonObject { ["id"] = Chat, ["conversationType"] = "personal", ["tenantId"] = FakeIdentity.TenantId },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeIdentity.TenantId } },
        };
        foreach (var (name, value) in more)
            activity[name] = value?.DeepClone();
        return activity;
    }
}
