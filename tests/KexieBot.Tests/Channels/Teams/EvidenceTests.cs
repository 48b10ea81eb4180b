using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KexieBot.Core.Chat;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>Files that people send as evidence: fetched with the bot's token, kept with the item, bounded in size, kind and place.</summary>
public sealed class EvidenceTests(StoreServers stores)
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];

    [Fact]
    public async Task A_picture_is_fetched_with_the_bots_token_and_kept_with_the_item()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Files["/v3/attachments/1/views/original"] = Picture;

        await SendAsync(bench, "第8条佐证", Attachment(bench, "/v3/attachments/1/views/original", "活动照片.png"));

        Titles(bench).Last().ShouldBe("已收下第8条的 1 份佐证，共 1 份。");
        bench.Microsoft.Calls.Single(call => call.Method == "GET" && call.Path.Contains("attachments", StringComparison.Ordinal)).Authorization.ShouldStartWith("Bearer token-");
        var piece = (await bench.Get<LedgerReader>().ItemAsync("p", "8/区科技局"))!.Evidence.ShouldHaveSingleItem();
        piece.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Picture)));
        (await File.ReadAllBytesAsync(bench.Get<EvidenceFiles>().Find(piece.Hash!)!.FullName, TestContext.Current.CancellationToken)).ShouldBe(Picture);
    }

    [Fact]
    public async Task A_picture_without_words_is_fetched_at_once_and_its_measure_is_asked_for()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Files["/v3/attachments/1/views/original"] = Picture;

        await SendAsync(bench, "", Attachment(bench, "/v3/attachments/1/views/original", "活动 照片.png"));
        bench.Microsoft.Files.Clear();
        await SendAsync(bench, "8");

        Titles(bench).ShouldBe(["这是第几条的佐证？回复编号即可。", "已收下第8条的 1 份佐证，共 1 份。"]);
        (await bench.Get<LedgerReader>().ItemAsync("p", "8/区科技局"))!.Evidence.ShouldHaveSingleItem().Hash.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_pasted_picture_has_no_name_and_comes_twice_and_is_kept_once_under_a_name_of_ours()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Files["/v3/attachments/1/views/original"] = Picture;
        var url = bench.Microsoft.ServiceUrl.TrimEnd('/') + "/v3/attachments/1/views/original";
        var twin = new JsonObject { ["contentType"] = "text/html", ["content"] = $"""<p>第8条佐证</p><p><img alt="image" src="{url}" width="250" height="140" itemid="0-cus-d1" id="x_0-cus-d1"></p>""" };

        await SendAsync(bench, "第8条佐证", new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = url }, twin);

        Titles(bench).Last().ShouldBe("已收下第8条的 1 份佐证，共 1 份。");
        (await bench.Get<LedgerReader>().ItemAsync("p", "8/区科技局"))!.Evidence.ShouldHaveSingleItem().Name.ShouldMatch(@"^图片-\d{4}-\d{4}\.png$");
    }

    [Fact]
    public async Task A_nameless_picture_that_is_none_is_not_kept()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Files["/v3/attachments/1/views/original"] = [0x4D, 0x5A, 1, 2];

        await SendAsync(bench, "第8条佐证", new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = bench.Microsoft.ServiceUrl.TrimEnd('/') + "/v3/attachments/1/views/original" });

        Titles(bench).Last().ShouldContain("这类文件不收");
    }

    [Fact]
    public async Task Our_token_goes_to_the_Connectors_attachments_and_nowhere_else_on_its_host()
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Files["/v3/conversations/a/members"] = Picture;

        await SendAsync(bench, "第8条佐证", Attachment(bench, "/v3/conversations/a/members", "活动照片.png"));

        Titles(bench).Last().ShouldContain("没能取到");
        bench.Microsoft.Calls.ShouldNotContain(call => call.Path == "/v3/conversations/a/members");
    }

    [Theory]
    [InlineData("../conversations/a/members")]
    [InlineData("..%2Fconversations/a/members")]
    [InlineData("%2e%2e/conversations/a/members")]
    [InlineData("%2e%2e%2fconversations/a/members")]
    [InlineData(@"..\conversations\a\members")]
    [InlineData("x/%2e%2e/%2e%2e/conversations/a/members")]
    public async Task No_way_round_leads_out_of_the_attachments(string path)
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Files["/v3/conversations/a/members"] = Picture;

        await SendAsync(bench, "第8条佐证", Attachment(bench, "/v3/attachments/" + path, "活动照片.png"));

        Titles(bench).Last().ShouldContain("没能取到");
        bench.Microsoft.Calls.ShouldNotContain(call => call.Method == "GET" && call.Path.Contains("conversations/a/members", StringComparison.Ordinal) && !call.Path.Contains("/v3/attachments/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://sharepoint.com.evil.example/a.png")]
    [InlineData("https://evilsharepoint.com/a.png")]
    [InlineData("https://kexie.sharepoint.com:8443/a.png")]
    [InlineData("https://kexie.sharepoint.com@127.0.0.1/a.png")]
    [InlineData("file:///etc/passwd")]
    public async Task No_other_place_is_asked_for_a_file(string url)
    {
        await using var bench = await BenchAsync();

        await SendAsync(bench, "第8条佐证", new JsonObject { ["contentType"] = "application/vnd.microsoft.teams.file.download.info", ["name"] = "活动照片.png", ["content"] = new JsonObject { ["downloadUrl"] = url } });

        (await bench.Get<IFileSource>().FetchAsync(new InboundAttachment("活动照片.png", "image/png", url), TestContext.Current.CancellationToken)).ShouldBeOfType<FetchedFile.Unavailable>().Reason.ShouldBe("its place is neither the Connector nor SharePoint");
        Titles(bench).Last().ShouldNotContain("已收下");
    }

    [Fact]
    public void An_address_that_opens_a_file_to_anybody_is_not_written_down() =>
        new InboundAttachment("总结.docx", "application/octet-stream", "https://kexie.sharepoint.com/总结.docx?tempauth=secret").SourceToKeep.ShouldBe("https://kexie.sharepoint.com/总结.docx");

    [Theory]
    [InlineData("virus.exe", "这类文件不收")]
    [InlineData("notes", "这类文件不收")]
    [InlineData("gone.png", "没能取到")]
    [InlineData("elsewhere.png", "没能取到")]
    [InlineData("large.png", "超过 20 MB")]
    public async Task What_cannot_be_kept_is_said_and_changes_nothing(string name, string answer)
    {
        await using var bench = await BenchAsync();
        bench.Microsoft.Files["/v3/attachments/notes"] = [1, 2, 3, 4];
        bench.Microsoft.Files["/v3/attachments/large.png"] = new byte[EvidenceFiles.MostBytes + 1];
        var attachment = Attachment(bench, "/v3/attachments/" + name, name);
        if (name == "elsewhere.png")
            attachment["contentUrl"] = "https://files.example.org/elsewhere.png";

        await SendAsync(bench, "第8条佐证", attachment);

        Titles(bench).Last().ShouldContain(answer);
        (await bench.Get<LedgerReader>().ItemAsync("p", "8/区科技局"))!.Evidence.ShouldBeEmpty();
    }

    private static JsonObject Attachment(TeamsBench bench, string path, string name) =>
        new() { ["contentType"] = "image/png", ["contentUrl"] = bench.Microsoft.ServiceUrl.TrimEnd('/') + path, ["name"] = name };

    private static async Task SendAsync(TeamsBench bench, string text, params JsonNode?[] attachments)
    {
        var message = new TeamsActivities(bench.Microsoft.ServiceUrl).Message(text, $"f:{Guid.NewGuid():N}");
        message["attachments"] = new JsonArray(attachments);
        (await bench.PostAsync(message)).Dispose();
    }

    private static IEnumerable<string> Titles(TeamsBench bench) => bench.Microsoft.Sent.Select(sent => (string)sent["summary"]!);

    private async Task<TeamsBench> BenchAsync()
    {
        var bench = await TeamsBench.StartAsync(stores.Fresh(StoreKind.Garnet));
        bench.Microsoft.Conversations.Open(TeamsActivities.PersonalChat);
        bench.Microsoft.Conversations.People[TeamsActivities.UserId] = (TeamsActivities.AadObjectId, "linxiao@qinglan.example");
        await bench.PutOnRosterAsync(new Person("keji", "林晓", PersonRole.Liaison) { UnitIds = ["区科技局"], Accounts = [new PersonAccount(ChannelKind.Teams, "LinXiao@qinglan.example")] });
        var now = bench.Time.GetUtcNow();
        await bench.Get<Core.Ledger.Ledger>().ImportAsync(
            new Plan("p", "实施方案", null, [new Measure(8, "一", "营造尊重科学的氛围", "按照要求抓好落实。")]),
            [new WorkItem("p", 8, "区科技局", UnitRole.Responsible) { Section = "一", AssignedAt = now, StateSince = now }],
            new Origin("office", "console", "import"));
        return bench;
    }
}
