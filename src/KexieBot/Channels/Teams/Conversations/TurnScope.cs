using KexieBot.Channels.Teams.Protocol;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>The ids that every line logged during a turn carries.</summary>
internal static class TurnScope
{
    private static readonly Func<ILogger, string?, string?, IDisposable?> Scope =
        LoggerMessage.DefineScope<string?, string?>("Activity {ActivityId} in {ConversationId}");

    public static IDisposable? Begin(ILogger log, Activity activity) => Scope(log, activity.Id, activity.Conversation?.Id);
}
