using System.Text.Json.Nodes;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Channels;

/// <summary>The same month told over Teams, over WeCom and at the console leaves the same ledger. What people do by a card is done by the button of a card that was really sent.</summary>
[Collection(nameof(Alone))]
public sealed class SameLedgerTests(StoreServers stores)
{
    private const string Reason = "reason";

    private static readonly Step[] Month =
    [
        new Say("keji", "我的任务"),
        new Tap("keji", "签收全部"),
        new Tap("keji", "确认") { Changes = true },
        new Say("keji", "更新 7"),
        new Tap("keji", "报送") { Field = ("percent", "60"), Changes = true },
        new Say("keji", "已完成初评，名单在公示") { Changes = true },
        new Say("keji", "第7条卡住了，评审专家未到位") { Changes = true },
        new Say("keji", "更新 8 90% 展板已布置") { Changes = true },
        new Say("keji", "撤销") { Changes = true },
        new Say("keji", "更新 8 40% 展板设计完成") { Changes = true },
        new Say("office", "批示第8条：请抓紧协调专家") { Changes = true },
        new Say("keji", "申请延期 8 到2027年1月31日，原因：场地调整") { Changes = true },
        new Tap("office", "同意延期") { Changes = true },
        new Say("keji", "更新 8"),
        new Tap("keji", "报送") { Field = ("percent", "100"), Changes = true },
        new Say("keji", "活动已举办，参加两百人") { Changes = true },
        new Say("keji", "申请办结 8") { Changes = true },
        new Tap("office", "退回"),
        new Tap("office", "退回") { Field = (Reason, "缺活动照片"), Changes = true },
        new Say("keji", "第8条佐证 https://kexie.example/活动照片.zip") { Changes = true },
        new Say("keji", "更新 8 100% 照片已补") { Changes = true },
        new Tap("keji", "申请办结") { Changes = true },
        new Tap("office", "通过") { Changes = true },
        new Say("kexie", "更新 5 30% 走访基层组织") { Changes = true },
        new Say("office", "暂缓 6，等待机构改革") { Changes = true },
    ];

    [Fact]
    public async Task Over_WeCom()
    {
        var expected = await AtTheConsoleAsync();
        var clock = new TestClock();
        await using var app = await WeComApp.StartAsync(stores.Fresh(StoreKind.Garnet), clock: clock.Office);
        await TellAsync(new WeComMonth(app, clock), app.Get<LedgerReader>(), expected.Steps);

        (await TraceAsync(app.Get<LedgerReader>())).ShouldBe(expected.Trace);
        (await app.Get<LedgerVerification>().VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();
        // What was tapped was changed where it stands: signed, two forms, decided three times.
        await Eventually.IsSoAsync(() => app.Platform.CardUpdates.Count >= 6);
    }

    [Fact]
    public async Task Over_Teams()
    {
        var expected = await AtTheConsoleAsync();
        var store = stores.Fresh(StoreKind.Garnet);
        await using (await District.OnAsync(store))
        {
            await new RosterStore(store).ChangeAsync(roster => new Roster(roster.Units, roster.Groups, roster.Persons.Select(person => person with { Accounts = [new PersonAccount(ChannelKind.Teams, $"aad-{person.Id}")] }), roster.Version));
            await using var bench = await TeamsBench.StartAsync(store, time: new TestClock().Time, rates: TeamsBench.AnyRate);
            var month = new TeamsMonth(bench);
            foreach (var person in Month.Select(step => step.Person).Distinct(StringComparer.Ordinal))
                await month.SayAsync(person, "帮助");
            await TellAsync(month, bench.Get<LedgerReader>(), expected.Steps);

            (await TraceAsync(bench.Get<LedgerReader>())).ShouldBe(expected.Trace);
            (await bench.Get<LedgerVerification>().VerifyAsync(District.PlanId)).Faults.ShouldBeEmpty();
        }
    }

    private async Task<(IReadOnlyList<int> Steps, IReadOnlyList<string> Trace)> AtTheConsoleAsync()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var (steps, shown) = (new List<int>(), new Dictionary<string, Reply>(StringComparer.Ordinal));
        foreach (var step in Month)
        {
            var before = (await EventsAsync(district.Reader)).Count;
            shown[step.Person] = step switch
            {
                Say say => await district.SayAsync(say.Person, say.Text),
                Tap { Field: { } field } => await district.SayAsync(step.Person, shown[step.Person].Form!.Say, new Dictionary<string, string>(StringComparer.Ordinal) { [field.Name] = field.Value }),
                Tap tap => await district.SayAsync(tap.Person, await SayOfAsync(district, shown.GetValueOrDefault(tap.Person), tap)),
                _ => throw new InvalidOperationException(),
            };
            steps.Add((await EventsAsync(district.Reader)).Count);
            (steps[^1] > before).ShouldBe(step.Changes, $"{step}: {shown[step.Person].Title}");
        }

        return (steps, await TraceAsync(district.Reader));
    }

    // What a button of the last answer says, or of the last message that the person was sent.
    private static async Task<string> SayOfAsync(District district, Reply? answer, Tap tap)
    {
        var messages = (await district.WaitingAsync()).Where(entry => entry.PersonId == tap.Person).Select(entry => entry.Content).Reverse();
        return messages.Prepend(answer).SelectMany(reply => reply?.Choices ?? []).First(choice => choice.Label == tap.Button).Say;
    }

    private static async Task TellAsync(IMonth month, LedgerReader reader, IReadOnlyList<int> expected)
    {
        for (var i = 0; i < Month.Length; i++)
        {
            await (Month[i] switch
            {
                Say say => month.SayAsync(say.Person, say.Text),
                Tap tap => month.TapAsync(tap),
                _ => throw new InvalidOperationException(),
            });
            await Eventually.IsSoAsync(async () => (await EventsAsync(reader)).Count >= expected[i], what: Month[i].ToString());
        }
    }

    // What happened to what, by whom and with which words; times and channels differ.
    private static async Task<IReadOnlyList<string>> TraceAsync(LedgerReader reader) =>
        [.. (await EventsAsync(reader)).Select(entry => $"{entry.Seq} {entry.Kind} {entry.Item} {entry.By} {entry.After?.State} {entry.After?.Percent}% {entry.After?.Deadline} {entry.After?.Progress} {entry.Text}")];

    private static Task<IReadOnlyList<LedgerEvent>> EventsAsync(LedgerReader reader) => reader.EventsBetweenAsync(District.PlanId, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1000);

    private abstract record Step(string Person)
    {
        /// <summary>It is waited for by its event; what only asks is waited for by the button that comes next.</summary>
        public bool Changes { get; init; }
    }

    private sealed record Say(string Person, string Text) : Step(Person);

    private sealed record Tap(string Person, string Button) : Step(Person)
    {
        /// <summary>Of a form: what is filled in.</summary>
        public (string Name, string Value)? Field { get; init; }
    }

    private interface IMonth
    {
        Task SayAsync(string person, string text);

        Task TapAsync(Tap tap);
    }

    private sealed class TeamsMonth(TeamsBench bench) : IMonth
    {
        private readonly Dictionary<string, TeamsActivities> persons = new(StringComparer.Ordinal);

        public async Task SayAsync(string person, string text)
        {
            var message = Of(person).Message(text);
            // As the platform does when the first answer was lost.
            (await bench.PostAsync(message.DeepClone().AsObject())).Dispose();
            (await bench.PostAsync(message)).Dispose();
            await SendAllAsync();
        }

        public async Task TapAsync(Tap tap)
        {
            var who = Of(tap.Person);
            var chat = bench.Microsoft.Conversations.Activities[who.Chat];
            var (id, sent) = chat.OrderByDescending(pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture)).First(pair => TeamsActivities.HasButton(pair.Value, tap.Button));
            var fields = tap.Field is { } field ? new JsonObject { [$"field.{field.Name}"] = field.Value } : null;
            using var answer = await bench.PostAsync(who.TapOn(sent, id, tap.Button, fields));
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            ((string)body["type"]!).ShouldBe("application/vnd.microsoft.card.adaptive", $"{tap}: {body}");
            // As the client does.
            sent["attachments"]![0]!["content"] = body["value"]!.DeepClone();
            await SendAllAsync();
        }

        private async Task SendAllAsync()
        {
            while (await bench.Dispatcher().RunOnceAsync([District.PlanId], TestContext.Current.CancellationToken) > 0)
            {
            }
        }

        private TeamsActivities Of(string person)
        {
            if (!persons.TryGetValue(person, out var known))
            {
                persons[person] = known = new TeamsActivities(bench.Microsoft.ServiceUrl, $"29:{person}", $"aad-{person}");
                bench.Microsoft.Conversations.Open(known.Chat);
            }

            return known;
        }
    }

    private sealed class WeComMonth(WeComApp app, TestClock clock) : IMonth
    {
        private static readonly Dictionary<string, string> Accounts = new(StringComparer.Ordinal) { ["keji"] = "zhangsan", ["kexie"] = "lisi", ["office"] = "wangwu" };

        private long ids = 1000;

        public async Task SayAsync(string person, string text)
        {
            // Nobody says thirty things in a minute, and a member is sent no more.
            clock.Time.Advance(TimeSpan.FromMinutes(1));
            var message = app.Text(Accounts[person], text, ids++);
            // As the platform does when the first answer was lost.
            (await app.DeliverAsync(message)).Dispose();
            (await app.DeliverAsync(message)).Dispose();
        }

        public async Task TapAsync(Tap tap)
        {
            // A card takes no free text: the reason is written.
            if (tap.Field is { Name: Reason, Value: var reason })
            {
                await Eventually.IsSoAsync(() => app.Platform.Delivered.Last(sent => sent.User == Accounts[tap.Person]).Content?.Contains("原因", StringComparison.Ordinal) is true, what: "the question");
                await SayAsync(tap.Person, reason);
                return;
            }

            string? taskId = null;
            await Eventually.IsSoAsync(
                async () =>
                {
                    await app.SendAllAsync();
                    return (taskId = app.Platform.NewestCard(Accounts[tap.Person], tap.Button)) is not null;
                },
                what: $"a card with {tap.Button}");
            await app.TapAsync(Accounts[tap.Person], taskId!, tap.Button, tap.Field?.Value);
        }
    }
}
