using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Cards;
using KexieBot.Core.Chat;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Channels.WeCom.Sending;

/// <summary>Posts a bulletin (通报) into one group through its webhook (消息推送). Everyone in the group reads it: it must hold no more than all may see.</summary>
internal sealed partial class WeComBulletin(WeComApi api, WeComRates rates, WeComSentLog sent, IOptions<WeComOptions> options, ILogger<WeComBulletin> logger)
{
    private const int MessageBytes = 4096;

    /// <summary>One attempt; <paramref name="key"/> names the occurrence, so that a part that went is not repeated.</summary>
    public async Task<SendOutcome> SendAsync(string key, Reply bulletin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Value.BulletinKey is not { Length: > 0 } webhook)
            return new SendOutcome.Unreachable("WeCom:BulletinKey is empty");
        var body = new ReplyBody(bulletin, isMarkdown: false).Write(saysForm: false, saysChoices: false);
        var parts = WeComText.Split(WeComText.EscapeMarkdown(body), MessageBytes);
        for (var i = (await sent.ReadAsync(key)).Count; i < parts.Count; i++)
        {
            if (await rates.TryTakeBulletinAsync() is { } wait)
                return new SendOutcome.Throttled(wait);
            var answer = await api.PostWebhookAsync(webhook, new WebhookRequest("markdown_v2", new SendContent(parts[i])), CancellationToken.None);
            if (answer is not WeComCall.Done)
                return Judge(answer);
            await RememberAsync(key);
        }

        return new SendOutcome.Sent(null);
    }

    private async Task RememberAsync(string key)
    {
        try
        {
            await sent.AddAsync(key, "");
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // It stands in the group: saying otherwise would post it twice.
            Log.NotRemembered(logger, e, key);
        }
    }

    private static SendOutcome Judge(WeComCall answer) => answer switch
    {
        WeComCall.NotSent notSent => new SendOutcome.Unavailable(notSent.Reason),
        WeComCall.Lost lost => new SendOutcome.Uncertain(lost.Reason),
        WeComCall.Refused { Code: WeComErrors.TooOften } => new SendOutcome.Throttled(TimeSpan.FromMinutes(1)),
        WeComCall.Refused { Code: var code } when WeComErrors.IsWebhookGone(code) => new SendOutcome.Unreachable("the group's webhook was removed or switched off"),
        WeComCall.Refused refused when WeComErrors.IsBusy(refused.Code) => new SendOutcome.Unavailable(refused.Describe()),
        _ => new SendOutcome.Rejected(answer.Describe()),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Key} was posted into the group, but the store did not take note of it.")]
        public static partial void NotRemembered(ILogger logger, Exception exception, string key);
    }
}
