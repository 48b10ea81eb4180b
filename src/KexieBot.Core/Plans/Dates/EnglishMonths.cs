namespace KexieBot.Core.Plans.Dates;

/// <summary>Months as bilingual plans write them: June, Sept.</summary>
internal static class EnglishMonths
{
    /// <summary>A pattern for all of them, long or short.</summary>
    public const string Names = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";

    private const string Beginnings = "janfebmaraprmayjunjulaugsepoctnovdec";

    public static int? Number(string name) =>
        name.Length >= 3 && Beginnings.IndexOf(name[..3], StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? (at / 3) + 1 : null;
}
