using System.Text.Json.Nodes;

namespace KexieBot.Tests.Support.Teams;

/// <summary>Activities as Teams writes them, for one person in a personal chat unless told otherwise.</summary>
public sealed class TeamsActivities(string serviceUrl)
{
    public const string BotId = "28:" + FakeIdentity.AppId;

    public const string UserId = "29:1KJI-linxiao";

    public const string AadObjectId = "0000A1B2-1111-4222-8333-444455556666";

    public const string PersonalChat = "a:1KJI-linxiao";

    private int ids;

    public JsonObject Message(string text, string? id = null) => Base("message", id, new JsonObject { ["text"] = text, ["textFormat"] = "plain" });

    public JsonObject Of(string type, JsonObject? more = null) => Base(type, null, more ?? []);

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

    /// <summary>What Action.Submit sends: a message without text.</summary>
    public JsonObject Submit(JsonObject value) => Base("message", null, new JsonObject { ["value"] = value });

    public JsonObject Install(string action = "add") => Base("installationUpdate", null, new JsonObject { ["action"] = action });

    public JsonObject InChannel(string text, bool mentionsBot)
    {
        var activity = Message(text);
        activity["conversation"] = new JsonObject { ["id"] = "19:abc@thread.tacv2;messageid=1", ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = FakeIdentity.TenantId };
        if (mentionsBot)
            activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>科协Bot</at>", ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "科协Bot" } });
        return activity;
    }

    private JsonObject Base(string type, string? id, JsonObject more)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id ?? $"f:{++ids}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = serviceUrl,
            ["locale"] = "zh-CN",
            ["from"] = new JsonObject { ["id"] = UserId, ["name"] = "林晓", ["aadObjectId"] = AadObjectId },
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "科协Bot" },
            ["conversation"] = new JsonObject { ["id"] = PersonalChat, ["conversationType"] = "personal", ["tenantId"] = FakeIdentity.TenantId },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeIdentity.TenantId } },
        };
        foreach (var (name, value) in more)
            activity[name] = value?.DeepClone();
        return activity;
    }
}
