namespace KexieBot.Core.Plans.Tables;

internal static class TableReader
{
    public static IEnumerable<DraftMeasure> Read(PlanBlock.Table table, DeadlineContext context, List<DraftProblem> problems) => [];
}
