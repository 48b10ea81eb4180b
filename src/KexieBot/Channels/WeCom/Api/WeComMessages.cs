using KexieBot.Channels.WeCom.Cards;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>message/send (发送应用消息).</summary>
internal sealed record SendRequest(string Touser, string Msgtype, int Agentid)
{
    public SendContent? Text { get; init; }

    public SendContent? Markdown { get; init; }

    public WeComCard? TemplateCard { get; init; }

    public SendFile? File { get; init; }

    /// <summary>1: the platform does not deliver the same request twice within the interval.</summary>
    public int? EnableDuplicateCheck { get; init; }

    /// <summary>Seconds; the platform allows at most 14400.</summary>
    public int? DuplicateCheckInterval { get; init; }
}

internal sealed record SendContent(string Content);

internal sealed record SendFile(string MediaId);

/// <summary>A partial failure is errcode 0 with the names in <see cref="Invaliduser"/>, joined by |.</summary>
internal sealed record SendResponse(string? Invaliduser, string? Unlicenseduser, string? Msgid);

/// <summary>message/update_template_card (更新模版卡片消息). One response code, one call, within 72 hours.</summary>
internal sealed record UpdateCardRequest(IReadOnlyList<string> Userids, int Agentid, string ResponseCode)
{
    public UpdateCardButton? Button { get; init; }

    public WeComCard? TemplateCard { get; init; }
}

internal sealed record UpdateCardButton(string ReplaceName);

/// <summary>message/recall (撤回应用消息), within 24 hours.</summary>
internal sealed record RecallRequest(string Msgid);

/// <summary>webhook/send (消息推送).</summary>
internal sealed record WebhookRequest(string Msgtype, SendContent? MarkdownV2);

/// <summary>agent/set_workbench_template (设置应用在工作台展示的模版).</summary>
internal sealed record WorkbenchTemplateRequest(int Agentid, string Type, WorkbenchKeyData Keydata, bool ReplaceUserData);

/// <summary>agent/set_workbench_data (设置应用在用户工作台展示的数据).</summary>
internal sealed record WorkbenchDataRequest(int Agentid, string Userid, string Type, WorkbenchKeyData Keydata);

internal sealed record WorkbenchKeyData(IReadOnlyList<WorkbenchItem> Items);

internal sealed record WorkbenchItem(string Key, string Data)
{
    public string? JumpUrl { get; init; }
}
