using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat;

/// <summary>Whether the writer marked a message as urgent (紧急). The word counts where a mark stands, not within what is talked about: 催办紧急救援队建设 is not urgent.</summary>
public static partial class UrgentMark
{
    public static bool IsOn(string text)
    {
        try
        {
            return Mark().IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // As with all else that is not understood, nothing special happens.
            return false;
        }
    }

    /// <summary>A remark without the mark in brackets that stood before it: the message says it in its title.</summary>
    public static string Without(string remark) => BeforeRemark().Replace(remark, "");

    [GeneratedRegex(@"^\s*[（(【\[]\s*(?:紧急|加急|特急|urgent)\s*[）)】\]][：:，,\s]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex BeforeRemark();

    // At the beginning, in brackets, at the end behind a comma, or first behind the colon of a remark.
    [GeneratedRegex(
        @"^\W*(?:(?:紧急|加急|特急)(?=催|批示|提醒|通知|[^\w]|$)|urgent(?:ly)?\b)|[（(【\[]\s*(?:紧急|加急|特急|urgent)\s*[）)】\]]|[，,；;]\s*(?:紧急|加急|特急|urgent)\W*$|[：:]\s*(?:紧急|加急|特急|urgent)(?=[，,：:！!])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Mark();
}
