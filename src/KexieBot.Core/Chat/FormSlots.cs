using System.Globalization;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Core.Chat;

/// <summary>What a form's fields add to what its text says. Field values are untrusted strings; one that does not fit is left for the command to ask for.</summary>
internal static class FormSlots
{
    public const string Percent = "percent";
    public const string Note = "note";
    public const string Problem = "problem";
    public const string NextStep = "next_step";
    public const string Reason = "reason";

    public static Understood Merge(InboundMessage message, Understood understood)
    {
        if (message.Fields.Count == 0)
            return understood;
        var slots = understood.Slots;
        return understood with
        {
            Slots = slots with
            {
                Percent = PercentOf(message) ?? slots.Percent,
                Note = Field(message, Note) ?? slots.Note,
                Problem = Field(message, Problem) ?? slots.Problem,
                NextStep = Field(message, NextStep) ?? slots.NextStep,
                Reason = Field(message, Reason) ?? slots.Reason,
            },
        };
    }

    // A number field takes 60.5 on some clients: it is rounded down, as nobody is to be ahead of the report.
    private static int? PercentOf(InboundMessage message) =>
        decimal.TryParse(Field(message, Percent)?.TrimEnd('%', '％'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > -1000 and < 1000
            ? (int)decimal.Floor(percent)
            : null;

    private static string? Field(InboundMessage message, string name) =>
        message.Fields.GetValueOrDefault(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
