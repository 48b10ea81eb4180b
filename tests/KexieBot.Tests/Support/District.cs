using System.Text.Json;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Tests.Reminders;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace KexieBot.Tests.Support;

/// <summary>A small district on a real store, to talk to the bot in: 区科技局 (keji), 区科协 (kexie), two streets (dong, xi), the office and a leader. The day is Monday 2026-11-23.</summary>
public sealed class District : IAsyncDisposable
{
    public const string PlanId = "p";

    private readonly ServiceProvider services;
    private int messages;

    private District(ServiceProvider services, TestClock clock)
    {
        this.services = services;
        Clock = clock;
    }

    public TestClock Clock { get; }

    public LedgerReader Reader => Get<LedgerReader>();

    /// <param name="store">An empty store.</param>
    /// <param name="draft">The plan; the usual one where null.</param>
    /// <param name="room">How full the store is, where that is measured.</param>
    public static async Task<District> OnAsync(IDatabase store, PlanDraft? draft = null, StoreRoom? room = null)
    {
        var district = Again(store, room);
        var roster = MakeRoster();
        await district.Get<RosterStore>().ChangeAsync(_ => roster);
        var import = PlanImport.Prepare(PlanId, draft ?? MakeDraft(), roster, district.Clock.Office.Now);
        await district.Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office", "console", "import"));
        return district;
    }

    /// <summary>On a store that a district has filled before.</summary>
    public static District Again(IDatabase store, StoreRoom? room = null)
    {
        var clock = new TestClock();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(store);
        collection.AddSingleton(clock.Office);
        collection.AddSingleton(Calendars.Read());
        collection.AddSingleton(new ReminderRules());
        collection.AddSingleton<HeardMarks>();
        collection.AddSingleton<HeldMessages>();
        collection.AddSingleton<LedgerFacts>();
        collection.AddSingleton<MorningPlanner>();
        collection.AddSingleton(new EvidenceFolder(Path.Combine(Path.GetTempPath(), "kexie-tests-evidence")));
        collection.AddSingleton<ConsoleFiles>();
        collection.AddSingleton<IFileSource>(provider => provider.GetRequiredService<ConsoleFiles>());
        collection.AddCoreServices();
        if (room is not null)
            collection.AddSingleton(room);
        return new District(collection.BuildServiceProvider(), clock);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>What the bot answers to a new message.</summary>
    public Task<Reply> SayAsync(string person, string text, IReadOnlyDictionary<string, string>? fields = null) =>
        SayAsync(person, text, $"m{Interlocked.Increment(ref messages)}", fields);

    /// <summary>What the bot answers to the message with this id.</summary>
    public Task<Reply> SayAsync(string person, string text, string messageId, IReadOnlyDictionary<string, string>? fields = null) =>
        Get<ChatBot>().RespondAsync(
            new InboundMessage(messageId, new ChannelAccount(ChannelKind.Console, person), text) { Fields = fields ?? new Dictionary<string, string>(StringComparer.Ordinal) },
            CancellationToken.None);

    /// <summary>Puts a second plan with the same measures into the ledger.</summary>
    public async Task AddPlanAsync(string planId, string? title = null)
    {
        var draft = MakeDraft();
        var import = PlanImport.Prepare(planId, draft with { Title = title ?? draft.Title }, await Get<RosterStore>().GetAsync(), Clock.Office.Now);
        await Get<Core.Ledger.Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office", "console", $"import {planId}"));
    }

    /// <summary>The messages that wait in a plan's outbox; what only changes a card is none.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> WaitingAsync(string planId = PlanId) =>
        [.. (await Get<IDatabase>().HashGetAllAsync(Outbox.EntryKey(planId))).Select(field => JsonSerializer.Deserialize<OutboxEntry>((string)field.Value!, StoreJson.Options)!).Where(entry => !entry.IsOnCard)];

    /// <summary>What the bot answers to a message with a file.</summary>
    public Task<Reply> SendFileAsync(string person, string text, string name) => Get<ChatBot>().RespondAsync(
        new InboundMessage($"m{Interlocked.Increment(ref messages)}", new ChannelAccount(ChannelKind.Console, person), text) { Attachments = [new InboundAttachment(name, "application/octet-stream", name)] },
        CancellationToken.None);

    public async Task<WorkItem> ItemAsync(int number, string unit) => (await Reader.ItemAsync(PlanId, WorkItem.RefOf(number, unit)))!;

    public async Task ShouldBeWholeAsync() => (await Get<LedgerVerification>().VerifyAsync(PlanId)).Faults.ShouldBeEmpty();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static Roster MakeRoster() => new(
        [
            new Unit("区科技局", "区科技局") { Aliases = ["区科委"] },
            new Unit("区科协", "区科协"),
            new Unit("区人社局", "区人社局") { Aliases = ["区人力社保局", "区人力资源和社会保障局"] },
            new Unit("东门街道", "东门街道"),
            new Unit("西门街道", "西门街道"),
        ],
        [new UnitGroup("各街道", ["东门街道", "西门街道"])],
        [
            new Person("keji", "林晓", PersonRole.Liaison) { UnitIds = ["区科技局"] },
            new Person("kexie", "周岚", PersonRole.Liaison) { UnitIds = ["区科协"] },
            new Person("dong", "何平", PersonRole.Liaison) { UnitIds = ["东门街道"] },
            new Person("xi", "吴静", PersonRole.Liaison) { UnitIds = ["西门街道"] },
            new Person("jiedao", "钱程", PersonRole.Liaison) { UnitIds = ["东门街道", "西门街道"] },
            new Person("ann", "Ann", PersonRole.Liaison) { UnitIds = ["区人社局"], Language = Language.English },
            new Person("office", "办公室", PersonRole.Office),
            new Person("leader", "李区长", PersonRole.Leader),
        ]);

    private static PlanDraft MakeDraft() => new(
        "示例区科协工作实施方案",
        new DateOnly(2026, 3, 1),
        [
            Measure(4, "一、能力建设", "提高沟通服务能力", Unit("区科协", UnitRole.Lead), Unit("区科技局", UnitRole.Supporting)),
            Measure(5, "一、能力建设", "创新科协组织形式", Unit("区科协"), Unit("各街道", isGroup: true)) with { Deadline = new DraftDeadline("2026年12月底前", new DateOnly(2026, 12, 31)) },
            Measure(6, "一、能力建设", "优化联系服务机制", Unit("区科技局")) with { Cycle = new DraftCycle("每季度", ReportingCycle.Quarterly) },
            Measure(7, "二、创新争先", "开展创新争先活动", Unit("区科技局"), Unit("区人社局")) with { Deadline = new DraftDeadline("11月20日前", new DateOnly(2026, 11, 20)) },
            Measure(8, "二、创新争先", "营造尊重科学的氛围", Unit("区科技局")) with { Deadline = new DraftDeadline("11月27日前", new DateOnly(2026, 11, 27)) },
            Measure(9, "二、创新争先", "服务经济社会发展", Unit("驻区高校", isGroup: true)),
        ],
        []);

    private static DraftMeasure Measure(int number, string section, string title, params DraftUnit[] units) =>
        new(number, section, title, $"{title}。按照要求抓好落实。", units, null, null, number);

    private static DraftUnit Unit(string name, UnitRole role = UnitRole.Responsible, bool isGroup = false) => new(name, role, isGroup);
}
