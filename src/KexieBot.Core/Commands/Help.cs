using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using Microsoft.Extensions.DependencyInjection;

namespace KexieBot.Core.Commands;

/// <summary>帮助: what can be said, by groups with a button each; 帮助：报送 has a group's lines. And the answer to what was not understood. The lines come from the commands themselves.</summary>
public sealed class Help(IServiceProvider services) : ChatCommand
{
    private const int MostChoices = 3;
    private const int MostExamples = 3;

    // A command stands in the first group that has one of its intents; one without a group is told under the last.
    private static readonly (string Chinese, string English, Intent[] Intents)[] Groups =
    [
        ("查看", "look", [Intent.MyTasks, Intent.DueList, Intent.MeasureDetail, Intent.AskHistory, Intent.AskLiaison]),
        ("报送", "reporting", [Intent.ReportProgress, Intent.Sign, Intent.RequestClose, Intent.RequestExtension, Intent.Dispute, Intent.Upload]),
        ("统计", "figures", [Intent.PlanSummary, Intent.UnitStatus, Intent.LightList, Intent.NotReported, Intent.ProblemList, Intent.Compare, Intent.Ranking, Intent.Bulletin]),
        ("审核", "decide", [Intent.ApproveClose, Intent.ApproveExtension, Intent.RejectDispute, Intent.Urge, Intent.Instruct]),
        ("调整", "change", [Intent.SetDeadline, Intent.SetUnits, Intent.AddMeasure, Intent.RemovePlan, Intent.SetLiaison, Intent.Undelivered]),
        ("设置", "settings", []),
    ];

    public override IReadOnlyList<Intent> Intents => [Intent.Help, Intent.Unknown];

    public override Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(turn.Understood.Intent != Intent.Help ? NotUnderstood(turn) : Asked(turn) is { } group ? OfGroup(turn, group) : Overview(turn));

    private static string Name(Turn turn, int group) => turn.Say(Groups[group].Chinese, Groups[group].English);

    private static int? Asked(Turn turn)
    {
        var asked = Array.FindIndex(Groups, group => turn.Message.Text.EndsWith($"：{group.Chinese}", StringComparison.Ordinal) || turn.Message.Text.EndsWith($": {group.English}", StringComparison.OrdinalIgnoreCase));
        return asked < 0 ? null : asked;
    }

    // Asked for late: the registry is made of the commands, of which this is one.
    private List<(int Group, IReadOnlyList<CommandHelp> Lines)> Lines(Turn turn) =>
    [
        .. services.GetRequiredService<CommandRegistry>().Commands.Where(command => command.IsFor(turn.Person.Role) && command.Help.Count > 0)
            .GroupBy(command => Array.FindIndex(Groups, group => group.Intents.Length == 0 || group.Intents.Intersect(command.Intents).Any()))
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, (IReadOnlyList<CommandHelp>)[.. group.SelectMany(command => command.Help)])),
    ];

    private Reply Overview(Turn turn)
    {
        var groups = Lines(turn);
        return new Reply
        {
            Title = turn.Say($"{turn.Person.Name}，您好！我是科协Bot，可以这样说：", $"Hello {turn.Person.Name}! I am KexieBot. You can say:"),
            Facts = [.. groups.Select(group => new Fact(Name(turn, group.Group), string.Join(turn.Say("；", "; "), group.Lines.Take(MostExamples).Select(line => turn.Say(line.Example, line.EnglishExample))) + (group.Lines.Count > MostExamples ? "…" : "")))],
            Choices = [.. groups.Select(group => new Choice(Name(turn, group.Group), turn.Say($"帮助：{Name(turn, group.Group)}", $"help: {Name(turn, group.Group)}")))],
            Hint = turn.Say("点一组看全部说法，也可以直接用自己的话说。", "Tap a group for all of it, or just say it in your own words."),
        };
    }

    private Reply OfGroup(Turn turn, int asked)
    {
        var lines = Lines(turn).Where(group => group.Group == asked).SelectMany(group => group.Lines).ToList();
        return new Reply
        {
            Title = turn.Say($"{Name(turn, asked)}，可以这样说：", $"You can say ({Name(turn, asked)}):"),
            Facts = [.. lines.Select(line => new Fact(turn.Say(line.Example, line.EnglishExample), turn.Say(line.What, line.EnglishWhat)))],
            // What names a measure is an example; the others can be tapped as they stand.
            Choices = [.. lines.Where(line => !line.Example.Any(char.IsAsciiDigit)).Take(MostChoices).Select(line => new Choice(turn.Say(line.Example, line.EnglishExample), turn.Say(line.Example, line.EnglishExample))), new Choice(turn.Say("帮助", "help"), turn.Say("帮助", "help"))],
        };
    }

    private static Reply NotUnderstood(Turn turn)
    {
        var nearest = turn.Understood.Nearest.Select(suggestion => suggestion.Text).Take(MostChoices).ToList();
        if (nearest.Count == 0)
            nearest = [turn.Say("我的任务", "my tasks"), turn.Say("帮助", "help")];
        return new Reply
        {
            Title = turn.Understood.Intent == Intent.Unknown
                ? turn.Say("没听懂这句话，没有改动任何内容。您是不是想说：", "I did not understand that; nothing was changed. Did you mean:")
                : turn.Say("这件事我现在还不会做，没有改动任何内容，请联系办公室。您也可以说：", "I cannot do that yet; nothing was changed. Please ask the office. You can also say:"),
            Choices = [.. nearest.Select(text => new Choice(text, text))],
        };
    }
}
