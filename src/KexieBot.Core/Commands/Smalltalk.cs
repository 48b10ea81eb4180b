using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Core.Commands;

/// <summary>收到谢谢, 在吗: a word back, nothing else.</summary>
public sealed class Smalltalk : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Smalltalk];

    public override Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(new Reply
        {
            Title = turn.Say(Texts.Smalltalk_Here),
            Choices = [Offers.MyTasks(turn)],
        });
}
