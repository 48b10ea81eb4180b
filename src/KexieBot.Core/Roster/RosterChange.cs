using KexieBot.Core.Chat;

namespace KexieBot.Core.Roster;

/// <summary>One difference between two rosters. <paramref name="Text"/> says it in Chinese, for the office to agree to: 移出人员 林晓（keji，联络员）.</summary>
public sealed record RosterChange(string Text)
{
    /// <summary>What is different in <paramref name="after"/>: units, then groups, then persons; in each what was added, changed, removed. Empty where nothing is.</summary>
    public static IReadOnlyList<RosterChange> Between(Roster before, Roster after) =>
    [
        .. Of("单位", before.Units, after.Units, unit => unit.Id, unit => unit.Name, UnitDifferences),
        .. Of("单位组", before.Groups, after.Groups, group => UnitName.Normal(group.Name), group => group.Name, (left, right) => GroupDifferences(left, right, before, after)),
        .. Of("人员", before.Persons, after.Persons, person => person.Id, Title, (left, right) => PersonDifferences(left, right, before, after)),
    ];

    private static IEnumerable<RosterChange> Of<T>(
        string what, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key, Func<T, string> title, Func<T, T, IEnumerable<string>> differences)
    {
        var old = before.DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
        var present = after.Select(key).ToHashSet(StringComparer.Ordinal);
        var added = after.Where(item => !old.ContainsKey(key(item)))
            .Select(item => new RosterChange($"新增{what} {title(item)}"));
        var changed = after.Where(item => old.ContainsKey(key(item)))
            .Select(item => (item, texts: differences(old[key(item)], item).ToList()))
            .Where(pair => pair.texts.Count > 0)
            .Select(pair => new RosterChange($"变更{what} {title(pair.item)}：{string.Join("；", pair.texts)}"));
        var removed = before.Where(item => !present.Contains(key(item)))
            .Select(item => new RosterChange($"移出{what} {title(item)}"));
        return [.. added, .. changed, .. removed];
    }

    private static IEnumerable<string> UnitDifferences(Unit before, Unit after) =>
        Differing(("名称", before.Name, after.Name), ("别名", Set(before.Aliases), Set(after.Aliases)));

    private static IEnumerable<string> GroupDifferences(UnitGroup left, UnitGroup right, Roster before, Roster after)
    {
        var joined = right.UnitIds.Except(left.UnitIds, StringComparer.Ordinal).Select(after.NameOf).ToList();
        var departed = left.UnitIds.Except(right.UnitIds, StringComparer.Ordinal).Select(before.NameOf).ToList();
        if (joined.Count > 0)
            yield return $"增加成员 {string.Join('、', joined)}";
        if (departed.Count > 0)
            yield return $"减少成员 {string.Join('、', departed)}";
        foreach (var text in Differing(("别名", Set(left.Aliases), Set(right.Aliases))))
            yield return text;
    }

    // Units are compared by id: a unit's new name is its own change, not one of all its people.
    private static IEnumerable<string> PersonDifferences(Person left, Person right, Roster before, Roster after)
    {
        var hasSameUnits = left.UnitIds.ToHashSet(StringComparer.Ordinal).SetEquals(right.UnitIds);
        return Differing(
            ("姓名", left.Name, right.Name),
            ("身份", RosterWords.Of(left.Role), RosterWords.Of(right.Role)),
            ("单位", hasSameUnits ? "" : Set(left.UnitIds.Select(before.NameOf)), hasSameUnits ? "" : Set(right.UnitIds.Select(after.NameOf))),
            ("账号", AccountsOf(left), AccountsOf(right)),
            ("语言", left.Language.Code(), right.Language.Code()));
    }

    private static IEnumerable<string> Differing(params (string What, string Before, string After)[] values) =>
        values.Where(value => value.Before != value.After).Select(value => $"{value.What} {OrNone(value.Before)} → {OrNone(value.After)}");

    private static string Set(IEnumerable<string> names) => string.Join('、', names.Order(StringComparer.Ordinal));

    private static string OrNone(string text) => text.Length == 0 ? "（无）" : text;

    private static string Title(Person person) => $"{person.Name}（{person.Id}，{RosterWords.Of(person.Role)}）";

    // In their order: the first is the one that nudges go to.
    private static string AccountsOf(Person person) => string.Join('、', person.Accounts.Select(account => $"{ChannelOf(account.Channel)} {account.Id}"));

    private static string ChannelOf(ChannelKind channel) => channel switch
    {
        ChannelKind.WeCom => RosterWords.WeCom,
        ChannelKind.Teams => RosterWords.Teams,
        ChannelKind.Console => "命令行",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };
}
