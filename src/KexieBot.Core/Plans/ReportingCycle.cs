namespace KexieBot.Core.Plans;

/// <summary>报送周期: how often a measure asks for a report.</summary>
public enum ReportingCycle
{
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,

    /// <summary>长期坚持, 持续推进, 常态化: goes on, with no rhythm of its own.</summary>
    Ongoing,
}
