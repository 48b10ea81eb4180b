using System.CommandLine;
using KexieBot.Core.Ledger;

namespace KexieBot.Cli;

/// <summary><c>ledger</c>: verify, export.</summary>
internal static class LedgerVerbs
{
    public static Command Create()
    {
        var verify = new Command("verify", "沿事件链核对台账、索引与计数 / walk the chain, recompute items, indexes and counters");
        verify.SetAction((_, _) => VerifyAsync());
        var file = new Argument<string>("file") { Description = "要写的 .xlsx 或 .json / the file to write" };
        var export = new Command("export", "导出全部任务 / export all items") { file };
        export.SetAction((parsed, cancellationToken) => LedgerExport.RunAsync(parsed.GetValue(file)!, cancellationToken));
        return new Command("ledger", "台账 / the ledger") { verify, export };
    }

    private static async Task<int> VerifyAsync()
    {
        await using var session = await CliSession.OpenAsync();
        var isWhole = true;
        foreach (var planId in await session.Get<LedgerReader>().PlanIdsAsync())
        {
            var result = await session.Get<LedgerVerification>().VerifyAsync(planId);
            isWhole &= result.Faults.Count == 0;
            Console.WriteLine($"{planId}: {result.Events} 个事件 events, {result.Items} 项任务 items, {(result.Faults.Count == 0 ? "完好 whole" : $"{result.Faults.Count} 处不符 faults")}");
            foreach (var fault in result.Faults)
                Console.WriteLine($"  {fault}");
        }

        if (!isWhole)
            throw new VerbRefusedException("台账与事件链不符，请勿继续使用，并从备份恢复。The ledger does not match its events: restore it from a backup.");
        return 0;
    }
}
