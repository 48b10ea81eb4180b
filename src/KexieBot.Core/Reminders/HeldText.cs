using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;

namespace KexieBot.Core.Reminders;

/// <summary>The words of a morning message that also says what came in at night or on days off.</summary>
internal static class HeldText
{
    // What a reply offers at most.
    private const int MostChoices = 6;

    /// <summary><paramref name="morning"/> with <paramref name="held"/> behind it, nothing left out; a single message without a morning's own content stays as it was written. Null where there is neither.</summary>
    public static Reply? With(Reply? morning, IReadOnlyList<OutboxEntry> held) => (morning, held) switch
    {
        (_, []) => morning,
        (null, [var single]) => single.Content,
        _ => Together(morning, [.. held.Select(entry => entry.Content)]),
    };

    private static Reply Together(Reply? morning, List<Reply> held)
    {
        var isEnglish = (morning ?? held[0]).Language == "en";
        List<Reply> all = [.. morning is null ? held : held.Prepend(morning)];
        return new Reply
        {
            Title = morning is null
                ? isEnglish ? $"{held.Count} messages since the office closed" : $"下班后有 {held.Count} 条消息"
                : isEnglish ? $"{morning.Title}; {held.Count} more since the office closed" : $"{morning.Title}；下班后另有 {held.Count} 条消息",
            Tone = all.Max(reply => reply.Tone),
            Lines = [.. morning?.Lines ?? [], .. held.Select(reply => LineOf(reply, isEnglish))],
            Facts = morning?.Facts ?? [],
            Rows = [.. all.SelectMany(reply => reply.Rows).DistinctBy(row => (row.Ref, row.Unit))],
            Choices = ChoicesOf(all),
            Hint = all.Select(reply => reply.Hint).FirstOrDefault(hint => hint is not null),
            Language = isEnglish ? "en" : "zh",
        };
    }

    private static string LineOf(Reply reply, bool isEnglish)
    {
        IEnumerable<string> said = [reply.Title, .. reply.Lines, .. reply.Facts.Select(fact => isEnglish ? $"{fact.Name}: {fact.Value}" : $"{fact.Name}：{fact.Value}")];
        return "· " + string.Join(isEnglish ? " · " : "　", said);
    }

    // Two messages may both offer "同意": then the button says what it does.
    private static List<Choice> ChoicesOf(List<Reply> replies)
    {
        var choices = replies.SelectMany(reply => reply.Choices).DistinctBy(choice => choice.Say).Take(MostChoices).ToList();
        var alike = choices.CountBy(choice => choice.Label).Where(label => label.Value > 1).Select(label => label.Key).ToHashSet(StringComparer.Ordinal);
        return choices.ConvertAll(choice => alike.Contains(choice.Label) ? choice with { Label = choice.Say } : choice);
    }
}
