using KexieBot.Core.Chat;

namespace KexieBot.Core.Roster;

/// <summary>What a person may do; see <see cref="Person"/>.</summary>
public enum PersonRole
{
    /// <summary>联络员: reads and changes the items of the person's units.</summary>
    Liaison,

    /// <summary>分管负责人 of a unit: reads its items; nudges that stayed without answer go up to this person.</summary>
    UnitHead,

    /// <summary>领导: reads all, remarks and urges.</summary>
    Leader,

    /// <summary>办公室: the plan's owner, may do everything.</summary>
    Office,
}

/// <summary>Somebody on the roster. <paramref name="Id"/> is what the command line's <c>--as</c> takes.</summary>
public sealed record Person(string Id, string Name, PersonRole Role)
{
    /// <summary>The units whose items the person owns or watches; for a leader the units in charge (分管), empty meaning all.</summary>
    public IReadOnlyList<string> UnitIds { get; init; } = [];

    /// <summary>The channel accounts, first the one that nudges go to.</summary>
    public IReadOnlyList<PersonAccount> Accounts { get; init; } = [];

    /// <summary>zh or en.</summary>
    public string Language { get; init; } = "zh";
}

/// <summary>An account of a person; ids compare without case, as WeCom and Entra do.</summary>
public sealed record PersonAccount(ChannelKind Channel, string Id);
