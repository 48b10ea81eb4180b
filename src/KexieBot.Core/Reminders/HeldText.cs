using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;

namespace KexieBot.Core.Reminders;

/// <summary>The words of a morning message that also says what came in at night or on days off.</summary>
internal static class HeldText
{
    // What a reply offers at most.
    private const int MostChoices = 6;

    /// <summary><paramref name="morning"/> with <paramref name="held"/> behind it, nothing left out; a single message without a morning's own content stays as it was written. Null where there is neither.</summary>
    /// <param name="morning">What the morning has to say itself.</param>
    /// <param name="held">What is said with it.</param>
    /// <param name="isLate">It could not be delivered before, rather than not being said at night.</param>
    public static Reply? With(Reply? morning, IReadOnlyList<OutboxEntry> held, bool isLate = false) => (morning, held) switch
    {
        (_, []) => morning,
        (null, [var single]) => single.Content,
        _ => Together(morning, [.. held.Select(entry => entry.Content)], isLate),
    };

    private static Reply Together(Reply? morning, List<Reply> held, bool isLate)
    {
        var language = (morning ?? held[0]).Language;
        List<Reply> all = [.. morning is null ? held : held.Prepend(morning)];
        return new Reply
        {
            Title = morning is null
                ? language.Say(isLate ? Texts.Held_TitleLate : Texts.Held_Title, held.Count)
                : language.Say(Texts.Held_TitleAfterMorning, morning.Title, held.Count),
            Tone = all.Max(reply => reply.Tone),
            Lines = [.. morning?.Lines ?? [], .. held.Select(reply => LineOf(reply, language))],
            Facts = morning?.Facts ?? [],
            Rows = [.. all.SelectMany(reply => reply.Rows).DistinctBy(row => (row.Ref, row.Unit))],
            Choices = ChoicesOf(all),
            Hint = all.Select(reply => reply.Hint).FirstOrDefault(hint => hint is not null),
            Language = language,
        };
    }

    private static string LineOf(Reply reply, Language language)
    {
        IEnumerable<string> said = [reply.Title, .. reply.Lines, .. reply.Facts.Select(fact => language.Say(Texts.Held_Fact, fact.Name, fact.Value))];
        return "· " + string.Join(language.Say(Texts.Held_BetweenParts), said);
    }

    // Two messages may both offer "同意": then the button says what it does.
    private static List<Choice> ChoicesOf(List<Reply> replies)
    {
        var choices = replies.SelectMany(reply => reply.Choices).DistinctBy(choice => choice.Say).Take(MostChoices).ToList();
        var alike = choices.CountBy(choice => choice.Label).Where(label => label.Value > 1).Select(label => label.Key).ToHashSet(StringComparer.Ordinal);
        return choices.ConvertAll(choice => alike.Contains(choice.Label) ? choice with { Label = choice.Say } : choice);
    }
}
