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
                ? turn.Say("好的，已取消，没有改动任何内容。", "Cancelled. Nothing was changed.")
                : turn.Say("现在没有等您确认的事项（超过十分钟的会作废），没有改动任何内容。", "Nothing waits for your confirmation (questions lapse after ten minutes). Nothing was changed."),
            Choices = [Offers.MyTasks(turn)],
        });
}
