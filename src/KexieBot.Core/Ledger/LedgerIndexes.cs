namespace KexieBot.Core.Ledger;

/// <summary>In which sorted sets an item stands, and with which score. The commit keeps the sets by the difference of before and after; the verification computes them anew. One function, so both cannot disagree.</summary>
internal static class LedgerIndexes
{
    /// <summary>Open dated items; score: the deadline's day number.</summary>
    public const string Due = "due";

    /// <summary>Items in 待签收; score: unix ms of the assignment.</summary>
    public const string Unsigned = "unsigned";

    /// <summary>Items in 待审核; score: unix ms since when.</summary>
    public const string UnderReview = "review";

    /// <summary>Items with an undecided extension; score: unix ms of the request.</summary>
    public const string Extensions = "extension";

    /// <summary>Items with an undecided objection; score: unix ms of it.</summary>
    public const string Disputes = "dispute";

    /// <summary>Open items by their last report, else their assignment, in unix ms.</summary>
    public const string LastHeard = "heard";

    /// <summary>Open items whose last report names a problem; score: unix ms of the report.</summary>
    public const string Problems = "problem";

    /// <summary>Items that missed a deadline once, open and closed ones; score: that deadline's day number.</summary>
    public const string Missed = "missed";

    /// <summary>A day number beyond every deadline, for items without one.</summary>
    public const double Undated = 9_999_999;

    /// <summary>All items of a unit but void ones; score: the deadline's day number or <see cref="Undated"/>.</summary>
    public static string OfUnit(string unitId) => $"unit:{unitId}";

    /// <summary>All items of a measure but void ones; score: the unit's role, leads first, then the paper's order.</summary>
    public static string OfMeasure(int number) => $"measure:{number}";

    /// <summary>Open items that report on a cycle; score as in <see cref="LastHeard"/>.</summary>
    public static string OfCycle(Plans.ReportingCycle cycle) => $"cycle:{cycle}";

    public static IEnumerable<(string Name, double Score)> Of(WorkItem item)
    {
        if (item.State == WorkItemState.Void)
            yield break;
        yield return (OfUnit(item.UnitId), item.Deadline?.DayNumber ?? Undated);
        yield return (OfMeasure(item.Number), ((int)item.Role * 10_000) + item.Order);
        if (item.State == WorkItemState.Assigned)
            yield return (Unsigned, Milliseconds(item.AssignedAt));
        if (item.State == WorkItemState.UnderReview)
            yield return (UnderReview, Milliseconds(item.StateSince));
        if (item.MissedDeadline is { } missed)
            yield return (Missed, missed.DayNumber);
        if (!item.IsOpen)
            yield break;
        var heard = Milliseconds(item.ReportedAt ?? item.AssignedAt);
        yield return (LastHeard, heard);
        if (item.Deadline is { } deadline)
            yield return (Due, deadline.DayNumber);
        if (item.Cycle is { } cycle)
            yield return (OfCycle(cycle), heard);
        if (item.Problem is not null)
            yield return (Problems, heard);
        if (item.Extension is { } extension)
            yield return (Extensions, Milliseconds(extension.At));
        if (item.Dispute is { } dispute)
            yield return (Disputes, Milliseconds(dispute.At));
    }

    private static double Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
}
