namespace KexieBot.Core.Plans.Units;

/// <summary>A stretch of the source that names units or a time: a bracket, or a labelled line.</summary>
/// <param name="Start">Offset of its first character, bracket or label included.</param>
internal sealed record UnitField(int Start, int End, UnitList Content)
{
    /// <summary>True when its bracket or line is not closed before the text breaks off.</summary>
    public bool Open { get; init; }

    /// <summary>True for a bracket of names alone, without label or word of role.</summary>
    public bool IsBare { get; init; }

    /// <summary>True for units named in a sentence (由A牵头，B配合) of a paper without lists.</summary>
    public bool IsSentence { get; init; }

    /// <summary>True for 同上: the list of the item before holds for this one too.</summary>
    public bool SaysSame { get; init; }

    /// <summary>The items the list says it stands for; null where it stands for its own.</summary>
    public FieldScope? Scope { get; init; }
}

/// <summary>What one field says.</summary>
internal sealed record UnitList(IReadOnlyList<NamedUnit> Units)
{
    /// <summary>The words about time in the field, joined with 。; empty where there are none.</summary>
    public string Time { get; init; } = "";

    public bool HasOthers { get; init; }

    public string ImpliedUnits { get; init; } = "";

    /// <summary>True where it names units and each name ends as those of bodies do.</summary>
    public bool NamesBodies => Units.Count > 0 && Units.All(unit => UnitWords.LooksLikeUnit(Text.TextFolding.Fold(unit.Name)));

    public bool IsEmpty => Units.Count == 0 && Time.Length == 0 && !SaysNone;

    /// <summary>Pieces that no word and no label gives a part.</summary>
    public IReadOnlyList<string> Loose { get; init; } = [];

    /// <summary>The field is there and says 无 or "/".</summary>
    public bool SaysNone { get; init; }
}

/// <param name="BeforeComma">True for units before the first comma of their field, null where several stand in it without one.</param>
/// <param name="BeforeSlash">The same for the first slash; null where the field has none.</param>
/// <param name="Explicit">True when a word (牵头, 配合…) gave the role, not only the kind of list.</param>
internal sealed record NamedUnit(string Name, UnitRole Role, bool First, bool? BeforeComma, bool? BeforeSlash, bool Starred, bool Explicit);
