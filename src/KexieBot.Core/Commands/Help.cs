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
    private static readonly (string Name, Intent[] Intents)[] Groups =
    [
        (Texts.HelpGroup_Looking, [Intent.MyTasks, Intent.DueList, Intent.MeasureDetail, Intent.AskHistory, Intent.AskLiaison]),
        (Texts.HelpGroup_Reporting, [Intent.ReportProgress, Intent.Sign, Intent.RequestClose, Intent.RequestExtension, Intent.Dispute, Intent.Upload]),
        (Texts.HelpGroup_Figures, [Intent.PlanSummary, Intent.UnitStatus, Intent.LightList, Intent.NotReported, Intent.ProblemList, Intent.Compare, Intent.Ranking, Intent.Bulletin, Intent.Export]),
        (Texts.HelpGroup_Deciding, [Intent.ApproveClose, Intent.ApproveExtension, Intent.RejectDispute, Intent.Urge, Intent.Instruct]),
        (Texts.HelpGroup_Changing, [Intent.SetDeadline, Intent.SetUnits, Intent.AddMeasure, Intent.ImportPlan, Intent.RemovePlan, Intent.SetLiaison, Intent.Undelivered]),
        (Texts.HelpGroup_Settings, []),
    ];

    public override IReadOnlyList<Intent> Intents => [Intent.Help, Intent.Unknown];

    public override Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(turn.Understood.Intent != Intent.Help ? NotUnderstood(turn) : Asked(turn) is { } group ? OfGroup(turn, group) : Overview(turn));

    private static string Name(Turn turn, int group) => turn.Say(Groups[group].Name);

    private static int? Asked(Turn turn)
    {
        var asked = Array.FindIndex(Groups, group => Enum.GetValues<Language>().Any(language => turn.Message.Text.EndsWith(language.Say(Texts.Between_NameAndValue) + language.Say(group.Name), StringComparison.OrdinalIgnoreCase)));
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
            Title = turn.Say(Texts.Help_Title, turn.Person.Name),
            Facts = [.. groups.Select(group => new Fact(Name(turn, group.Group), string.Join(turn.Say(Texts.Between_Parts), group.Lines.Take(MostExamples).Select(line => turn.Say(line.Example))) + (group.Lines.Count > MostExamples ? "…" : "")))],
            Choices = [.. groups.Select(group => new Choice(Name(turn, group.Group), turn.Say(Texts.Help_GroupCommand, Name(turn, group.Group))))],
            Hint = turn.Say(Texts.Help_TapAGroup),
        };
    }

    private Reply OfGroup(Turn turn, int asked)
    {
        var lines = Lines(turn).Where(group => group.Group == asked).SelectMany(group => group.Lines).ToList();
        return new Reply
        {
            Title = turn.Say(Texts.Help_GroupTitle, Name(turn, asked)),
            Facts = [.. lines.Select(line => new Fact(turn.Say(line.Example), turn.Say(line.What)))],
            // What names a measure is an example; the others can be tapped as they stand.
            Choices = [.. lines.Where(line => !Language.Chinese.Say(line.Example).Any(char.IsAsciiDigit)).Take(MostChoices).Select(line => Choice.Saying(turn.Say(line.Example))), Choice.Saying(turn.Say(Texts.Offer_Help))],
        };
    }

    private static Reply NotUnderstood(Turn turn)
    {
        var nearest = turn.Understood.Nearest.Select(suggestion => suggestion.Text).Take(MostChoices).ToList();
        if (nearest.Count == 0)
            nearest = [turn.Say(Texts.Offer_MyTasks), turn.Say(Texts.Offer_Help)];
        return new Reply
        {
            Title = turn.Understood.Intent == Intent.Unknown
                ? turn.Say(Texts.Help_NotUnderstood)
                : turn.Say(Texts.Help_CannotYet),
            Choices = [.. nearest.Select(Choice.Saying)],
        };
    }
}
