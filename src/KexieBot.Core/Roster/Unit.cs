namespace KexieBot.Core.Roster;

/// <summary>责任单位. <paramref name="Id"/> never changes, whatever the unit is renamed to; it is the name under which the unit was first entered.</summary>
public sealed record Unit(string Id, string Name)
{
    /// <summary>Other names people and papers use for the unit: 科技局, 区科委 …</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Those of <see cref="Aliases"/> that were once the unit's name. Old papers still use them, so importing a roster keeps them.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];
}

/// <summary>A phrase that stands for many units (各街道). The phrase stays visible on the items of its members.</summary>
public sealed record UnitGroup(string Name, IReadOnlyList<string> UnitIds)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
