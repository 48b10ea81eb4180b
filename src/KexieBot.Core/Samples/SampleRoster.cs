using System.Text.Json;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Samples;

/// <summary>The units, groups and persons of the sample plan's district. None of them exists.</summary>
public static class SampleRoster
{
    public const string FileName = "sample-roster.json";

    public static Roster.Roster Load()
    {
        using var stream = typeof(SampleRoster).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException("The sample roster is not embedded in this build.");
        var content = JsonSerializer.Deserialize<Content>(stream, StoreJson.Options)!;
        return new Roster.Roster(content.Units, content.Groups, content.Persons);
    }

    private sealed record Content(IReadOnlyList<Unit> Units, IReadOnlyList<UnitGroup> Groups, IReadOnlyList<Person> Persons);
}
