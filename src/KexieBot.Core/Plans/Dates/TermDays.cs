namespace KexieBot.Core.Plans.Dates;

/// <summary>
/// School terms, for 秋季学期开学前 and 学期末. Their days differ by place, so the usual ones are taken:
/// spring March to mid-July, autumn September to the end of January.
/// </summary>
internal static class TermDays
{
    public static DateOnly Of(string term, string limit, int year)
    {
        var begins = limit.EndsWith("开学前", StringComparison.Ordinal) || limit.EndsWith("开始前", StringComparison.Ordinal);
        var autumn = term is "秋季" or "上";
        if (begins)
            return autumn || term.Length == 0 ? new DateOnly(year, 8, 31) : new DateOnly(year, 2, DateTime.DaysInMonth(year, 2));
        return autumn ? new DateOnly(year + 1, 1, 31) : new DateOnly(year, 7, 15);
    }
}
