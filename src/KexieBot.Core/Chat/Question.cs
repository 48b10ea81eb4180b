using System.Text.Json.Serialization;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Core.Chat;

/// <summary>
/// What the bot has asked back and waits for. The next message goes between <paramref name="Before"/> and <paramref name="After"/> and is read
/// as one command of <paramref name="Intent"/>: "更新 7 " and 60% make 更新 7 60%. A message that is clearly another command drops the question.
/// </summary>
public sealed record Question(Intent Intent, string Before, string After = "")
{
    /// <summary>True where 确认 alone runs <see cref="Before"/>; nothing is put in.</summary>
    public bool IsConfirmation { get; init; }

    /// <summary>True where all is done without an answer: a word of thanks is none.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Asks for the piece that <paramref name="command"/> lacks at its end.</summary>
    public static Question Completing(Intent intent, string command) => new(intent, command + " ");

    /// <summary>Asks whether to run <paramref name="command"/>, which names all that it will change: what is confirmed is what was shown.</summary>
    public static Question Confirming(Intent intent, string command) => new(intent, command) { IsConfirmation = true };

    /// <summary>The words on the button that confirms: they carry the command, so that an old button cannot confirm a later question.</summary>
    [JsonIgnore]
    public string ConfirmSay => $"确认：{Before}";

    /// <summary>The command in a text that a confirming button sends; null in any other.</summary>
    public static string? ConfirmedIn(string text)
    {
        var trimmed = text.TrimStart();
        return trimmed.StartsWith("确认：", StringComparison.Ordinal) && trimmed.Length > 3 ? trimmed[3..] : null;
    }
}
