namespace KexieBot.Core.Chat;

/// <summary>Takes one verified message and answers it.</summary>
public sealed class ChatBot
{
    /// <summary>Answers <paramref name="message"/>. The same message id gets the same answer and changes nothing a second time.</summary>
    public Task<Reply> RespondAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Reply.Of(message.Text));
    }
}
