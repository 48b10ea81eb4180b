namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// What a message that was not understood for sure could have been, as commands fit for a button. A number or a percent stands in them only where the message named one;
/// nothing else is filled in, so that a tap asks for what is missing and writes nothing that the person did not say.
/// </summary>
internal static class Suggestions
{
    private const int Offered = 3;

    private static readonly Dictionary<Intent, string> Commands = new()
    {
        [Intent.MyTasks] = Texts.Offer_MyTasks,
        [Intent.Undo] = Texts.Help_Undo,
        [Intent.Help] = Texts.Offer_Help,
        [Intent.PlanSummary] = Texts.Suggestion_Summary,
        [Intent.DueList] = Texts.Offer_DueThisWeek,
        [Intent.OverdueList] = Texts.Command_Overdue,
        [Intent.LightList] = Texts.Suggestion_RedLight,
        [Intent.NotReported] = Texts.Suggestion_NotReported,
        [Intent.ProblemList] = Texts.Suggestion_Problems,
        [Intent.Ranking] = Texts.Suggestion_Ranking,
        [Intent.Compare] = Texts.Suggestion_Compare,
        [Intent.Bulletin] = Texts.Suggestion_Bulletin,
        [Intent.RemovePlan] = Texts.Suggestion_RemovePlan,
        [Intent.Undelivered] = Texts.Help_Undelivered,
    };

    private static readonly Dictionary<Intent, string> OfMeasures = new()
    {
        [Intent.MeasureDetail] = Texts.Command_Measure,
        [Intent.MeasureStatus] = Texts.Suggestion_MeasureStatus,
        [Intent.AskUnits] = Texts.Suggestion_Units,
        [Intent.AskDeadline] = Texts.Suggestion_Deadline,
        [Intent.AskHistory] = Texts.Command_History,
        [Intent.Sign] = Texts.Command_Sign,
        [Intent.ReportProgress] = Texts.Command_Report,
        [Intent.CorrectProgress] = Texts.Suggestion_Correct,
        [Intent.RequestClose] = Texts.Command_Close,
        [Intent.RequestExtension] = Texts.Command_Extend,
        [Intent.Urge] = Texts.Suggestion_Urge,
        [Intent.ApproveClose] = Texts.Suggestion_ApproveClose,
        [Intent.ApproveExtension] = Texts.Suggestion_ApproveExtension,
        [Intent.RejectDispute] = Texts.Suggestion_RejectDispute,
    };

    private static readonly Intent[] Always = [Intent.MyTasks, Intent.PlanSummary, Intent.Help];

    /// <param name="likeliest">Intents, the likeliest first.</param>
    public static IReadOnlyList<Suggestion> From(IEnumerable<Intent> likeliest, Skeleton skeleton) =>
        [.. likeliest.Concat(Always).Distinct().Select(intent => Command(intent, skeleton)).OfType<Suggestion>().Take(Offered)];

    /// <summary>True for letters without a Chinese character; numbers and pictures alone are of no language.</summary>
    public static bool IsEnglish(Skeleton skeleton) => !skeleton.Text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff') && skeleton.Text.Any(char.IsAsciiLetter);

    private static Suggestion? Command(Intent intent, Skeleton skeleton)
    {
        var language = IsEnglish(skeleton) ? Language.English : Language.Chinese;
        if (Commands.TryGetValue(intent, out var text))
            return new Suggestion(intent, language.Say(text));
        if (!OfMeasures.TryGetValue(intent, out var ofMeasure) || skeleton.Measures is not [var measure, ..])
            return null;
        var percent = intent is Intent.ReportProgress or Intent.CorrectProgress && skeleton.Percent is { IsOutOfRange: false } said ? FormattableString.Invariant($" {said.Percent}%") : "";
        return new Suggestion(intent, language.Say(ofMeasure, measure) + percent);
    }
}
