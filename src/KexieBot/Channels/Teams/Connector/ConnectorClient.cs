using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using Polly.Timeout;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>The Connector's REST API, v3: the calls that this bot makes.</summary>
internal sealed partial class ConnectorClient(HttpClient client, OfficeClock clock, ILogger<ConnectorClient> log)
{
    /// <summary>From an answer's first line to its last byte: some hundred bytes, five hundred members at the most.</summary>
    public static readonly TimeSpan BodyWithin = TimeSpan.FromSeconds(4);

    private const int MostBodyBytes = 1024 * 1024;

    /// <summary>Writes into a conversation, in the thread of the activity that the reference names.</summary>
    public Task<ConnectorAnswer> SendToConversationAsync(ConversationReference to, Activity activity, CancellationToken untilSent) =>
        CallAsync(HttpMethod.Post, to, to.ActivityId is { } id ? $"activities/{Escape(id)}" : "activities", Body(activity, TeamsJson.Wire.Activity), isIdempotent: false, untilSent);

    public Task<ConnectorAnswer> UpdateActivityAsync(ConversationReference to, string activityId, Activity activity, CancellationToken untilSent) =>
        CallAsync(HttpMethod.Put, to, $"activities/{Escape(activityId)}", Body(activity, TeamsJson.Wire.Activity), isIdempotent: true, untilSent);

    public Task<ConnectorAnswer> DeleteActivityAsync(ConversationReference to, string activityId, CancellationToken untilSent) =>
        CallAsync(HttpMethod.Delete, to, $"activities/{Escape(activityId)}", null, isIdempotent: true, untilSent);

    public Task<ConnectorAnswer> GetMemberAsync(ConversationReference of, string memberId, CancellationToken untilSent) =>
        CallAsync(HttpMethod.Get, of, $"members/{Escape(memberId)}", null, isIdempotent: true, untilSent);

    public Task<ConnectorAnswer> GetPagedMembersAsync(ConversationReference of, string? continuationToken, CancellationToken untilSent) =>
        CallAsync(HttpMethod.Get, of, "pagedmembers?pageSize=500" + (continuationToken is null ? "" : $"&continuationToken={Escape(continuationToken)}"), null, isIdempotent: true, untilSent);

    /// <summary>Opens the personal chat with a person, or finds it again: the same person always gets the same conversation, so asking twice does no harm.</summary>
    public Task<ConnectorAnswer> CreateConversationAsync(Uri serviceUrl, string tenantId, string userId, CancellationToken untilSent)
    {
        var parameters = new ConversationParameters { Members = [new TeamsChannelAccount { Id = userId }], TenantId = tenantId };
        var to = new ConversationReference(serviceUrl, "") { TenantId = tenantId, UserId = userId };
        return CallAsync(HttpMethod.Post, to, null, Body(parameters, TeamsJson.Wire.ConversationParameters), isIdempotent: true, untilSent);
    }

    private async Task<ConnectorAnswer> CallAsync(HttpMethod method, ConversationReference to, string? path, byte[]? body, bool isIdempotent, CancellationToken untilSent)
    {
        var call = new ConnectorCall(to.ConversationId.Length > 0 ? to.ConversationId : $"create:{to.UserId}", to.TenantId ?? "none") { IsIdempotent = isIdempotent, IsReply = to.ActivityId is not null, UntilSent = untilSent };
        using var request = new HttpRequestMessage(method, Address(to, path));
        request.Options.Set(ConnectorCall.Key, call);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        try
        {
            // A send on its way is ended only by the pipeline's own time limits: a cancelled one is a message of unknown fate.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, isIdempotent ? untilSent : CancellationToken.None);
            return AnswerOf(answer, await BodyAsync(answer), call);
        }
        catch (OperationCanceledException) when (untilSent.IsCancellationRequested && (isIdempotent || !call.MayHaveArrived))
        {
            throw new OperationCanceledException(untilSent);
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or OperationCanceledException or TokenUnavailableException or RedisException or TimeoutException or IOException)
        {
            Log.NoAnswer(log, fault, method.Method, call.MayHaveArrived);
            return new ConnectorAnswer.None(call.MayHaveArrived, fault.GetType().Name);
        }
    }

    /// <summary>Null where it stalls, breaks off or does not end.</summary>
    private async Task<string?> BodyAsync(HttpResponseMessage answer)
    {
        using var deadline = new CancellationTokenSource(BodyWithin, clock.Time);
        try
        {
            await answer.Content.LoadIntoBufferAsync(MostBodyBytes, deadline.Token);
            return await answer.Content.ReadAsStringAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The status settles what became of a message; only who asked for something needs the body.</summary>
    private ConnectorAnswer AnswerOf(HttpResponseMessage answer, string? body, ConnectorCall call)
    {
        if (answer.IsSuccessStatusCode)
            return body is null && call.IsIdempotent ? new ConnectorAnswer.None(MayHaveArrived: true, "The answer broke off.") : new ConnectorAnswer.Done(body ?? "");
        var response = Parse(body ?? "", TeamsJson.Wire.ErrorResponse);
        var error = response?.Error;
        Log.Refused(log, (int)answer.StatusCode, error?.Code ?? "", answer.Headers.TryGetValues("MS-CV", out var trace) ? string.Join(',', trace) : "");
        var refused = new ConnectorAnswer.Refused(answer.StatusCode, error?.Code ?? "", RetryAfter.Of(answer, clock.Time.GetUtcNow()), call.MayHaveArrived) { SubCode = error?.SubCode ?? response?.SubCode };
        KexieTelemetry.Refusals.Add(1, new("channel", "teams"), new("reason", refused.Why));
        return refused;
    }

    /// <summary>Reads an answer's body; null where it is no JSON of that shape.</summary>
    public static T? Parse<T>(string text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return text.Length == 0 ? null : JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static Uri Address(ConversationReference to, string? path)
    {
        var conversations = $"{to.ServiceUrl.AbsoluteUri.TrimEnd('/')}/v3/conversations";
        return new Uri(path is null ? conversations : $"{conversations}/{Escape(to.ConversationId)}/{path}");
    }

    private static string Escape(string id) => Uri.EscapeDataString(id);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A {Method} to the Connector got no answer; it may have arrived: {MayHaveArrived}.")]
        public static partial void NoAnswer(ILogger logger, Exception fault, string method, bool mayHaveArrived);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The Connector refused a call with status {Status}, code {Code}, correlation vector {Trace}.")]
        public static partial void Refused(ILogger logger, int status, string code, string trace);
    }
}
