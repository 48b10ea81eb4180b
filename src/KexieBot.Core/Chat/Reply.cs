using System.Text.Json.Serialization;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Chat;

/// <summary>What the bot has to say, as meaning. Each channel renders it; no command knows a channel. All texts are plain text: a renderer escapes them for its own markup.</summary>
public sealed record Reply
{
    /// <summary>One line that stands alone: it is also the notification's text.</summary>
    public required string Title { get; init; }

    public ReplyTone Tone { get; init; }

    /// <summary>Paragraphs under the title.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Work items or measures, in the order to show them.</summary>
    public IReadOnlyList<ItemRow> Rows { get; init; } = [];

    public ReplyChart? Chart { get; init; }

    public ReplyForm? Form { get; init; }

    /// <summary>A file that the channel sends along, where it can.</summary>
    public ReplyFile? File { get; init; }

    /// <summary>What the reader is most likely to do next; at most six.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>A hint under everything else.</summary>
    public string? Hint { get; init; }

    /// <summary>The language the texts are in.</summary>
    public Language Language { get; init; }

    /// <summary>The question that this reply asks, for the next message to answer.</summary>
    [JsonIgnore]
    public Question? Asks { get; init; }

    /// <summary>The message could not be answered: the store is away or full, or something is broken.</summary>
    [JsonIgnore]
    public bool IsFault { get; init; }

    /// <summary>What to say to get this reply anew: a card that is seen again later refreshes with it. Null where a refresh makes no sense.</summary>
    public string? RefreshSay { get; init; }

    public static Reply Of(string title, ReplyTone tone = ReplyTone.Neutral) => new() { Title = title, Tone = tone };

    /// <summary>Asks whether to run <paramref name="command"/>; 确认, typed or tapped, runs it as it stands.</summary>
    public static Reply Confirm(Turn turn, string title, string command)
    {
        var question = Question.Confirming(turn.Understood.Intent, command) with { Shown = title };
        return new Reply
        {
            Title = turn.IsConfirmed ? turn.Say(Texts.Confirm_Changed, title) : title,
            Choices = [new Choice(turn.Say(Texts.Confirm_Yes), question.ConfirmSay) { IsPrimary = true }, Choice.Saying(turn.Say(Texts.Confirm_No))],
            Asks = question,
        };
    }

    public static Reply Refusal(string title) => new() { Title = title, Tone = ReplyTone.Warning };
}

public enum ReplyTone
{
    Neutral,
    Good,
    Warning,
    Bad,
}

public sealed record Fact(string Name, string Value);

/// <summary>A button or suggestion: tapping it is the same as typing <paramref name="Say"/>.</summary>
public sealed record Choice(string Label, string Say)
{
    public bool IsPrimary { get; init; }

    /// <summary>A button that says what is written on it.</summary>
    public static Choice Saying(string words) => new(words, words);
}

/// <summary>One work item or measure in a list. <paramref name="Ref"/> is what people type to name it ("7").</summary>
public sealed record ItemRow(string Ref, string Title)
{
    /// <summary>The unit, where the list spans several.</summary>
    public string? Unit { get; init; }

    public Light Light { get; init; }

    /// <summary>0–100, null where percent means nothing (长期坚持).</summary>
    public int? Percent { get; init; }

    /// <summary>The state in the reader's words.</summary>
    public string? State { get; init; }

    /// <summary>The deadline in the reader's words, e.g. "12月31日 · 还有3天".</summary>
    public string? Due { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];
}

public enum ChartKind
{
    HorizontalBar,
    Line,
}

/// <summary>Numbers to draw. Every renderer that cannot draw shows them as a table.</summary>
public sealed record ReplyChart(ChartKind Kind, string Title, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>What a value counts: "项" or "%".</summary>
    public string Measure { get; init; } = "";
}

public sealed record ChartPoint(string Label, double Value);

/// <summary>A form: sending it is the same as typing <paramref name="Say"/> with the fields beside it (<see cref="InboundMessage.Fields"/>). Channels without forms ask for the text of <paramref name="Say"/> in the next message.</summary>
public sealed record ReplyForm(string Say, string SubmitLabel, IReadOnlyList<FormField> Fields);

public enum FieldKind
{
    Paragraph,
    Number,
}

public sealed record FormField(string Name, string Label, FieldKind Kind)
{
    public bool IsRequired { get; init; }

    public string? Value { get; init; }

    public int? Min { get; init; }

    public int? Max { get; init; }

    public int? MaxLength { get; init; }
}
