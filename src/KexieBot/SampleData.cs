using KexieBot.Core;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
using KexieBot.Core.Samples;
using KexieBot.Storage;

namespace KexieBot;

/// <summary>The plan and roster of a made-up district, for trying the bot out.</summary>
internal static class SampleData
{
    public const string PlanId = "qinglan";

    /// <summary>Loads the sample where the store is embedded and holds no plan and no roster, unless <c>Sample:Enabled</c> says otherwise. True where it was loaded.</summary>
    public static async Task<bool> LoadIntoEmptyAsync(IServiceProvider services, IConfiguration configuration)
    {
        if (!configuration.GetValue("Sample:Enabled", services.GetRequiredService<StoreSession>().IsEmbedded))
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
        await services.GetRequiredService<Ledger>().ImportAsync(import.Plan, import.Items, new Origin("office", "console", "sample"));
        return true;
    }
}
