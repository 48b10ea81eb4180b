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
        // Whom the roster does not know has no language yet: both are said, the client's own first.
        const string Chinese = "您还不在联络员名册上，请联系本方案的办公室登记后再用。";
        const string English = "You are not on the roster yet. Please ask the plan's office to add you.";
        var isEnglish = message.Locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) is true;
        return new Reply
        {
            Title = isEnglish ? English : Chinese,
            Lines = [isEnglish ? Chinese : English],
            Facts = [new Fact(isEnglish ? "Give them" : "登记时请提供", $"{message.Sender.Channel} {message.Sender.Id}")],
            Tone = ReplyTone.Warning,
            Language = isEnglish ? "en" : "zh",
        };
    }

    private async Task TellOfficeAsync(ChannelAccount sender, Roster.Roster roster)
    {
        foreach (var person in roster.InRole(PersonRole.Office))
        {
            var key = $"stranger/{OfficeClock.Text(clock.Today)}/{sender.Channel}/{sender.Id}/{person.Id}";
            await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry(key, person.Id, "event", NoticeFor(person, sender), clock.Now));
        }
    }

    private static Reply NoticeFor(Person person, ChannelAccount sender)
    {
        var isEnglish = person.Language == "en";
        return new Reply
        {
            Title = isEnglish ? "An account that is not on the roster wrote to KexieBot" : "有名册外的账号给科协Bot发了消息",
            Facts =
            [
                new Fact(isEnglish ? "Channel" : "渠道", sender.Channel.ToString()),
                new Fact(isEnglish ? "Account" : "账号", sender.Id),
                new Fact(isEnglish ? "Shown as" : "显示名", sender.DisplayName ?? "—"),
            ],
            Hint = isEnglish ? "If it belongs there, put the account into the roster's table of persons and import it again." : "如应登记，请在名册的人员表里填上该账号后重新导入。",
            Language = person.Language,
        };
    }
}
