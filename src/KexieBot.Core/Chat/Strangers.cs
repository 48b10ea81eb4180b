using KexieBot.Core.Delivery;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Chat;

/// <summary>Senders whom the roster does not know: they are told how to get onto it and shown nothing, and the office sees the attempt, once a day for each account.</summary>
public sealed class Strangers(Outbox outbox, OfficeClock clock)
{
    public async Task<Reply> AnswerAsync(InboundMessage message, Roster.Roster roster)
    {
        if (message.Sender.Channel != ChannelKind.Console)
            await TellOfficeAsync(message.Sender, roster);
        return new Reply
        {
            Title = "您还不在联络员名册上，请联系本方案的办公室登记后再用。",
            Lines = ["You are not on the roster yet. Please ask the plan's office to add you."],
            Facts = [new Fact("登记时请提供", $"{message.Sender.Channel} {message.Sender.Id}")],
            Tone = ReplyTone.Warning,
        };
    }

    private async Task TellOfficeAsync(ChannelAccount sender, Roster.Roster roster)
    {
        foreach (var person in roster.InRole(PersonRole.Office))
        {
            var key = $"stranger/{OfficeClock.Text(clock.Today)}/{sender.Channel}/{sender.Id}/{person.Id}";
            await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry(key, person.Id, "event", new Reply
            {
                Title = "有名册外的账号给科协Bot发了消息",
                Facts = [new Fact("渠道", sender.Channel.ToString()), new Fact("账号", sender.Id), new Fact("显示名", sender.DisplayName ?? "—")],
                Hint = "如应登记，请在名册的人员表里填上该账号后重新导入。",
            }, clock.Now));
        }
    }
}
