namespace KexieBot.Core.Plans;

/// <summary>A unit's part in a measure.</summary>
public enum UnitRole
{
    /// <summary>牵头: answers for the whole measure.</summary>
    Lead,

    /// <summary>责任: owns its own part.</summary>
    Responsible,

    /// <summary>配合: supports the lead.</summary>
    Supporting,
}
