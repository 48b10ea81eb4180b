using System.Globalization;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;

namespace KexieBot.Core.Commands;

/// <summary>What is asked where a report names its item and nothing more: a form, or one line in the next message.</summary>
internal static class ReportForm
{
    public static Reply For(Turn turn, WorkItem item)
    {
        var (reference, title) = (turn.RefOf(item.PlanId, item.Number), turn.TitleOf(item));
        var command = Report.Command(turn, item, percent: null);
        if (turn.Understood.Intent == Intent.ReportProblem)
        {
            return Reply.Of(turn.Say($"第{reference}条遇到什么问题？", $"What is in the way of {reference}?")) with
            {
                Asks = new Question(Intent.ReportProblem, command + " ") { Awaits = AwaitedText.Problem },
            };
        }

        var isCorrection = turn.Understood.Intent == Intent.CorrectProgress;
        return new Reply
        {
            Title = isCorrection ? turn.Say($"更正：第{reference}条 {title}", $"Correct {reference} {title}") : turn.Say($"报进展：第{reference}条 {title}", $"Report on {reference} {title}"),
            Asks = Question.Completing(turn.Understood.Intent, command) with { AwaitsPercent = !item.IsLongTerm },
            Lines = item.Progress is { } last ? [turn.Say("上次：", "Last time: ") + (item.IsLongTerm ? last : $"{item.Percent}% {last}")] : [],
            // A problem and a next step stay until they are changed; what was done is told anew.
            Form = new ReplyForm(command, turn.Say("报送", "Send"),
            [
                .. item.IsLongTerm ? [] : new[] { new FormField(FormSlots.Percent, turn.Say("完成百分比", "Percent"), FieldKind.Number) { IsRequired = true, Min = 0, Max = 100, Value = item.Percent.ToString(CultureInfo.InvariantCulture) } },
                Text(FormSlots.Note, turn.Say("目前进展", "Progress"), isCorrection ? item.Progress : null),
                Text(FormSlots.Problem, turn.Say("存在问题", "Problems"), item.Problem),
                Text(FormSlots.NextStep, turn.Say("下一步打算", "Next step"), item.NextStep),
            ]),
            Hint = item.IsLongTerm ? turn.Say($"这一条按周期报送，不按百分比计，直接发：{Report.Verb(turn)} {reference} 做了什么", $"This one is judged by its reports and not by percent. Say: {Report.Verb(turn)} {reference} what was done")
                : turn.Say($"进展到百分之多少？也可以直接发：{Report.Verb(turn)} {reference} 60% 做了什么", $"How far is it? You can also say: {Report.Verb(turn)} {reference} 60% what was done"),
        };
    }

    private static FormField Text(string name, string label, string? value) => new(name, label, FieldKind.Paragraph) { MaxLength = ChatBot.LongestField, Value = value };
}
