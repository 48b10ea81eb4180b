using System.CommandLine;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;

namespace KexieBot.Cli;

/// <summary><c>ledger</c>: verify, export, evidence.</summary>
internal static class LedgerVerbs
{
    public static Command Create()
    {
        var verify = new Command("verify", "沿事件链核对台账、索引与计数 / walk the chain, recompute items, indexes and counters");
        verify.SetAction((_, _) => VerifyAsync());
        var file = new Argument<string>("file") { Description = "要写的 .xlsx 或 .json / the file to write" };
        var export = new Command("export", "导出全部任务 / export all items") { file };
        export.SetAction((parsed, cancellationToken) => LedgerExport.RunAsync(parsed.GetValue(file)!, cancellationToken));
        var folder = new Argument<string>("folder") { Description = "要写到的文件夹 / the folder to write to" };
        var evidence = new Command("evidence", "把全部佐证材料按方案、编号和单位取出 / copy out all evidence, by plan, number and unit") { folder };
        evidence.SetAction((parsed, cancellationToken) => CopyEvidenceAsync(parsed.GetValue(folder)!, cancellationToken));
        return new Command("ledger", "台账 / the ledger") { verify, export, evidence };
    }

    private static async Task<int> CopyEvidenceAsync(string folder, CancellationToken cancellationToken)
    {
        await using var session = await CliSession.OpenAsync();
        var (reader, files) = (session.Get<LedgerReader>(), session.Get<EvidenceFiles>());
        var (copied, missing) = (0, 0);
        foreach (var plan in await reader.PlansAsync())
        {
            foreach (var item in (await Task.WhenAll(plan.Measures.Select(measure => reader.ItemsOfMeasureAsync(plan.Id, measure.Number)))).SelectMany(items => items))
            {
                foreach (var (piece, index) in item.Evidence.Where(piece => piece.Hash is not null).Select((piece, index) => (piece, index)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (files.Find(piece.Hash!) is not { } file)
                    {
                        missing++;
                        Console.Error.WriteLine($"{item.Id} {piece.Name}：文件不在 Ledger:EvidenceDirectory 里。Missing.");
                        continue;
                    }

                    var to = Directory.CreateDirectory(Path.Combine(folder, SafeName(plan.Id), SafeName($"{item.Number} {item.UnitId}"))).FullName;
                    file.CopyTo(Path.Combine(to, SafeName($"{index + 1} {piece.Name}")), overwrite: true);
                    copied++;
                }
            }
        }

        Console.WriteLine($"已取出 {copied} 个文件到 {folder}{(missing > 0 ? $"，缺 {missing} 个" : "")}。Copied {copied} files.");
        return missing > 0 ? 1 : 0;
    }

    // Names come from people: no separators, no leading dots.
    private static string SafeName(string name)
    {
        var safe = string.Concat(name.Select(letter => char.IsControl(letter) || letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : letter)).Trim(' ', '.');
        return safe.Length == 0 ? "_" : safe;
    }

    private static async Task<int> VerifyAsync()
    {
        await using var session = await CliSession.OpenAsync();
        var isWhole = true;
        foreach (var planId in await session.Get<LedgerReader>().RecordedPlanIdsAsync())
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
