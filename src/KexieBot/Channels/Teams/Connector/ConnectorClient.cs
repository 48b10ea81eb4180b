using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KexieBot.Channels.Teams.Protocol;
using Polly.Timeout;
using StackExchange.Redis;

namespace KexieBot.Channels.Teams.Connector;

/// <summary>The Connector's REST API, v3: the calls that this bot makes.</summary>
internal sealed partial class ConnectorClient(HttpClient client, ILogger<ConnectorClient> log)
{
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
        var call = new ConnectorCall(to.ConversationId.Length > 0 ? to.ConversationId : $"create:{to.UserId}", to.TenantId ?? "none") { IsIdempotent = isIdempotent, UntilSent = untilSent };
        using var request = new HttpRequestMessage(method, Address(to, path));
        request.Options.Set(ConnectorCall.Key, call);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        try
        {
            // Once it is on its way only the pipeline's own time limits end it: a cancelled send is a message of unknown fate.
            using var answer = await client.SendAsync(request, CancellationToken.None);
            return await ReadAsync(answer, call);
        }
        catch (OperationCanceledException) when (untilSent.IsCancellationRequested && !call.MayHaveArrived)
        {
            throw new OperationCanceledException(untilSent);
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or OperationCanceledException or TokenUnavailableException or RedisException or TimeoutException or IOException)
        {
            Log.NoAnswer(log, fault, method.Method, call.MayHaveArrived);
            return new ConnectorAnswer.None(call.MayHaveArrived, fault.GetType().Name);
        }
    }

    private async Task<ConnectorAnswer> ReadAsync(HttpResponseMessage answer, ConnectorCall call)
    {
        var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
        if (answer.IsSuccessStatusCode)
            return new ConnectorAnswer.Done(text);
        var error = Parse(text, TeamsJson.Wire.ErrorResponse)?.Error;
        Log.Refused(log, (int)answer.StatusCode, error?.Code ?? "", answer.Headers.TryGetValues("MS-CV", out var trace) ? string.Join(',', trace) : "");
        return new ConnectorAnswer.Refused(answer.StatusCode, error?.Code ?? "", answer.Headers.RetryAfter?.Delta, call.MayHaveArrived);
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
