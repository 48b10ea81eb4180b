using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using static KexieBot.Core.Roster.RosterWorkbookColumns;

namespace KexieBot.Core.Roster;

/// <summary>The channel accounts in a row of the sheet 人员. Console accounts are not written: everybody has one, under the person's id.</summary>
internal static partial class RosterAccounts
{
    public static IReadOnlyList<PersonAccount> Read(RosterRow row, RosterProblems problems)
    {
        var weCom = AccountsIn(row[WeCom], ChannelKind.WeCom);
        var teams = AccountsIn(row[Teams], ChannelKind.Teams);
        foreach (var account in weCom.Where(account => !WeComUserId().IsMatch(account.Id)))
            problems.Error(Persons.Name, row.Number, $"企业微信账号“{account.Id}”不像账号，请填管理后台通讯录里的“账号”（字母、数字和 . - _ @）。");
        foreach (var account in teams.Where(account => !TeamsId().IsMatch(account.Id)))
            problems.Error(Persons.Name, row.Number, $"Teams账号“{account.Id}”不像账号，请填登录名（如 name@example.com）或Entra对象ID。");
        return PrefersTeams(row, problems) ? [.. teams, .. weCom] : [.. weCom, .. teams];
    }

    private static List<PersonAccount> AccountsIn(string cell, ChannelKind channel) =>
        [.. NameList.Split(cell)
            .Select(RosterText.Id)
            .DistinctBy(id => id.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(id => new PersonAccount(channel, id))];

    private static bool PrefersTeams(RosterRow row, RosterProblems problems)
    {
        var word = RosterText.Id(row[Preferred]);
        var isTeams = string.Equals(word, RosterWords.Teams, StringComparison.OrdinalIgnoreCase);
        if (word.Length > 0 && !isTeams && word != RosterWords.WeCom)
            problems.Error(Persons.Name, row.Number, $"首选渠道“{row[Preferred]}”不认识，请填企业微信或Teams。");
        return isTeams;
    }

    // WeCom, "创建成员": 1 to 64 bytes of letters, digits and _-@. with a letter or digit first.
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_@.-]{0,63}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WeComUserId();

    // A UPN, an Entra object id, or the 29:… id under which Teams knows a person.
    [GeneratedRegex(@"^(?:[^@\s]+@[^@\s]+\.[^@\s]+|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|29:\S+)$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TeamsId();
}
