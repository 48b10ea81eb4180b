namespace KexieBot.Core.Plans;

/// <summary>A document as the reader sees it: lines and tables in reading order, with the source's line numbers.</summary>
public sealed record PlanDocument(string Name, IReadOnlyList<PlanBlock> Blocks)
{
    /// <summary>Plain text, one line a block.</summary>
    public static PlanDocument FromText(string name, string text) =>
        new(name, [.. text.ReplaceLineEndings("\n").Split('\n').Select((line, i) => new PlanBlock.Line(i + 1, line))]);
}

public abstract record PlanBlock(int Number)
{
    /// <param name="Depth">Its level in a tree; null where its text must tell it.</param>
    public sealed record Line(int Number, string Text, int? Depth = null) : PlanBlock(Number);

    public sealed record Table(int Number, IReadOnlyList<PlanRow> Rows) : PlanBlock(Number);
}

public sealed record PlanRow(int Number, IReadOnlyList<PlanCell> Cells);

/// <param name="Continued">True where the cell is the rest of a merged one, whose text it repeats.</param>
public sealed record PlanCell(string Text, bool Continued = false);
