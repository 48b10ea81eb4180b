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
        // Whom the roster does not know has no language yet: it is said in all, the client's own first.
        var language = Languages.OfLocale(message.Locale);
        return new Reply
        {
            Title = language.Say(Texts.Strangers_NotOnRoster),
            Lines = [.. language.Others().Select(other => other.Say(Texts.Strangers_NotOnRoster))],
            Facts = [new Fact(language.Say(Texts.Strangers_GiveThem), $"{message.Sender.Channel} {message.Sender.Id}")],
            Tone = ReplyTone.Warning,
            Language = language,
        };
    }

    private async Task TellOfficeAsync(ChannelAccount sender, Roster.Roster roster)
    {
        foreach (var person in roster.InRole(PersonRole.Office))
        {
            var key = $"stranger/{OfficeClock.Text(clock.Today)}/{sender.Channel}/{sender.Id}/{person.Id}";
            await outbox.TryEnqueueAsync(Outbox.OfficeSlot, new OutboxEntry(key, person.Id, MessageKind.Event, NoticeFor(person, sender), clock.Now));
        }
    }

    private static Reply NoticeFor(Person person, ChannelAccount sender)
    {
        var language = person.Language;
        return new Reply
        {
            Title = language.Say(Texts.Strangers_Wrote),
            Facts =
            [
                new Fact(language.Say(Texts.Strangers_Channel), sender.Channel.ToString()),
                new Fact(language.Say(Texts.Strangers_Account), sender.Id),
                new Fact(language.Say(Texts.Strangers_ShownAs), sender.DisplayName ?? "—"),
            ],
            Hint = language.Say(Texts.Strangers_HowToAdd),
            Language = person.Language,
        };
    }
}
