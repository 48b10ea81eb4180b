using KexieBot.Core.Chat.Understanding;

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
}
