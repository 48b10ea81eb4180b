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

    /// <summary>What the person is written to in.</summary>
    public Language Language { get; init; }

    /// <summary>What the person decided in chat; it stays when the roster is imported anew.</summary>
    public PersonSettings Settings { get; init; } = new();
}

/// <summary>A person's own wishes about the messages that the bot sends of itself.</summary>
public sealed record PersonSettings
{
    /// <summary>When the morning message comes; null for the office's usual time.</summary>
    public TimeOnly? MorningTime { get; init; }

    /// <summary>Only on the first workday of the week.</summary>
    public bool IsWeekly { get; init; }

    /// <summary>订阅周报: where the own units stand (for the office, all), on the first workday of the week; beside the other messages. Leaders get it anyway.</summary>
    public bool WantsWeeklySummary { get; init; }

    /// <summary>Nothing before this day.</summary>
    public DateOnly? QuietUntil { get; init; }

    /// <summary>What the person chose; null where the roster decides.</summary>
    public Language? Language { get; init; }

    /// <summary>True where the person wants no message on <paramref name="day"/>.</summary>
    public bool IsQuietOn(DateOnly day, bool isFirstWorkdayOfWeek) => day < QuietUntil || (IsWeekly && !isFirstWorkdayOfWeek);
}

/// <summary>An account of a person; ids compare without case, as WeCom and Entra do.</summary>
public sealed record PersonAccount(ChannelKind Channel, string Id);
