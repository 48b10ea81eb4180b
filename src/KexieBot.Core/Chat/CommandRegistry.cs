using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>All commands, by the intent they answer.</summary>
public sealed class CommandRegistry
{
    private readonly Dictionary<Intent, ChatCommand> byIntent = [];

    /// <exception cref="InvalidOperationException">Two commands claim one intent.</exception>
    public CommandRegistry(IEnumerable<ChatCommand> commands)
    {
        Commands = [.. commands];
        foreach (var command in Commands)
        {
            foreach (var intent in command.Intents)
            {
                if (!byIntent.TryAdd(intent, command))
                    throw new InvalidOperationException($"{command.GetType().Name} and {byIntent[intent].GetType().Name} both claim {intent}.");
            }
        }
    }

    public IReadOnlyList<ChatCommand> Commands { get; }

    public ChatCommand? Find(Intent intent) => byIntent.GetValueOrDefault(intent);

    public IEnumerable<CommandHelp> HelpFor(PersonRole role) => Commands.Where(command => command.IsFor(role)).SelectMany(command => command.Help);
}
