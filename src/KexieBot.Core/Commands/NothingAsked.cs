using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Core.Commands;

/// <summary>取消, and a 确认 that nothing waits for.</summary>
public sealed class NothingAsked : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Cancel, Intent.Confirm];

    public override Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(new Reply
        {
            Title = turn.Understood.Intent == Intent.Cancel
                ? turn.Say(Texts.NothingAsked_Cancelled)
                : turn.Say(Texts.NothingAsked_NothingWaits),
            Choices = [Offers.MyTasks(turn)],
        });
}
