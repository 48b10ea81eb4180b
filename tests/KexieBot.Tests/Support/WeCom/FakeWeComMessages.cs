using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>What the documentation says of messages (发送应用消息, 消息推送, 创建菜单): the error code of the first breach, 0 for none.</summary>
internal static class FakeWeComMessages
{
    public static int Check(JsonObject? request, int agentId, bool hasCallback)
    {
        if (request is null || request["agentid"] is not JsonValue agent || !agent.TryGetValue<int>(out var id))
            return 40058;
        if (id != agentId)
            return 301002;
        if ((string?)request["touser"] is not { Length: > 0 } users)
            return 82001;
        if (users.Split('|').Length > 1000)
            return 40032;
        if ((int?)request["duplicate_check_interval"] > 14400)
            return 40058;
        return (string?)request["msgtype"] switch
        {
            "text" => CheckContent(request["text"]),
            "markdown" => CheckContent(request["markdown"]),
            "file" => request["file"] is JsonObject ? 0 : 40007,
            "template_card" => request["template_card"] is not JsonObject card ? 44004 : IsInteractive(card) && !hasCallback ? 43012 : CheckCard(card, isReplacement: false),
            _ => 40008,
        };
    }

    public static int CheckWebhook(JsonObject? request) => (string?)request?["msgtype"] switch
    {
        "markdown_v2" => Bytes(request!["markdown_v2"]?["content"]) is > 0 and <= 4096 ? 0 : 40058,
        "markdown" => Bytes(request!["markdown"]?["content"]) is > 0 and <= 4096 ? 0 : 40058,
        "text" => Bytes(request!["text"]?["content"]) is > 0 and <= 2048 ? 0 : 40058,
        _ => 40008,
    };

    public static int CheckMenu(JsonObject? menu)
    {
        if (menu?["button"] is not JsonArray { Count: >= 1 and <= 3 } buttons)
            return 40017;
        foreach (var button in buttons)
        {
            if (Bytes(button?["name"]) is 0 or > 16)
                return 40018;
            var entries = button?["sub_button"] as JsonArray;
            if (entries is { Count: > 5 })
                return 40023;
            if (entries?.Any(e => Bytes(e?["name"]) is 0 or > 40) == true)
                return 40025;
            if ((entries ?? [button?.DeepClone()]).Any(e => (string?)e?["type"] == "click" && Bytes(e["key"]) is 0 or > 128))
                return 40019;
        }

        return 0;
    }

    public static int CheckCard(JsonObject card, bool isReplacement)
    {
        if (CheckShared(card, isReplacement) is var shared and not 0)
            return shared;
        var title = (string?)card["main_title"]?["title"];
        return (string?)card["card_type"] switch
        {
            "text_notice" when card["card_action"] is null || (int?)card["card_action"]!["type"] is not (1 or 2) => 42045,
            "text_notice" => string.IsNullOrEmpty(title) && string.IsNullOrEmpty((string?)card["sub_title_text"]) ? 42033 : 0,
            "button_interaction" => string.IsNullOrEmpty(title) ? 42033 : CheckButtons(card),
            "multiple_interaction" => string.IsNullOrEmpty(title) ? 42033 : CheckSelections(card),
            _ => 42031,
        };
    }

    private static int CheckShared(JsonObject card, bool isReplacement)
    {
        var taskId = (string?)card["task_id"];
        if (!isReplacement && taskId is null && IsInteractive(card))
            return 42014;
        if (taskId is not null && (taskId.Length is 0 or > 128 || !Regex.IsMatch(taskId, "^[0-9A-Za-z_@-]+$")))
            return 42014;
        if (card["horizontal_content_list"] is JsonArray rows)
        {
            if (rows.Count > 6)
                return 42035;
            if (rows.Any(r => Bytes(r?["keyname"]) == 0))
                return 42027;
        }

        return (int?)card["card_action"]?["type"] == 1 && Bytes(card["card_action"]!["url"]) == 0 ? 42045 : 0;
    }

    private static int CheckButtons(JsonObject card)
    {
        if (card["button_list"] is not JsonArray { Count: > 0 and <= 6 } buttons)
            return 42017;
        if (buttons.Any(b => Bytes(b?["text"]) == 0))
            return 42038;
        var keys = buttons.Select(b => (string?)b?["key"] ?? "").ToList();
        if (keys.Any(k => Encoding.UTF8.GetByteCount(k) is 0 or > 1024) || keys.Distinct(StringComparer.Ordinal).Count() != keys.Count)
            return 42039;
        return card["button_selection"] is JsonObject selection ? CheckSelection(selection) : 0;
    }

    private static int CheckSelections(JsonObject card)
    {
        if (card["select_list"] is not JsonArray { Count: > 0 and <= 3 } list)
            return 42047;
        if (list.Select(s => CheckSelection((JsonObject)s!)).FirstOrDefault(c => c != 0) is var breach and not 0)
            return breach;
        if (Bytes(card["submit_button"]?["key"]) is 0 or > 1024)
            return 42046;
        return Bytes(card["submit_button"]?["text"]) == 0 ? 42049 : 0;
    }

    private static int CheckSelection(JsonObject selection)
    {
        if (Bytes(selection["question_key"]) is 0 or > 1024)
            return 42043;
        if (selection["option_list"] is not JsonArray { Count: > 0 and <= 10 } options)
            return 42037;
        var ids = options.Select(o => (string?)o?["id"] ?? "").ToList();
        if (ids.Any(i => Encoding.UTF8.GetByteCount(i) is 0 or > 128) || ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
            return 42040;
        return options.Any(o => Bytes(o?["text"]) == 0) ? 42041 : 0;
    }

    // The platform cuts longer text off; for a test that is as bad as an error.
    private static int CheckContent(JsonNode? body) => Bytes(body?["content"]) switch
    {
        0 => 44004,
        > 2048 => 45002,
        _ => 0,
    };

    private static bool IsInteractive(JsonObject card) => (string?)card["card_type"] is "button_interaction" or "multiple_interaction" or "vote_interaction";

    private static int Bytes(JsonNode? text) => Encoding.UTF8.GetByteCount((string?)text ?? "");
}
