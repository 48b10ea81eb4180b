using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using KexieBot.Channels.Teams;
using KexieBot.Core.Chat;
using KexieBot.Core.Roster;
using KexieBot.Core.Workbooks;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>The ledger as a file: offered in the personal chat, and put into the person's OneDrive once the person agrees.</summary>
public sealed class FileOfferTests(StoreServers stores)
{
    private const string Consent = "application/vnd.microsoft.teams.card.file.consent";
    private const string Info = "application/vnd.microsoft.teams.card.file.info";
    private const string Session = "https://qinglan-my.sharepoint.com/personal/upload?session=1";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_office_agrees_and_finds_all_of_the_ledger_in_its_OneDrive(bool isTapped)
    {
        using var drive = new OneDrive();
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet), drive.Serve);
        (await district.Bench.PostAsync(isTapped ? district.Office.Tap("导出台账", "nonce-1") : district.Office.Message("导出台账"))).Dispose();
        var (id, card) = await OfferedAsync(district, district.Office);

        (await AnswerAsync(district, district.Office.FileConsent(id, card, "accept", Session))).ShouldBe(HttpStatusCode.OK);
        await Eventually.IsSoAsync(() => Attachments(district, district.Office).Any(attachment => (string?)attachment["contentType"] == Info));

        Units(drive.Files.Single()).Distinct().Order().ShouldBe(["区教育局", "区科技局"]);
        Attachments(district, district.Office).ShouldNotContain(attachment => (string?)attachment["contentType"] == Consent, "what was answered asks no more");
        ((string?)Attachments(district, district.Office).Single(attachment => (string?)attachment["contentType"] == Info)["content"]!["uniqueId"]).ShouldBe("unique-1");
    }

    [Fact]
    public async Task An_answer_that_comes_again_uploads_nothing_more()
    {
        using var drive = new OneDrive();
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet), drive.Serve);
        (await district.Bench.PostAsync(district.Office.Message("导出台账"))).Dispose();
        var (id, card) = await OfferedAsync(district, district.Office);
        var agreed = district.Office.FileConsent(id, card, "accept", Session);

        for (var delivery = 0; delivery < 3; delivery++)
            await AnswerAsync(district, agreed);

        drive.Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_liaison_gets_the_own_units_part_whatever_the_card_says()
    {
        using var drive = new OneDrive();
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet), drive.Serve);
        (await district.Bench.PostAsync(district.Office.Message("导出台账"))).Dispose();
        var (_, officesCard) = await OfferedAsync(district, district.Office);

        await AnswerAsync(district, district.Liaison.FileConsent("another", officesCard, "accept", Session));

        Units(drive.Files.Single()).Distinct().ShouldBe(["区科技局"]);
    }

    [Fact]
    public async Task Whom_the_platform_does_not_name_just_now_keeps_the_card_and_agrees_again()
    {
        using var drive = new OneDrive();
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet), drive.Serve);
        await district.Bench.Get<RosterStore>().ChangeAsync(roster => new Core.Roster.Roster(roster.Units, roster.Groups, roster.Persons.Select(person => person.Id == "office" ? person with { Accounts = [new PersonAccount(ChannelKind.Teams, "office@qinglan.example")] } : person)));
        (await district.Bench.PostAsync(district.Office.Message("导出台账"))).Dispose();
        var (id, card) = await OfferedAsync(district, district.Office);
        await district.Bench.Get<IDatabase>().HashDeleteAsync("kexie:{teams}:person:aad-office", ["upn", "upnAt"]);
        district.Bench.Microsoft.Fault = call => call.Path.Contains("/members/", StringComparison.Ordinal) ? new Fault.Answer(500, "ServiceError") : null;

        await AnswerAsync(district, district.Office.FileConsent(id, card, "accept", Session));

        drive.Files.ShouldBeEmpty();
        district.Bench.Microsoft.Sent.Select(sent => (string?)sent["summary"]).ShouldContain("暂时无法核对您的身份，请稍后再发一次。");
        Attachments(district, district.Office).ShouldContain(attachment => (string?)attachment["contentType"] == Consent);
        district.Bench.Microsoft.Fault = _ => null;
        await AnswerAsync(district, district.Office.FileConsent(id, card, "accept", Session));
        drive.Files.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_declines_is_left_in_peace()
    {
        using var drive = new OneDrive();
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet), drive.Serve);
        (await district.Bench.PostAsync(district.Office.Message("导出台账"))).Dispose();
        var (id, card) = await OfferedAsync(district, district.Office);

        await AnswerAsync(district, district.Office.FileConsent(id, card, "decline", Session));

        drive.Files.ShouldBeEmpty();
        Attachments(district, district.Office).ShouldNotContain(attachment => (string?)attachment["contentType"] == Consent);
    }

    [Theory]
    [InlineData("https://evil.example/upload")]
    [InlineData("http://qinglan-my.sharepoint.com/upload")]
    [InlineData("https://127.0.0.1/upload")]
    public async Task Nothing_is_put_anywhere_but_into_OneDrive(string address)
    {
        using var drive = new OneDrive();
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet), drive.Serve);
        (await district.Bench.PostAsync(district.Office.Message("导出台账"))).Dispose();
        var (id, card) = await OfferedAsync(district, district.Office);

        await AnswerAsync(district, district.Office.FileConsent(id, card, "accept", address));

        drive.Files.ShouldBeEmpty();
        district.Bench.Microsoft.Sent.Select(sent => (string?)sent["summary"]).ShouldContain("文件没能放进您的OneDrive，请再说一次“导出台账”。");
    }

    [Fact]
    public async Task In_a_channel_nothing_is_offered()
    {
        using var drive = new OneDrive();
        await using var district = await TeamsDistrict.StartAsync(stores.Fresh(StoreKind.Garnet), drive.Serve);

        await district.SayInChannelAsync(district.Office, "导出台账");

        district.Bench.Microsoft.Conversations.Activities.Values.SelectMany(chat => chat.Values).SelectMany(sent => sent["attachments"]!.AsArray()).ShouldNotContain(attachment => (string?)attachment!["contentType"] == Consent);
    }

    private static async Task<HttpStatusCode> AnswerAsync(TeamsDistrict district, JsonObject invoke)
    {
        using var answer = await district.Bench.PostAsync(invoke);
        return answer.StatusCode;
    }

    private static async Task<(string Id, JsonObject Card)> OfferedAsync(TeamsDistrict district, TeamsActivities who)
    {
        await Eventually.IsSoAsync(() => Attachments(district, who).Any(attachment => (string?)attachment["contentType"] == Consent));
        var offered = district.Bench.Microsoft.Conversations.Activities[who.Chat].Single(activity => (string?)activity.Value["attachments"]![0]!["contentType"] == Consent);
        return (offered.Key, offered.Value["attachments"]![0]!.AsObject());
    }

    private static IEnumerable<JsonObject> Attachments(TeamsDistrict district, TeamsActivities who) =>
        district.Bench.Microsoft.Conversations.Activities[who.Chat].Values.SelectMany(sent => sent["attachments"]!.AsArray()).Select(attachment => attachment!.AsObject());

    private static IEnumerable<string> Units(byte[] workbook)
    {
        var rows = WorkbookReader.Read(new MemoryStream(workbook)).ShouldBeOfType<WorkbookResult.Sheets>().Items.ShouldHaveSingleItem().Rows;
        var unit = rows[0].ToList().IndexOf("单位");
        return rows.Skip(1).Select(row => row[unit]);
    }

    /// <summary>An upload session as OneDrive keeps it: a PUT with its range, whole.</summary>
    private sealed class OneDrive : HttpMessageHandler
    {
        public ConcurrentQueue<byte[]> Files { get; } = new();

        public void Serve(IServiceCollection services) => services.AddHttpClient(TeamsFiles.ClientName).ConfigurePrimaryHttpMessageHandler(() => this);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            if (request.Method != HttpMethod.Put || request.Content.Headers.ContentRange is not { From: 0 } range || range.To != content.Length - 1 || range.Length != content.Length || request.Headers.Authorization is not null)
                return new HttpResponseMessage(HttpStatusCode.BadRequest);
            Files.Enqueue(content);
            return new HttpResponseMessage(HttpStatusCode.Created);
        }
    }
}
