namespace KexieBot.Core.Ledger;

/// <summary>The moves of a work item's life: 待签收 → 办理中 → 待审核 → 已办结. Each gives the item after the move, or null where its state does not allow it.</summary>
public static class WorkItemMoves
{
    /// <summary>申请办结: the unit holds its part for done. A first word on an item acknowledges it. Asked for after the deadline, it is late however soon the office decides.</summary>
    public static WorkItem? RequestClose(WorkItem item, DateTimeOffset now, DateOnly today) =>
        item.State is WorkItemState.Assigned or WorkItemState.InProgress
            ? item with { State = WorkItemState.UnderReview, StateSince = now, AcknowledgedAt = item.AcknowledgedAt ?? now, Returned = null, MissedDeadline = item.MissedDeadline ?? (item.Deadline < today ? item.Deadline : null) }
            : null;

    /// <summary>通过: the office accepts it as done. Where <paramref name="stages"/> of the measure are left, the one that was due is done and the next is due. What was left of an undecided extension or objection has no point any more.</summary>
    public static WorkItem? Close(WorkItem item, DateTimeOffset now, IReadOnlyList<DateOnly> stages)
    {
        if (item.State != WorkItemState.UnderReview)
            return null;
        var done = item with { StateSince = now, Extension = null, Dispute = null, Problem = null };
        // A stage that was put off beyond others takes these along.
        for (var next = (item.StagesDone ?? 0) + 1; next < stages.Count; next++)
        {
            if (stages[next] > item.Deadline)
                return done with { State = WorkItemState.InProgress, Deadline = stages[next], StagesDone = next };
        }

        return done with { State = WorkItemState.Closed, Percent = item.IsLongTerm ? item.Percent : 100, ReportedPercent = item.Percent };
    }

    /// <summary>退回: back to the unit; the deadline runs on.</summary>
    public static WorkItem? Return(WorkItem item, DateTimeOffset now, string reason) =>
        item.State == WorkItemState.UnderReview
            ? item with { State = WorkItemState.InProgress, StateSince = now, Returned = reason }
            : null;

    /// <summary>改期限: by the office. A request for a later day that it meets has no point any more.</summary>
    public static WorkItem? SetDeadline(WorkItem item, DateOnly deadline) =>
        (item.IsOpen || item.State == WorkItemState.Suspended) && item.Deadline != deadline
            ? item with { Deadline = deadline, Extension = item.Extension?.To <= deadline ? null : item.Extension }
            : null;

    /// <summary>暂缓: nobody is nudged for the item until the office lets it go on.</summary>
    public static WorkItem? Suspend(WorkItem item, DateTimeOffset now) =>
        item.IsOpen ? item with { State = WorkItemState.Suspended, StateSince = now, Resumes = item.State } : null;

    /// <summary>恢复: back to the state that it was suspended in.</summary>
    public static WorkItem? Resume(WorkItem item, DateTimeOffset now) =>
        item.State == WorkItemState.Suspended ? item with { State = item.Resumes ?? WorkItemState.InProgress, StateSince = now, Resumes = null } : null;

    /// <summary>作废: out of the plan. What was asked of the office has no point any more.</summary>
    public static WorkItem? Withdraw(WorkItem item, DateTimeOffset now) =>
        item.State == WorkItemState.Void ? null : item with { State = WorkItemState.Void, StateSince = now, Resumes = item.State, Extension = null, Dispute = null };

    /// <summary>恢复作废的: back to where it stood.</summary>
    public static WorkItem? Restore(WorkItem item, DateTimeOffset now) =>
        item.State == WorkItemState.Void
            ? item with { State = item.Resumes ?? (item.AcknowledgedAt is null ? WorkItemState.Assigned : WorkItemState.InProgress), StateSince = now, Resumes = null }
            : null;

    /// <summary>重开: what was closed goes on, at the percent that was reported before.</summary>
    public static WorkItem? Reopen(WorkItem item, DateTimeOffset now) =>
        item.State == WorkItemState.Closed ? item with { State = WorkItemState.InProgress, StateSince = now, Percent = item.ReportedPercent ?? item.Percent, ReportedPercent = null } : null;
}
