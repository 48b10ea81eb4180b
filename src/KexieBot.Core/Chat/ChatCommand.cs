using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>Something people can ask of the bot. A command is one file that holds what it answers to, its help and its rights.</summary>
public abstract class ChatCommand
{
    /// <summary>The intents this command answers; no two commands share one.</summary>
    public abstract IReadOnlyList<Intent> Intents { get; }

    /// <summary>Lines of the help, for those who may use the command; empty for what needs no explanation.</summary>
    public virtual IReadOnlyList<CommandHelp> Help => [];

    public virtual bool IsFor(PersonRole role) => true;

    public abstract Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken);
}

/// <summary>One line of help, by the names of its texts. The example is typed as it stands in either language; it must be understood as the command's own.</summary>
public sealed record CommandHelp(string Example, string What);
