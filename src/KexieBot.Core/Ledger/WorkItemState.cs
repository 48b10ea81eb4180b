namespace KexieBot.Core.Ledger;

/// <summary>Where a work item stands. Overdue and lights are derived, never stored.</summary>
public enum WorkItemState
{
    /// <summary>待签收</summary>
    Assigned,

    /// <summary>办理中</summary>
    InProgress,

    /// <summary>待审核</summary>
    UnderReview,

    /// <summary>已办结</summary>
    Closed,

    /// <summary>暂缓</summary>
    Suspended,

    /// <summary>已作废: the office took the item out of the plan; it counts nowhere.</summary>
    Void,
}
