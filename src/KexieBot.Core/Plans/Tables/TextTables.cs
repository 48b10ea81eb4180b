namespace KexieBot.Core.Plans.Tables;

/// <summary>Finds tables: those the document has, and those written as text.</summary>
internal static class TextTables
{
    public static IReadOnlyList<PlanBlock.Table> Lift(IReadOnlyList<PlanBlock> blocks, out IReadOnlyList<PlanBlock.Line> rest)
    {
        rest = [.. blocks.OfType<PlanBlock.Line>()];
        return [.. blocks.OfType<PlanBlock.Table>()];
    }
}
