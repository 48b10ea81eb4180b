using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using NJsonSchema;

namespace KexieBot.Tests.Channels.Teams;

public sealed class ManifestTests
{
    private static string Folder { get; } = Path.Combine(TeamsClients.Repository, "manifests", "teams");

    [Theory]
    [InlineData("manifest.json", "MicrosoftTeams.schema.json")]
    [InlineData("en.json", "MicrosoftTeams.Localization.schema.json")]
    public async Task It_is_what_Microsofts_schema_asks_for(string file, string schemaFile)
    {
        var version = (string)Read("manifest.json")["manifestVersion"]!;
        var schemaPath = TeamsClients.Module($"@microsoft/app-manifest/build/json-schemas/teams/v{version}/{schemaFile}");

        var schema = await JsonSchema.FromFileAsync(schemaPath, TestContext.Current.CancellationToken);
        var faults = schema.Validate(await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken));

        faults.Select(fault => $"{fault.Path} {fault.Kind}").ShouldBeEmpty();
        schema.Validate("""{"nonsense":1}""").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_packed_app_holds_the_ids_and_is_still_what_the_schema_asks_for()
    {
        var folder = Directory.CreateTempSubdirectory("kexie-pack-");
        var (refused, _, errors) = await KexieProcess.RunAsync(folder.FullName, null, "teams", "pack", "app.zip", "--app-id", "no-guid");
        var (exitCode, _, _) = await KexieProcess.RunAsync(folder.FullName, null, "teams", "pack", "app.zip", "--app-id", FakeIdentity.AppId, "--site", "https://kexie.example.gov.cn/");

        var (homeless, _, _) = await KexieProcess.RunAsync(folder.FullName, null, "teams", "pack", "other.zip", "--app-id", FakeIdentity.AppId);

        (refused, exitCode, homeless).ShouldBe((1, 0, 1), errors);
        File.Exists(Path.Combine(folder.FullName, "other.zip")).ShouldBeFalse("its addresses would be made up");
        using var package = await ZipFile.OpenReadAsync(Path.Combine(folder.FullName, "app.zip"), TestContext.Current.CancellationToken);
        package.Entries.Select(entry => entry.FullName).ShouldBe(["manifest.json", "en.json", "color.png", "outline.png"]);
        using var reader = new StreamReader(await package.GetEntry("manifest.json")!.OpenAsync(TestContext.Current.CancellationToken));
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var manifest = JsonNode.Parse(text)!;
        ((string)manifest["id"]!, (string)manifest["bots"]![0]!["botId"]!, (string)manifest["developer"]!["websiteUrl"]!).ShouldBe((FakeIdentity.AppId, FakeIdentity.AppId, "https://kexie.example.gov.cn/"));
        var schema = await JsonSchema.FromFileAsync(TeamsClients.Module($"@microsoft/app-manifest/build/json-schemas/teams/v{manifest["manifestVersion"]}/MicrosoftTeams.schema.json"), TestContext.Current.CancellationToken);
        schema.Validate(text).Select(fault => $"{fault.Path} {fault.Kind}").ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void Icons_have_the_size_that_Teams_asks_for(string file, int size)
    {
        var png = File.ReadAllBytes(Path.Combine(Folder, file));

        png.AsSpan(0, 8).ToArray().ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))).ShouldBe((size, size));
        if (file == "outline.png")
            png[25].ShouldBe((byte)6, "the outline needs a transparent ground");
    }

    [Fact]
    public void Every_translated_key_names_a_text_and_every_command_is_translated()
    {
        var manifest = Read("manifest.json");
        var translated = Read("en.json").Select(member => member.Key).Where(key => key != "$schema").ToList();

        translated.ShouldAllBe(key => Find(manifest, key) is JsonValue);
        new[] { "name.short", "name.full", "description.short", "description.full" }.ShouldBeSubsetOf(translated);
        foreach (var (list, listIndex) in manifest["bots"]![0]!["commandLists"]!.AsArray().Select((list, index) => (list!, index)))
        {
            for (var i = 0; i < list["commands"]!.AsArray().Count; i++)
                translated.ShouldContain($"bots[0].commandLists[{listIndex}].commands[{i}].title");
        }
    }

    [Fact]
    public void Titles_fit_old_clients_and_nothing_is_asked_for_beyond_need()
    {
        var manifest = Read("manifest.json");

        manifest["bots"]![0]!["commandLists"]!.AsArray().SelectMany(list => list!["commands"]!.AsArray()).ShouldAllBe(command => ((string)command!["title"]!).Length <= 32);
        manifest["permissions"]!.ToJsonString().ShouldBe("""["identity","messageTeamMembers"]""");
        manifest["authorization"].ShouldBeNull();
        manifest["webApplicationInfo"].ShouldBeNull();
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();

    private static JsonNode? Find(JsonNode root, string path) =>
        Regex.Matches(path, @"[^.\[\]]+").Aggregate<Match, JsonNode?>(root, (node, step) => int.TryParse(step.Value, System.Globalization.CultureInfo.InvariantCulture, out var index) ? node?[index] : node?[step.Value]);
}
