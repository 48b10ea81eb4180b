namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// What a message that was not understood for sure could have been, as commands fit for a button. A number stands in them only where the message named one;
/// nothing else is filled in, so that a tap asks for what is missing and writes nothing that the person did not say.
/// </summary>
internal static class Suggestions
{
    private const int Offered = 3;

    private static readonly Dictionary<Intent, (string Chinese, string English)> Commands = new()
    {
        [Intent.MyTasks] = ("我的任务", "my tasks"),
        [Intent.MeasureDetail] = ("第{0}条", "measure {0}"),
        [Intent.MeasureStatus] = ("第{0}条进展怎么样", "status of {0}"),
        [Intent.AskUnits] = ("第{0}条有哪些单位", "who owns {0}"),
        [Intent.AskDeadline] = ("第{0}条什么时候截止", "when is {0} due"),
        [Intent.AskHistory] = ("历史 {0}", "history {0}"),
        [Intent.Sign] = ("签收 {0}", "sign {0}"),
        [Intent.ReportProgress] = ("更新 {0}", "update {0}"),
        [Intent.CorrectProgress] = ("更正 {0}", "correct {0}"),
        [Intent.RequestClose] = ("申请办结 {0}", "close {0}"),
        [Intent.RequestExtension] = ("申请延期 {0}", "extend {0}"),
        [Intent.Undo] = ("撤销", "undo"),
        [Intent.Help] = ("帮助", "help"),
        [Intent.PlanSummary] = ("进展汇总", "summary"),
        [Intent.DueList] = ("本周到期", "due this week"),
        [Intent.OverdueList] = ("逾期任务", "overdue"),
        [Intent.LightList] = ("红灯任务", "red light"),
        [Intent.NotReported] = ("谁没报", "not reported"),
        [Intent.ProblemList] = ("问题清单", "problems"),
        [Intent.Ranking] = ("完成率排名", "ranking"),
        [Intent.Compare] = ("和上个月对比", "compare with last month"),
        [Intent.Bulletin] = ("通报", "bulletin"),
        [Intent.Urge] = ("催办 {0}", "urge {0}"),
        [Intent.ApproveClose] = ("同意办结 {0}", "approve close {0}"),
        [Intent.ApproveExtension] = ("同意延期 {0}", "approve extension {0}"),
        [Intent.RejectDispute] = ("驳回异议 {0}", "reject dispute {0}"),
        [Intent.RemovePlan] = ("删除方案", "remove plan"),
        [Intent.Undelivered] = ("未送达消息", "undelivered"),
    };

    private static readonly Intent[] Always = [Intent.MyTasks, Intent.PlanSummary, Intent.Help];

    /// <param name="likeliest">Intents, the likeliest first.</param>
    public static IReadOnlyList<Suggestion> From(IEnumerable<Intent> likeliest, Skeleton skeleton) =>
        [.. likeliest.Concat(Always).Distinct().Select(intent => Command(intent, skeleton)).OfType<Suggestion>().Take(Offered)];

    private static Suggestion? Command(Intent intent, Skeleton skeleton)
    {
        if (!Commands.TryGetValue(intent, out var words))
            return null;
        var isEnglish = !skeleton.Text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff') && skeleton.Text.Any(char.IsAsciiLetter);
        var command = isEnglish ? words.English : words.Chinese;
        if (!command.Contains("{0}", StringComparison.Ordinal))
            return new Suggestion(intent, command);
        return skeleton.Measures is [var measure, ..] ? new Suggestion(intent, command.Replace("{0}", measure.ToString(), StringComparison.Ordinal)) : null;
    }
}
