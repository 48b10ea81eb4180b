using System.Text.Json.Serialization;
using KexieBot.Core.Plans;

namespace KexieBot.Core.Ledger;

/// <summary>任务: a measure × a unit, what one liaison owns, updates and is reminded of.</summary>
public sealed record WorkItem(string PlanId, int Number, string UnitId, UnitRole Role)
{
    /// <summary>plan/number/unit: the name of the item outside the ledger.</summary>
    [JsonIgnore]
    public string Id => $"{PlanId}/{Number}/{UnitId}";

    /// <summary>number/unit: the name of the item within its plan's keys.</summary>
    [JsonIgnore]
    public string Ref => RefOf(Number, UnitId);

    /// <summary>The section of the plan in which the measure stands.</summary>
    public string Section { get; init; } = "";

    /// <summary>The group phrase through which the unit came to the item (各街道), null where the paper names the unit.</summary>
    public string? Via { get; init; }

    /// <summary>The unit's place in the measure's list, from 0.</summary>
    public int Order { get; init; }

    public WorkItemState State { get; init; }

    /// <summary>Since when the item has been in its state.</summary>
    public DateTimeOffset StateSince { get; init; }

    /// <summary>0–100.</summary>
    public int Percent { get; init; }

    /// <summary>Of a closed item: what the unit had reported, to which reopening goes back.</summary>
    public int? ReportedPercent { get; init; }

    /// <summary>The last day in time, of a measure with stages the next one's; null for 长期坚持 and undated items.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>The last stage's day; null where the measure has none.</summary>
    public DateOnly? FinalDeadline { get; init; }

    /// <summary>How many stages the office has accepted; null for none.</summary>
    public int? StagesDone { get; init; }

    /// <summary>Another stage follows the one that is due.</summary>
    [JsonIgnore]
    public bool HasLaterStage => FinalDeadline > Deadline;

    /// <summary>报送周期; null where none is asked for.</summary>
    public ReportingCycle? Cycle { get; init; }

    /// <summary>When the item was given to the unit.</summary>
    public DateTimeOffset AssignedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>When it was heard of before the day of the last report: an earlier report, or else the assignment. What the last report made up for hangs on it; null where that was not noted.</summary>
    public DateTimeOffset? HeardBefore { get; init; }

    /// <summary>目前进展, as last reported.</summary>
    public string? Progress { get; init; }

    /// <summary>存在问题, as last reported.</summary>
    public string? Problem { get; init; }

    /// <summary>下一步打算, as last reported.</summary>
    public string? NextStep { get; init; }

    /// <summary>批示: the last word of a leader on the item, with the leader's name before it.</summary>
    public string? Instruction { get; init; }

    /// <summary>Why the office returned the last request to close; null until it does and once it is asked again.</summary>
    public string? Returned { get; init; }

    /// <summary>When the item was last urged (催办) by a person.</summary>
    public DateTimeOffset? UrgedAt { get; init; }

    /// <summary>佐证材料, in the order in which it came.</summary>
    public EvidenceList Evidence { get; init; } = EvidenceList.None;

    /// <summary>A request for a later deadline that the office has not decided; it stands beside the state.</summary>
    public ExtensionRequest? Extension { get; init; }

    /// <summary>异议 that the office has not decided; it stands beside the state.</summary>
    public OpenDispute? Dispute { get; init; }

    /// <summary>误期: the deadline that had passed before the closing was asked for or a late extension was granted, the first one. The item counts as overdue once, whatever its deadline and state are now.</summary>
    public DateOnly? MissedDeadline { get; init; }

    /// <summary>The state to return to from 暂缓 and from 作废.</summary>
    public WorkItemState? Resumes { get; init; }

    /// <summary>The number of the last event that changed the item.</summary>
    public long Version { get; init; }

    /// <summary>Still to be worked on: neither closed, suspended nor void.</summary>
    [JsonIgnore]
    public bool IsOpen => State is WorkItemState.Assigned or WorkItemState.InProgress or WorkItemState.UnderReview;

    /// <summary>Judged by reports on its cycle and never by percent.</summary>
    [JsonIgnore]
    public bool IsLongTerm => Deadline is null && Cycle is not null;

    public static string RefOf(int number, string unitId) => $"{number}/{unitId}";
}

/// <summary>佐证材料: a file, picture or link by its name; <paramref name="Source"/> is a link's address, or the channel's id of a file.</summary>
public sealed record EvidencePiece(string Name, string Source, string By, DateTimeOffset At)
{
    /// <summary>What is kept of a name; longer ones are cut.</summary>
    public const int LongestName = 120;

    /// <summary>Of a file that is kept (<see cref="Evidence.EvidenceFiles"/>): the SHA-256 of its content in lower-case hex.</summary>
    public string? Hash { get; init; }
}

/// <summary>异议: the unit holds that the item is not its own. <paramref name="Suggests"/> is the unit that it names instead.</summary>
public sealed record OpenDispute(string Text, string? Suggests, string By, DateTimeOffset At);

/// <summary>延期: asked for by <paramref name="By"/>, to be decided by the office.</summary>
public sealed record ExtensionRequest(DateOnly To, string Reason, string By, DateTimeOffset At)
{
    /// <summary>Asked after the deadline had passed: the item counts as overdue even when this is granted (<see cref="WorkItem.MissedDeadline"/>).</summary>
    public bool IsLate { get; init; }
}
