using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Core.Samples;
using KexieBot.Scheduling;
using KexieBot.Storage;

namespace KexieBot;

/// <summary>The plan and roster of a made-up district, for trying the bot out.</summary>
internal static class SampleData
{
    public const string PlanId = "qinglan";

    // Some weeks of work, said to the bot like any other message, so that the first summary has something to show.
    private static readonly (string Person, string Text)[] Reports =
    [
        ("zuzhi", "签收全部"),
        ("zuzhi", "更新 1 70% 首批青年科技骨干轮训班已开班，学员 46 人"),
        ("kexie", "签收全部"),
        ("kexie", "更新 2 40% 已完成学会党组织摸底，集中组建方案征求意见中"),
        ("kexie", "更新 9 60% 新建企业科协 9 家，其余 6 家正在筹备"),
        ("kexie", "更新 6 80% 区级科技工作者之家主体装修完成；问题：部分设备采购周期较长；下一步：12月上旬试运行"),
        ("keji", "更新 11 第三季度技术需求清单已发布 12 项"),
        ("qinghe", "更新 19 50% 换届筹备组已成立"),
        ("lanqiao", "签收全部"),
        ("weiban", "更新 12 30% 已收到专家建议初稿 4 篇"),
        ("yingji", "更新 17 65% 应急科普资源目录已完成初稿"),
        ("renshe", "update 5 visited 18 experts this quarter"),
    ];

    /// <summary>Loads the sample where the store is embedded and holds no plan and no roster, unless <c>Sample:Enabled</c> says otherwise. True where it was loaded.</summary>
    public static async Task<bool> LoadIntoEmptyAsync(IServiceProvider services, IConfiguration configuration)
    {
        var read = new SettingReader(configuration.GetSection("Sample"));
        var isEnabled = read.Flag("Enabled", services.GetRequiredService<StoreSession>().IsEmbedded);
        read.DemandGood(typeof(bool));
        if (!isEnabled)
            return false;
        var rosterStore = services.GetRequiredService<RosterStore>();
        var reader = services.GetRequiredService<LedgerReader>();
        var roster = await rosterStore.GetAsync();
        if (roster.Version > 0 || (await reader.PlanIdsAsync()).Count > 0)
            return false;
        var sample = SampleRoster.Load();
        await rosterStore.ChangeAsync(_ => sample);
        var draft = PlanReader.Read(PlanDocument.FromText(SamplePlan.FileName, SamplePlan.Text()));
        var import = PlanImport.Prepare(PlanId, draft, sample, services.GetRequiredService<OfficeClock>().Now);
        await services.GetRequiredService<Ledger>().ImportAsync(import.Plan, import.Items, new Origin(Origin.CommandLine, "console", "sample"));
        var bot = services.GetRequiredService<ChatBot>();
        for (var index = 0; index < Reports.Length; index++)
        {
            var (person, text) = Reports[index];
            await bot.RespondAsync(new InboundMessage($"sample:{index}", new ChannelAccount(ChannelKind.Console, person), text), CancellationToken.None);
        }

        return true;
    }
}
