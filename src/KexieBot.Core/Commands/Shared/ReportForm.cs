using System.Globalization;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands.Shared;

/// <summary>What is asked where a report names its item and nothing more: a form, or one line in the next message.</summary>
internal static class ReportForm
{
    public static Reply For(Turn turn, WorkItem item)
    {
        var (reference, title) = (turn.RefOf(item.PlanId, item.Number), turn.TitleOf(item));
        var command = Command(turn, item, percent: null);
        if (turn.Understood.Intent == Intent.ReportProblem)
        {
            return Reply.Of(turn.Say(Texts.ReportForm_AsksProblem, reference)) with
            {
                Asks = new Question(Intent.ReportProblem, command + " ") { Awaits = AwaitedText.Problem },
            };
        }

        var isCorrection = turn.Understood.Intent == Intent.CorrectProgress;
        return new Reply
        {
            Title = isCorrection ? turn.Say(Texts.ReportForm_Correct, reference, title) : turn.Say(Texts.ReportForm_Report, reference, title),
            Asks = Question.Completing(turn.Understood.Intent, command) with { AwaitsPercent = !item.IsLongTerm },
            Lines = item.Progress is { } last ? [turn.Say(Texts.ReportForm_LastTime) + (item.IsLongTerm ? last : $"{item.Percent}% {last}")] : [],
            // A problem and a next step stay until they are changed; what was done is told anew.
            Form = new ReplyForm(command, turn.Say(Texts.ReportForm_Send),
            [
                .. item.IsLongTerm ? [] : new[] { new FormField(FormSlots.Percent, turn.Say(Texts.ReportForm_Percent), FieldKind.Number) { IsRequired = true, Min = 0, Max = 100, Value = item.Percent.ToString(CultureInfo.InvariantCulture) } },
                Text(FormSlots.Note, turn.Say(Texts.ReportForm_Progress), isCorrection ? item.Progress : null),
                Text(FormSlots.Problem, turn.Say(Texts.ReportForm_Problems), item.Problem),
                Text(FormSlots.NextStep, turn.Say(Texts.ReportForm_NextStep), item.NextStep),
            ]),
            Hint = item.IsLongTerm ? turn.Say(Texts.ReportForm_NotByPercent, Verb(turn), reference)
                : turn.Say(Texts.ReportForm_AsksPercent, Verb(turn), reference),
        };
    }

    /// <summary>The word that begins the command: 更新, 更正 or 上报问题.</summary>
    public static string Verb(Turn turn) => turn.Understood.Intent switch
    {
        Intent.CorrectProgress => turn.Say(Texts.Command_Correct),
        Intent.ReportProblem => turn.Say(Texts.Command_ReportProblem),
        _ => turn.Say(Texts.Command_Update),
    };

    /// <summary>The command as far as it is known, to be completed.</summary>
    public static string Command(Turn turn, WorkItem item, int? percent) =>
        $"{Verb(turn)} {turn.RefOf(item.PlanId, item.Number)} {turn.Roster.NameOf(item.UnitId)}" + (percent is { } figure ? $" {figure}%" : "");

    private static FormField Text(string name, string label, string? value) => new(name, label, FieldKind.Paragraph) { MaxLength = ChatBot.LongestField, Value = value };
}
