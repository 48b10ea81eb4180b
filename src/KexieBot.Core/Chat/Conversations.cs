using System.Text.Json;
using System.Text.RegularExpressions;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using StackExchange.Redis;

namespace KexieBot.Core.Chat;

/// <summary>
/// Remembers, for every person, the question that the bot asked last, so that the next message can be its answer on whichever replica it arrives.
/// A command asks by setting <see cref="Reply.Asks"/>; it learns from <see cref="Turn.IsConfirmed"/> that a wide or destructive action was agreed to.
/// Key: <c>kexie:{person:ID}:question</c>, JSON, gone after ten minutes.
/// </summary>
public sealed partial class Conversations(IDatabase store, OfficeClock clock)
{
    /// <summary>How long a question waits.</summary>
    public static readonly TimeSpan Lapse = TimeSpan.FromMinutes(10);

    // 12月底, 材料没到: a piece of a command likens all sorts of commands and is none.
    private const int LongestPiece = 12;
    private const int LongestPercent = 3;

    /// <summary>The open question to this person in the conversation of <paramref name="message"/>; null where there is none or it has lapsed.</summary>
    public async Task<Question?> OpenAsync(InboundMessage message, Person person)
    {
        if ((string?)await store.StringGetAsync(KeyOf(person)) is not { } json)
            return null;
        var asked = JsonSerializer.Deserialize<Asked>(json, StoreJson.Options)!;
        return asked.In == PlaceOf(message) && clock.Now - asked.At < Lapse ? asked.Question : null;
    }

    public Task AskAsync(InboundMessage message, Person person, Question question) =>
        store.StringSetAsync(KeyOf(person), JsonSerializer.Serialize(new Asked(question, PlaceOf(message), clock.Now), StoreJson.Options), Lapse);

    public Task ForgetAsync(Person person) => store.KeyDeleteAsync(KeyOf(person));

    /// <summary>What <paramref name="message"/> means where <paramref name="open"/> was asked before it.</summary>
    /// <param name="read">Reads a text as if nothing had been asked.</param>
    /// <returns>The command as one text, what it was understood as, and whether it was confirmed.</returns>
    public static (string Text, Understood Understood, bool IsConfirmed) Resolve(InboundMessage message, Question? open, Func<string, Understood> read)
    {
        // A button of a question that was answered, dropped or has lapsed asks anew instead of acting.
        if (Question.ConfirmedIn(message.Text) is { } confirmed)
            return (confirmed, read(confirmed), open is { IsConfirmation: true } && open.Before == confirmed);
        var alone = read(message.Text);
        if (open is null)
            return (message.Text, alone, false);
        if (message.IsFileAlone && open.Intent == Intent.ImportPlan)
            return (open.Before, read(open.Before), false);
        if (message.IsFileAlone && open.Intent != Intent.Upload)
            return (message.Text, EvidenceFor(read(open.Before), alone), false);
        if (Option.Picked(open.Options, message.Text) is { } picked)
            return (picked.Say, read(picked.Say), false);
        if (open.Options.Count > 0)
            return (message.Text, alone, false);
        if (open.IsConfirmation)
            return alone.Intent == Intent.Confirm ? (open.Before, read(open.Before), true) : (message.Text, alone, false);
        if (open.Awaits is { } awaits && message.Attachments.Count == 0 && !string.IsNullOrWhiteSpace(message.Text))
            return IsCommand(alone) ? (message.Text, alone, false) : (open.Before + message.Text.Trim(), WithText(open, awaits, message.Text.Trim(), read), false);
        var said = message.Text.Trim();
        var isPercent = open.AwaitsPercent && said.Length <= LongestPercent && said.All(char.IsAsciiDigit) && said.Length > 0;
        var command = open.Before + said + (isPercent ? "%" : "") + open.After;
        return (isPercent || CanAnswer(alone, open, said)) && read(command) is var whole && whole.Intent == open.Intent
            ? (command, whole, false)
            : (message.Text, alone, false);
    }

    private static Understood WithText(Question open, AwaitedText awaits, string text, Func<string, Understood> read)
    {
        var slots = read(open.Before).Slots;
        return new Understood(open.Intent, awaits switch
        {
            AwaitedText.Note => slots with { Note = text },
            AwaitedText.Problem => slots with { Problem = text },
            _ => slots with { Reason = text },
        }, []);
    }

    // Where a text is awaited only this drops the question: 取消, a command in its exact words, a command with a number.
    private static bool IsCommand(Understood alone) =>
        alone.Intent == Intent.Cancel
        || (alone.Intent is not (Intent.Unknown or Intent.Smalltalk or Intent.Confirm) && (alone.Slots.Measures.Count > 0 || alone.IsExact));

    // A picture sent in the middle of a report belongs to the measure that the report is about.
    private static Understood EvidenceFor(Understood asked, Understood alone) =>
        asked.Slots is { Measures: [_], Unit: var unit } slots ? new Understood(Intent.Upload, Slots.None with { Measures = slots.Measures, Unit = unit }, []) : alone;

    // What was not understood by itself, and what says no more than a piece of the command that was begun.
    private static bool CanAnswer(Understood alone, Question open, string said) => (!open.AwaitsNumber || MayNameMeasure(alone, said)) && IsPiece(alone, open, said);

    // A percent is another report, 第3条暂无进展 and 6到9都签收 are commands of their own, and 这个月工资发了吗 is about something else.
    private static bool MayNameMeasure(Understood alone, string said) => alone.Slots.Measures.Count > 0
        ? alone.Intent is Intent.MeasureDetail or Intent.Unknown or Intent.Smalltalk or Intent.Confirm || (alone.Intent == Intent.ReportProgress && alone.Slots is { Percent: null, Note: null, Problem: null, NextStep: null })
        : alone.Slots.Percent is null && said.Any(IsFigure);

    private static bool IsFigure(char letter) => char.IsDigit(letter) || "一二三四五六七八九十".Contains(letter, StringComparison.Ordinal);

    private static bool IsPiece(Understood alone, Question open, string said) => !Asking().IsMatch(said) && (
        (alone.Intent is Intent.Smalltalk or Intent.Confirm && !open.IsOptional)
        || alone.Intent is Intent.Unknown
        || (!alone.IsCertain && said.Length <= LongestPiece && (alone.Slots.Measures.Count == 0 || open.After.Length > 0))
        || (alone.Intent == open.Intent && alone.Slots.Measures.Count == 0)
        || (alone.Intent == Intent.ReportProgress && alone.Slots.Measures.Count == 0)
        || (alone.Intent is Intent.MeasureDetail && (open.AwaitsNumber || open.After.Length > 0))
        || (alone.Intent is Intent.UnitStatus or Intent.Upload or Intent.DueList && open.After.Length == 0));

    // 区教育局报了什么 is a question and no report.
    [GeneratedRegex("(?:什么|谁|多少|怎么样|如何|怎样|哪[些个里]|几[条项个])[^，。；,;]{0,3}$|[?？]\\s*$|^(?:what|who|which|how|when|where)\\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Asking();

    private static RedisKey KeyOf(Person person) => $"kexie:{{person:{person.Id}}}:question";

    private static string PlaceOf(InboundMessage message) => $"{message.Sender.Channel}/{message.ConversationId}";

    private sealed record Asked(Question Question, string In, DateTimeOffset At);
}
