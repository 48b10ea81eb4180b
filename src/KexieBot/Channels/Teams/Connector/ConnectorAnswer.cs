using System.Net;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>How a call to the Connector ended.</summary>
internal abstract record ConnectorAnswer
{
    private ConnectorAnswer()
    {
    }

    public sealed record Done(string Body) : ConnectorAnswer
    {
        /// <summary>The id that the answer names; typing and empty messages get none.</summary>
        public string? Id => ConnectorClient.Parse(Body, TeamsJson.Wire.ResourceResponse)?.Id;
    }

    public sealed record Refused(HttpStatusCode Status, string Code, TimeSpan? RetryAfter, bool MayHaveArrived) : ConnectorAnswer
    {
        /// <summary>Stands beside the code where a block or an uninstall is told as a general 403 (send-proactive-messages).</summary>
        public string? SubCode { get; init; }

        /// <summary>Why, in words that are counted apart.</summary>
        public string Why => (Status, SubCode ?? Code) switch
        {
            (HttpStatusCode.Forbidden, "ConversationBlockedByUser" or "MessageWritesBlocked") => "blocked",
            (HttpStatusCode.Forbidden, "ForbiddenOperationException" or "BotNotInConversationRoster") => "not installed",
            (HttpStatusCode.Forbidden, "BotDisabledByAdmin") => "disabled by the administrator",
            (HttpStatusCode.RequestEntityTooLarge, _) => "too big",
            (HttpStatusCode.NotFound, _) => "gone",
            (HttpStatusCode.TooManyRequests, _) => "throttled",
            _ => "refused",
        };
    }

    public sealed record None(bool MayHaveArrived, string Reason) : ConnectorAnswer;

    /// <summary>What the answer to a send means for the message (bot-basics, status codes).</summary>
    public SendOutcome ToOutcome() => this switch
    {
        Done done => new SendOutcome.Sent(done.Id),
        None { MayHaveArrived: true } none => new SendOutcome.Uncertain(none.Reason),
        None none => new SendOutcome.Unavailable(none.Reason),
        Refused refused => OutcomeOf(refused),
        _ => throw new InvalidOperationException($"Unknown answer {GetType().Name}."),
    };

    private static SendOutcome OutcomeOf(Refused refused) => refused.Status switch
    {
        // Whatever the last attempt was told, an earlier one may have arrived.
        _ when refused.MayHaveArrived => new SendOutcome.Uncertain(Described(refused)),
        HttpStatusCode.TooManyRequests => new SendOutcome.Throttled(refused.RetryAfter ?? TimeSpan.FromSeconds(30)),
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound => new SendOutcome.Unreachable(Described(refused)),
        HttpStatusCode.Unauthorized or HttpStatusCode.PreconditionFailed or HttpStatusCode.ServiceUnavailable => new SendOutcome.Unavailable(Described(refused)),
        // An unexpected fault inside the platform: it does not say what it had done by then.
        >= HttpStatusCode.InternalServerError => new SendOutcome.Uncertain(Described(refused)),
        _ => new SendOutcome.Rejected(Described(refused)),
    };

    private static string Described(Refused refused) => $"{refused.Why}: HTTP {(int)refused.Status} {refused.Code} {refused.SubCode}".TrimEnd();
}
