using System.Text;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>What a person wants with one message.</summary>
public enum Intent
{
    Unknown,
    MyTasks, MeasureDetail, MeasureStatus, AskUnits, AskDeadline, AskLiaison, AskHistory,
    Sign, ReportProgress, CorrectProgress, ReportProblem, Upload,
    RequestClose, RequestExtension, Dispute, Snooze, Subscribe, ChangeLiaison,
    Confirm, Cancel, Undo, Help, Smalltalk,
    PlanSummary, UnitStatus, DueList, OverdueList, LightList, NotReported, ProblemList, Ranking, Compare,
    Urge, Instruct, Bulletin, Export, Audit,
    ApproveClose, RejectClose, ApproveExtension, RejectExtension,
    SetDeadline, SetUnits, SetLiaison, Delegate, ImportPlan, AddMeasure, VoidMeasure, Pause, Reopen, Undelivered,
    RejectDispute, RemovePlan,
}

public static class Intents
{
    private static readonly Dictionary<Intent, string> Names =
        Enum.GetValues<Intent>().ToDictionary(intent => intent, intent => SnakeCase(intent.ToString()));

    /// <summary>The name in JSON: <c>my_tasks</c>.</summary>
    public static string JsonName(this Intent intent) => Names[intent];

    /// <summary>True where acting on the intent shows something and changes nothing.</summary>
    public static bool OnlyReads(this Intent intent) => intent is
        Intent.Unknown or Intent.MyTasks or Intent.MeasureDetail or Intent.MeasureStatus or Intent.AskUnits
        or Intent.AskDeadline or Intent.AskLiaison or Intent.AskHistory or Intent.Help or Intent.Smalltalk
        or Intent.PlanSummary or Intent.UnitStatus or Intent.DueList or Intent.OverdueList or Intent.LightList
        or Intent.NotReported or Intent.ProblemList or Intent.Ranking or Intent.Compare or Intent.Audit;

    /// <summary>True where a group may read the answer: it says nothing of how a unit stands beyond what its own liaison has just said there. What is new is not for groups until it stands here.</summary>
    public static bool IsForGroups(this Intent intent) => intent is
        Intent.Unknown or Intent.Help or Intent.Smalltalk or Intent.Confirm or Intent.Cancel or Intent.Undo or Intent.Subscribe
        or Intent.PlanSummary or Intent.MeasureDetail or Intent.MeasureStatus or Intent.AskUnits or Intent.AskDeadline
        or Intent.Sign or Intent.ReportProgress or Intent.CorrectProgress or Intent.ReportProblem or Intent.Upload
        or Intent.RequestClose or Intent.RequestExtension or Intent.Dispute;

    /// <summary>True where a question may be the request itself: 能不能延期 asks for it.</summary>
    public static bool MayAsk(this Intent intent) => intent is Intent.RequestExtension or Intent.RequestClose or Intent.Dispute or Intent.Export or Intent.Bulletin
        or Intent.Subscribe or Intent.Snooze or Intent.ReportProblem or Intent.ChangeLiaison or Intent.ImportPlan;

    internal static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }
        return snake.ToString();
    }
}
