using KexieBot.Core.Chat;

namespace KexieBot.Core.Roster;

/// <summary>The units, groups and persons of a district at one moment. Immutable; look-ups are by dictionary.</summary>
public sealed class Roster
{
    private readonly Dictionary<string, Unit> unitsById;
    private readonly UnitDirectory directory;
    private readonly Dictionary<string, UnitGroup> groupsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Person> personsById;
    private readonly Dictionary<(ChannelKind, string), Person> personsByAccount = [];
    private readonly ILookup<string, Person> personsByUnit;

    public Roster(IEnumerable<Unit> units, IEnumerable<UnitGroup> groups, IEnumerable<Person> persons, long version = 0)
    {
        Units = [.. units];
        Groups = [.. groups];
        Persons = [.. persons];
        Version = version;
        unitsById = Units.ToDictionary(unit => unit.Id, StringComparer.Ordinal);
        personsById = Persons.ToDictionary(person => person.Id, StringComparer.OrdinalIgnoreCase);
        directory = new UnitDirectory(Units);
        foreach (var group in Groups)
        {
            foreach (var name in group.Aliases.Prepend(group.Name))
                groupsByName[UnitName.Normal(name)] = group;
        }

        foreach (var person in Persons)
        {
            foreach (var account in person.Accounts)
                personsByAccount.TryAdd((account.Channel, account.Id.ToLowerInvariant()), person);
        }

        personsByUnit = Persons
            .SelectMany(person => person.UnitIds.Select(unitId => (unitId, person)))
            .ToLookup(pair => pair.unitId, pair => pair.person, StringComparer.Ordinal);
    }

    public static Roster Empty { get; } = new([], [], []);

    public IReadOnlyList<Unit> Units { get; }

    public IReadOnlyList<UnitGroup> Groups { get; }

    public IReadOnlyList<Person> Persons { get; }

    /// <summary>Grows with every change; 0 is the roster that was never written.</summary>
    public long Version { get; }

    public Unit? FindUnitById(string id) => unitsById.GetValueOrDefault(id);

    /// <summary>
    /// The unit that <paramref name="name"/> names, by name or alias, with or without 区/市/县/省 before it; null where none or more than one does.
    /// 市科技局 never finds 区科技局; 区委组织部（人才办） finds 区委组织部.
    /// </summary>
    public Unit? FindUnit(string name) => FindUnits(name) is [var unit] ? unit : null;

    /// <summary>All units that <paramref name="name"/> can mean, where <see cref="FindUnit"/> leaves the choice open.</summary>
    public IReadOnlyList<Unit> FindUnits(string name) => directory.Find(name);

    public UnitGroup? FindGroup(string name) => groupsByName.GetValueOrDefault(UnitName.Normal(name));

    public Person? FindPerson(string id) => personsById.GetValueOrDefault(id);

    /// <summary>The person whom the roster gives <paramref name="account"/>, by its id or any of its other ids.</summary>
    public Person? FindPerson(ChannelAccount account)
    {
        if (account.Channel == ChannelKind.Console)
            return FindPerson(account.Id) ?? (Persons.Where(person => person.Name == account.Id).Take(2).ToList() is [var only] ? only : null);
        return account.OtherIds.Prepend(account.Id)
            .Select(id => personsByAccount.GetValueOrDefault((account.Channel, id.ToLowerInvariant())))
            .FirstOrDefault(person => person is not null);
    }

    public IEnumerable<Person> LiaisonsOf(string unitId) => personsByUnit[unitId].Where(person => person.Role == PersonRole.Liaison);

    public IEnumerable<Person> HeadsOf(string unitId) => personsByUnit[unitId].Where(person => person.Role == PersonRole.UnitHead);

    public IEnumerable<Person> InRole(PersonRole role) => Persons.Where(person => person.Role == role);

    /// <summary>The roster with further units.</summary>
    public Roster WithUnits(IReadOnlyList<Unit> added) => new([.. Units, .. added.Where(unit => FindUnitById(unit.Id) is null)], Groups, Persons, Version);

    /// <summary>The roster with one person changed.</summary>
    public Roster WithPerson(string personId, Func<Person, Person> change) =>
        new(Units, Groups, Persons.Select(person => string.Equals(person.Id, personId, StringComparison.OrdinalIgnoreCase) ? change(person) : person), Version);

    /// <summary>The unit's present name; its id where the roster does not know it.</summary>
    public string NameOf(string unitId) => FindUnitById(unitId)?.Name ?? unitId;
}
