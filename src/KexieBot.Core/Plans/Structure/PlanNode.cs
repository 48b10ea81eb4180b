using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Structure;

internal enum NodeKind
{
    Root,

    /// <summary>A plan's own title; a file may hold several plans.</summary>
    Document,

    /// <summary>A heading without a number: 保障措施, 附则.</summary>
    Heading,

    /// <summary>Opened by a <see cref="HeadingMark"/>.</summary>
    Numbered,

    /// <summary>A paragraph that is an item without a number.</summary>
    Unnumbered,

    /// <summary>Text after a gap whose heading is lost.</summary>
    Orphan,

    /// <summary>Signature, validity, copies: no part of any item.</summary>
    Tail,
}

/// <summary>One heading with everything below it.</summary>
internal sealed class PlanNode(NodeKind kind, HeadingMark? mark, int start, int textStart, int rank, PlanNode? parent)
{
    public NodeKind Kind { get; } = kind;
    public HeadingMark? Mark { get; } = mark;
    public int Start { get; } = start;
    public int TextStart { get; } = textStart;

    /// <summary>Depth by kind of mark: a smaller rank stands outside a larger one.</summary>
    public int Rank { get; } = rank;

    public PlanNode? Parent { get; } = parent;
    public int End { get; set; }
    public List<PlanNode> Children { get; } = [];
    public List<UnitField> Fields { get; } = [];
    public bool GapInside { get; set; }
    public bool Cut { get; set; }
    public bool InOutline { get; set; }

    public int Number => Mark?.Number ?? 0;

    public IEnumerable<PlanNode> Descendants()
    {
        var stack = new Stack<PlanNode>(Enumerable.Reverse(Children));
        while (stack.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
                stack.Push(node.Children[i]);
        }
    }

    public IEnumerable<PlanNode> Ancestors()
    {
        for (var node = Parent; node is not null; node = node.Parent)
            yield return node;
    }
}
