namespace KexieBot.Core.Roster;

/// <summary>What importing a workbook again makes of the roster. The workbook decides what there is; ids, which the ledger is written in, stay.</summary>
public static class RosterMerge
{
    /// <summary>
    /// A unit is the same by id, else by name; a renamed one gets its old name as alias. Units missing from <paramref name="workbook"/> go,
    /// except <paramref name="unitsInUse"/> (ids that own items in the ledger). Persons and groups missing from it go.
    /// </summary>
    public static Roster Of(Roster before, Roster workbook, IReadOnlySet<string> unitsInUse)
    {
        var same = UnitPairs(before, workbook);
        var owners = workbook.Units
            .SelectMany(unit => unit.Aliases.Prepend(unit.Name).Select(name => (name: UnitName.Normal(name), unit)))
            .ToLookup(pair => pair.name, pair => pair.unit, StringComparer.OrdinalIgnoreCase);
        var merged = workbook.Units.Select(unit => same.TryGetValue(unit.Id, out var old) ? Continued(old, unit, owners) : unit);
        var continued = same.Values.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        var kept = before.Units
            .Where(unit => !continued.Contains(unit.Id) && unitsInUse.Contains(unit.Id))
            .Select(unit => unit with { Aliases = [.. unit.Aliases.Where(name => !IsClaimed(name, null, owners))] });
        return new Roster(
            [.. merged, .. kept],
            workbook.Groups.Select(group => group with { UnitIds = Ids(group.UnitIds) }),
            PersonsOf(before, workbook).Select(person => person with { UnitIds = Ids(person.UnitIds) }),
            before.Version);

        IReadOnlyList<string> Ids(IEnumerable<string> unitIds) => [.. unitIds.Select(id => same.GetValueOrDefault(id)?.Id ?? id)];
    }

    // By id first: a name may have moved on to another unit since. No unit of before is taken twice.
    private static Dictionary<string, Unit> UnitPairs(Roster before, Roster workbook)
    {
        var pairs = new Dictionary<string, Unit>(StringComparer.Ordinal);
        var byId = before.Units.DistinctBy(unit => unit.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(unit => unit.Id, StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in workbook.Units)
            Pair(unit, byId.GetValueOrDefault(unit.Id));
        foreach (var unit in workbook.Units.Where(unit => !pairs.ContainsKey(unit.Id)))
            Pair(unit, before.FindUnit(unit.Id) ?? before.FindUnit(unit.Name));
        return pairs;

        void Pair(Unit unit, Unit? old)
        {
            if (old is not null && taken.Add(old.Id))
                pairs.Add(unit.Id, old);
        }
    }

    // Where the workbook gives a unit another 编号 than the ledger knows it by, that 编号 goes on as an alias, so the next import finds it too.
    private static Unit Continued(Unit old, Unit unit, ILookup<string, Unit> owners)
    {
        var formerNames = old.FormerNames.Append(old.Name)
            .Where(name => !IsSame(name, unit.Name) && !IsClaimed(name, unit, owners))
            .DistinctBy(UnitName.Normal, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var otherId = IsSame(unit.Id, old.Id) || IsSame(unit.Id, unit.Name) ? [] : new[] { unit.Id };
        var aliases = unit.Aliases.Concat(otherId).Concat(formerNames).DistinctBy(UnitName.Normal, StringComparer.OrdinalIgnoreCase);
        return new Unit(old.Id, unit.Name) { Aliases = [.. aliases], FormerNames = formerNames };
    }

    // A name that the workbook gives to another unit has moved there.
    private static bool IsClaimed(string name, Unit? owner, ILookup<string, Unit> owners) =>
        owners[UnitName.Normal(name)].Any(unit => unit.Id != owner?.Id);

    // Somebody entered by name who got a 工号 later is the same person: the same name and an account in common.
    private static IEnumerable<Person> PersonsOf(Roster before, Roster workbook)
    {
        var gone = before.Persons.Where(old => workbook.FindPerson(old.Id) is null).ToList();
        foreach (var person in workbook.Persons)
        {
            var old = before.FindPerson(person.Id) ?? gone.Find(other => other.Name == person.Name && SharesAccount(other, person));
            if (old is not null)
                gone.Remove(old);
            yield return person with { Id = old?.Id ?? person.Id, Settings = old?.Settings ?? person.Settings, Language = old?.Settings.Language ?? person.Language };
        }
    }

    private static bool SharesAccount(Person left, Person right) =>
        left.Accounts.Any(account => right.Accounts.Any(other => other.Channel == account.Channel && IsSame(other.Id, account.Id)));

    private static bool IsSame(string left, string right) =>
        string.Equals(UnitName.Normal(left), UnitName.Normal(right), StringComparison.OrdinalIgnoreCase);
}
