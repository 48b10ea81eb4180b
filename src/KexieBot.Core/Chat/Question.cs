using System.Text.Json.Serialization;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Chat;

/// <summary>Which of a command's texts a question waits for.</summary>
public enum AwaitedText
{
    Note,
    Problem,
    Reason,
}

/// <summary>
/// What the bot has asked back and waits for. The next message goes between <paramref name="Before"/> and <paramref name="After"/> and is read
/// as one command of <paramref name="Intent"/>: "更新 7 " and 60% make 更新 7 60%. A message that is clearly another command drops the question.
/// </summary>
public sealed record Question(Intent Intent, string Before, string After = "")
{
    // Before the command, in whatever language that is said.
    private const string ConfirmMark = "确认：";

    /// <summary>True where 确认 alone runs <see cref="Before"/>; nothing is put in.</summary>
    public bool IsConfirmation { get; init; }

    /// <summary>What the person was shown with a confirmation.</summary>
    public string? Shown { get; init; }

    /// <summary>What is asked is which of these: a name, 第二个 or its number picks one. Nothing is put in.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Files and links that came before and do not come again with the answer.</summary>
    public IReadOnlyList<EvidencePiece> Pieces { get; init; } = [];

    /// <summary>The number of a measure is what is missing, and no command of its own; a message without one is no answer.</summary>
    public bool AwaitsNumber { get; init; }

    /// <summary>A percent is missing: a bare number is one, and no measure.</summary>
    public bool AwaitsPercent { get; init; }

    /// <summary>A text in the person's own words is missing. It is taken as it stands and not read: 材料还没交齐 is a reason and no question who has not reported.</summary>
    public AwaitedText? Awaits { get; init; }

    /// <summary>True where all is done without an answer: a word of thanks is none.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Asks for the piece that <paramref name="command"/> lacks at its end.</summary>
    public static Question Completing(Intent intent, string command) => new(intent, command + " ");

    /// <summary>Asks which measure the words of <paramref name="turn"/> are about.</summary>
    public static Question ForNumber(Turn turn) =>
        new(turn.Understood.Intent, turn.Say(Texts.Question_BeforeNumber, turn.Message.Text.Trim()), turn.Say(Texts.Question_AfterNumber, turn.Message.Text.Trim())) { AwaitsNumber = true };

    /// <summary>Asks for the text that the words of <paramref name="turn"/> lack.</summary>
    public static Question ForText(Turn turn, AwaitedText awaits) =>
        new(turn.Understood.Intent, turn.Message.Text.Trim() + turn.Say(Texts.Between_Clauses)) { Awaits = awaits };

    /// <summary>Asks whether to run <paramref name="command"/>, which names all that it will change: what is confirmed is what was shown.</summary>
    public static Question Confirming(Intent intent, string command) => new(intent, command) { IsConfirmation = true };

    /// <summary>Asks which of <paramref name="options"/> the words of <paramref name="turn"/> mean.</summary>
    public static Question Which(Turn turn, IEnumerable<Option> options) => new(turn.Understood.Intent, turn.Message.Text.Trim()) { Options = [.. options], Pieces = turn.Pieces };

    /// <summary>The words on the button that confirms: they carry the command, so that an old button cannot confirm a later question.</summary>
    [JsonIgnore]
    public string ConfirmSay => ConfirmMark + Before;

    /// <summary>The command in a text that a confirming button sends; null in any other.</summary>
    public static string? ConfirmedIn(string text)
    {
        var trimmed = text.TrimStart();
        return trimmed.StartsWith(ConfirmMark, StringComparison.Ordinal) && trimmed.Length > ConfirmMark.Length ? trimmed[ConfirmMark.Length..] : null;
    }
}
