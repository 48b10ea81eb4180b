using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Tests.Delivery;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Reminders;

public sealed class ReminderPreviewTests(StoreServers stores)
{
    private static readonly WorkItem[] Items =
    [
        Morning.Item(1, "2026-09-30"),
        Morning.Item(2, "2026-10-03"),
        Morning.Item(3, "2026-10-20", "区教育局"),
        Morning.Item(4) with { Cycle = Core.Plans.ReportingCycle.Monthly },
        Morning.Item(5) with { State = WorkItemState.UnderReview, StateSince = Morning.Clock.At(Calendars.Day("2026-09-01"), new TimeOnly(9, 0)) },
    ];

    [Fact]
    public async Task Nothing_falls_on_a_day_off_and_nobody_gets_two_messages_on_a_morning()
    {
        var messages = await PreviewAsync("2026-09-01", 60);

        messages.Count.ShouldBeGreaterThan(30);
        messages.ShouldAllBe(message => Calendars.China.IsWorkday(DateOnly.FromDateTime(message.At.DateTime)));
        messages.ShouldAllBe(message => message.At.TimeOfDay == new TimeSpan(8, 30, 0) && message.At.Offset == TimeSpan.FromHours(8));
        messages.GroupBy(message => (message.At, message.To)).ShouldAllBe(group => group.Count() == 1);
        messages.Select(message => message.At).ShouldBeInOrder();
    }

    [Fact]
    public async Task The_lead_times_are_hit()
    {
        var messages = await PreviewAsync("2026-10-01", 31);

        messages.Where(message => message.To == "wang" && message.Kind == "deadline").Select(message => message.At.Day).ShouldBe([10, 15, 19, 20]);
    }

    [Fact]
    public async Task It_is_the_same_as_what_the_runs_then_send()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Items);
        var preview = await bench.Preview().BuildAsync(Calendars.Day("2026-09-28"), 21);
        var sent = new List<string>();
        for (var day = Calendars.Day("2026-09-28"); day < Calendars.Day("2026-10-19"); day = day.AddDays(1))
        {
            bench.TurnTo($"{day:yyyy-MM-dd} 08:30");
            await bench.Run().RunIfDueAsync();
            var entries = (await bench.WaitingAsync()).Where(entry => entry.Key.Contains($"{day:yyyy-MM-dd}", StringComparison.Ordinal)).ToList();
            await bench.Marks.HeardAsync(day, [.. entries.SelectMany(entry => new[] { entry.PersonId, Heard.NotesOf(entry.PersonId) })]);
            sent.AddRange(entries.Select(entry => $"{entry.NotBefore:s} {entry.PersonId} {entry.Kind} {string.Join(',', entry.Items)} {ReplyText.Of(entry.Content)}"));
        }

        preview.Select(message => $"{message.At:s} {message.To} {message.Kind} {string.Join(',', message.Items)} {message.Text}").ShouldBe(sent);
    }

    [Fact]
    public async Task It_writes_the_names_that_outsiders_read()
    {
        var json = JsonSerializer.SerializeToElement((await PreviewAsync("2026-09-30", 1)).Single(message => message.To == "li"), StoreJson.Options);

        json.EnumerateObject().Select(property => property.Name).ShouldBe(["at", "to", "channel", "kind", "items", "text"]);
        json.GetProperty("at").GetString().ShouldBe("2026-09-30T08:30:00+08:00");
        json.GetProperty("channel").GetString().ShouldBe("teams");
        json.GetProperty("text").GetString()!.ShouldContain("第1条举措");
    }

    [Fact]
    public async Task The_channel_is_the_one_that_would_be_used()
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Items);
        async Task<string> ChannelAsync(string to, params IChannelSender[] senders) =>
            (await bench.Preview(senders).BuildAsync(Calendars.Day("2026-10-20"), 1)).First(message => message.To == to).Channel;

        (await ChannelAsync("wang")).ShouldBe("none");
        (await ChannelAsync("wang", new CountingChannel(ChannelKind.Console))).ShouldBe("console");
        (await ChannelAsync("wang", new CountingChannel(ChannelKind.Console), new CountingChannel())).ShouldBe("none");
    }

    private async Task<IReadOnlyList<PreviewedMessage>> PreviewAsync(string from, int days)
    {
        var bench = await ReminderBench.OnAsync(stores.Fresh(StoreKind.Garnet), Items);
        return await bench.Preview().BuildAsync(Calendars.Day(from), days);
    }
}
