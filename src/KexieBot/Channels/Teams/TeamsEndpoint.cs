using System.Buffers;
using System.Text.Json;
using KexieBot.Channels.Teams.Callers;
using KexieBot.Channels.Teams.Conversations;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;

namespace KexieBot.Channels.Teams;

/// <summary>POST /api/messages. The caller is judged before the body is read, the activity before anything is done with it.</summary>
internal sealed partial class TeamsEndpoint(TeamsCallers callers, TeamsTurn turn, OfficeClock clock, ILogger<TeamsEndpoint> log)
{
    public const string Route = "/api/messages";

    /// <summary>Teams itself stops at 100 KB of a message; forms and mentions come on top.</summary>
    public const int MostBytes = 256 * 1024;

    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(10);

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        try
        {
            // Our own deadline: a client that hangs up must not stop a turn halfway.
            using var deadline = new CancellationTokenSource(ReadWithin, clock.Time);
            if (await callers.IdentifyAsync(context, deadline.Token) is not { } caller)
                return Unauthorized(context);
            var (status, activity) = await ReadAsync(context.Request, deadline.Token);
            if (activity is null)
                return Results.StatusCode(status);
            return callers.Vouch(caller, activity) is { } serviceUrl
                ? ResultOf(context, await turn.RunAsync(activity, serviceUrl))
                : Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        catch (KeysUnavailableException)
        {
            return Busy(context);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.ActivityFailed(log, fault, context.TraceIdentifier);
            return Busy(context);
        }
        catch (OperationCanceledException)
        {
            return Results.StatusCode(StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<(int Status, Activity? Activity)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
            return (StatusCodes.Status413PayloadTooLarge, null);
        // Also what keeps web pages out of the playground: a browser asks before it posts JSON elsewhere.
        if (!request.HasJsonContentType())
            return (StatusCodes.Status400BadRequest, null);
        var body = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(body, MostBytes + 1, throwOnEndOfStream: false, cancellationToken);
            if (length > MostBytes)
                return (StatusCodes.Status413PayloadTooLarge, null);
            var activity = JsonSerializer.Deserialize(body.AsSpan(0, length), TeamsJson.Wire.Activity);
            return activity is not null && IsWhole(activity) ? (StatusCodes.Status200OK, activity) : (StatusCodes.Status400BadRequest, null);
        }
        catch (Exception fault) when (fault is JsonException or IOException or BadHttpRequestException)
        {
            return (StatusCodes.Status400BadRequest, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    /// <summary>Whatever is handled further needs a conversation, a message somebody who sent it, and every list something in each place.</summary>
    private static bool IsWhole(Activity activity) => !HasGap(activity.Attachments) && !HasGap(activity.Entities) && !HasGap(activity.MembersAdded) && !HasGap(activity.MembersRemoved) && activity.Type switch
    {
        null or "" => false,
        "message" or "invoke" => activity is { Id.Length: > 0, From.Id.Length: > 0, Conversation.Id.Length: > 0 },
        "conversationUpdate" or "installationUpdate" => activity is { Conversation.Id.Length: > 0 },
        _ => true,
    };

    private static bool HasGap<T>(IReadOnlyList<T>? list)
        where T : class => list?.Any(element => element is null) is true;

    private static IResult ResultOf(HttpContext context, TurnAnswer answer) => answer switch
    {
        { Body: { } body } => Results.Json(body, TeamsJson.Wire.AdaptiveCardInvokeResponse, statusCode: answer.Status),
        { Status: StatusCodes.Status503ServiceUnavailable } => Busy(context),
        _ => Results.StatusCode(answer.Status),
    };

    private static IResult Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "An activity could not be handled (request {RequestId}).")]
        public static partial void ActivityFailed(ILogger logger, Exception fault, string requestId);
    }
}
