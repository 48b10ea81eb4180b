using KexieBot.Core.Workbooks;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Channels.WeCom;

/// <summary>The ledger as a file: uploaded, and sent behind the words that announce it.</summary>
public sealed class WeComFileTests(StoreServers stores)
{
    [Fact]
    public async Task The_office_is_sent_the_ledger_as_a_file_and_a_liaison_the_own_units_part()
    {
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));

        await app.DeliverAsync(app.Text("wangwu", "导出台账", 1));
        await app.DeliverAsync(app.Text("zhangsan", "导出台账", 2));
        await Eventually.IsSoAsync(() => app.Platform.Delivered.Count(delivery => delivery.Type == "file") == 2);

        var (office, liaison) = (UnitsSentTo("wangwu"), UnitsSentTo("zhangsan"));
        office.Count.ShouldBeGreaterThan(liaison.Count);
        office.Distinct().Count().ShouldBeGreaterThan(1);
        liaison.Distinct().ShouldBe(["区科技局"]);

        List<string> UnitsSentTo(string user)
        {
            var file = app.Platform.Media.Find((string?)app.Platform.Delivered.Single(delivery => delivery.Type == "file" && delivery.User == user).Request["file"]!["media_id"])!;
            file.Name.ShouldMatch(@"^台账 \d{4}-\d\d-\d\d\.xlsx$");
            var rows = WorkbookReader.Read(new MemoryStream(file.Content)).ShouldBeOfType<WorkbookResult.Sheets>().Items.ShouldHaveSingleItem().Rows;
            return [.. rows.Skip(1).Select(row => row[rows[0].ToList().IndexOf("单位")])];
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_uploaded_now_follows_its_words_later_and_once()
    {
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        app.Platform.FailAfter(1, 60020);

        await app.DeliverAsync(app.Text("wangwu", "导出台账", 1));
        await Eventually.IsSoAsync(() => app.Platform.Delivered.Any(delivery => delivery.Type == "file"), () => clock.Time.Advance(TimeSpan.FromSeconds(1)));

        app.Platform.Delivered.Select(delivery => delivery.Type).ShouldBe(["text", "file"]);
    }
}
