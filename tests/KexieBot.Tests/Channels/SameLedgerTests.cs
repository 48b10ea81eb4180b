using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using KexieBot.Tests.Support.WeCom;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels;

/// <summary>The same month told over Teams, over WeCom and at the console leaves the same ledger.</summary>
public sealed class SameLedgerTests(StoreServers stores)
{
    // Only what changes the ledger: each step is waited for by its event.
    private static readonly (string Person, string Text)[] Month =
    [
        ("keji", "签收 4、6、7、8"),
        ("keji", "第7条进展到60%，已完成初评；存在问题：评审专家未到位"),
        ("keji", "更新 8 90% 展板已布置"),
        ("keji", "撤销"),
        ("keji", "更新 8 40% 展板设计完成"),
        ("office", "批示第8条：请抓紧协调专家"),
        ("keji", "申请延期 8 到2027年1月31日，原因：场地调整"),
        ("office", "同意延期 8"),
        ("keji", "更新 8 100% 活动已举办"),
        ("keji", "申请办结 8"),
        ("office", "退回区科技局第8条，缺活动照片"),
        ("keji", "第8条佐证 https://kexie.example/活动照片.zip"),
        ("keji", "第8条已完成，申请办结"),
        ("office", "同意办结 8"),
        ("kexie", "更新 5 30% 走访基层组织"),
        ("office", "暂缓 6，等待机构改革"),
    ];

    [Fact]
    public async Task Over_WeCom()
    {
        var expected = await AtTheConsoleAsync();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet));
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal) { ["keji"] = "zhangsan", ["kexie"] = "lisi", ["office"] = "wangwu" };
        var reader = app.Get<LedgerReader>();

        for (var step = 0; step < Month.Length; step++)
        {
            var text = app.Text(accounts[Month[step].Person], Month[step].Text, 1000 + step);
            // As the platform does when the first answer was lost.
            (await app.DeliverAsync(text)).Dispose();
            (await app.DeliverAsync(text)).Dispose();
            await UntilAsync(reader, expected.Steps[step], Month[step].Text);
        }

        (await TraceAsync(reader)).ShouldBe(expected.Trace);
        (await app.Get<LedgerVerification>().VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Over_Teams()
    {
        var expected = await AtTheConsoleAsync();
        var store = stores.Fresh(StoreKind.Garnet);
        await using (await District.OnAsync(store))
        {
            var persons = Month.Select(step => step.Person).Distinct(StringComparer.Ordinal).ToList();
            await new RosterStore(store).ChangeAsync(roster => new Roster(roster.Units, roster.Groups, roster.Persons.Select(person => persons.Contains(person.Id) ? person with { Accounts = [new PersonAccount(ChannelKind.Teams, AccountOf(persons.IndexOf(person.Id)))] } : person), roster.Version));
            await using var bench = await TeamsBench.StartAsync(store);
            var reader = bench.Get<LedgerReader>();
            foreach (var person in persons)
                bench.Microsoft.Conversations.Open($"a:{person}");
            for (var step = 0; step < Month.Length; step++)
            {
                var activity = new TeamsActivities(bench.Microsoft.ServiceUrl).Message(Month[step].Text, $"f:{1000 + step}");
                activity["from"]!["aadObjectId"] = AccountOf(persons.IndexOf(Month[step].Person));
                activity["from"]!["id"] = $"29:{Month[step].Person}";
                activity["conversation"]!["id"] = $"a:{Month[step].Person}";
                (await bench.PostAsync(activity.DeepClone().AsObject())).Dispose();
                (await bench.PostAsync(activity)).Dispose();
                await UntilAsync(reader, expected.Steps[step], Month[step].Text);
            }

            (await TraceAsync(reader)).ShouldBe(expected.Trace);
            (await bench.Get<LedgerVerification>().VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();
        }
    }

    private static string AccountOf(int index) => $"00000000-1111-4222-8333-44445555666{index}";

    private async Task<(IReadOnlyList<int> Steps, IReadOnlyList<string> Trace)> AtTheConsoleAsync()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var steps = new List<int>();
        foreach (var (person, text) in Month)
        {
            var before = (await EventsAsync(district.Reader)).Count;
            var reply = await district.SayAsync(person, text);
            steps.Add((await EventsAsync(district.Reader)).Count);
            steps[^1].ShouldBeGreaterThan(before, $"{text}: {reply.Title}");
        }

        return (steps, await TraceAsync(district.Reader));
    }

    private static async Task UntilAsync(LedgerReader reader, int events, string text)
    {
        for (var wait = 0; wait < 400; wait++)
        {
            if ((await EventsAsync(reader)).Count >= events)
                return;
            await Task.Delay(25);
        }

        Assert.Fail($"“{text}” did not reach the ledger in ten seconds.");
    }

    // What happened to what, by whom and with which words; times and channels differ.
    private static async Task<IReadOnlyList<string>> TraceAsync(LedgerReader reader) =>
        [.. (await EventsAsync(reader)).Select(entry => $"{entry.Seq} {entry.Kind} {entry.Item} {entry.By} {entry.After?.State} {entry.After?.Percent}% {entry.After?.Deadline} {entry.Text}")];

    private static Task<IReadOnlyList<LedgerEvent>> EventsAsync(LedgerReader reader) => reader.EventsBetweenAsync(District.PlanId, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1000);
}
