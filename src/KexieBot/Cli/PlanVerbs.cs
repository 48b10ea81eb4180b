using System.CommandLine;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;

namespace KexieBot.Cli;

/// <summary><c>plan</c>: inspect, import, list, show, remove.</summary>
internal static class PlanVerbs
{
    public static Command Create() => new("plan", "方案 / plans") { InspectVerb(), ImportVerb(), ListVerb(), ShowVerb(), RemoveVerb() };

    private static Command InspectVerb()
    {
        var files = new Argument<string[]>("files") { Arity = ArgumentArity.OneOrMore, Description = "方案文件 / plan documents" };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print the draft as JSON" };
        var folder = new Option<string?>("--out") { Description = "每个文件写一个 DIR/NAME.json / write DIR/NAME.json for each" };
        var workbook = new Option<string?>("--xlsx") { Description = "把草稿写成可改的表格 / write the draft as a workbook to correct" };
        var force = OutputFile.Force();
        var issuedOn = IssuedOn();
        var inspect = new Command("inspect", "读文件、出草稿，不碰台账 / read documents, print the draft, touch no store") { files, json, folder, workbook, force, issuedOn };
        inspect.SetAction((parsed, cancellationToken) => InspectAsync(parsed.GetValue(files)!, parsed.GetValue(issuedOn), parsed.GetValue(json), parsed.GetValue(folder), parsed.GetValue(workbook), parsed.GetValue(force), cancellationToken));
        return inspect;
    }

    private static Command ImportVerb()
    {
        var file = new Argument<string>("file") { Description = "方案文件或改好的草稿表格 / a plan document or a corrected draft workbook" };
        var id = new Option<string?>("--id") { Description = "方案短名，a–z、0–9、- / the plan's short name" };
        var yes = new Option<bool>("--yes") { Description = "不再询问 / do not ask" };
        var issuedOn = IssuedOn();
        var import = new Command("import", "读文件并生成台账 / make the ledger from a document") { file, id, issuedOn, yes };
        import.SetAction((parsed, cancellationToken) => PlanImportVerb.RunAsync(parsed.GetValue(file)!, parsed.GetValue(id), parsed.GetValue(issuedOn), parsed.GetValue(yes), cancellationToken));
        return import;
    }

    private static Option<DateOnly?> IssuedOn() => new("--issued-on") { Description = "文中没有印发日期时写明，如 2026-03-18 / the day of issue, where the document prints none" };

    private static Command ListVerb()
    {
        var list = new Command("list", "列出方案 / list the plans");
        list.SetAction((_, _) => ListAsync());
        return list;
    }

    private static Command ShowVerb()
    {
        var id = new Argument<string>("id") { Description = "方案短名 / the plan's short name" };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var show = new Command("show", "显示一个方案 / show a plan") { id, json };
        show.SetAction((parsed, _) => ShowAsync(parsed.GetValue(id)!, parsed.GetValue(json)));
        return show;
    }

    private static Command RemoveVerb()
    {
        var id = new Argument<string>("id") { Description = "方案短名 / the plan's short name" };
        var yes = new Option<bool>("--yes") { Description = "不再询问 / do not ask" };
        var remove = new Command("remove", "把一个方案撤出台账，历史保留 / take a plan out of the ledger; its history stays") { id, yes };
        remove.SetAction((parsed, _) => RemoveAsync(parsed.GetValue(id)!, parsed.GetValue(yes)));
        return remove;
    }

    private static async Task<int> RemoveAsync(string id, bool isAgreed)
    {
        await using var session = await CliSession.OpenAsync();
        var (reader, removal) = (session.Get<LedgerReader>(), session.Get<PlanRemoval>());
        var plan = (await reader.PlansAsync()).FirstOrDefault(known => known.Id == id) ?? throw NoSuch(id, await reader.PlanIdsAsync());
        var contents = await removal.ContentsOfAsync(plan);
        Console.WriteLine($"将删除方案 {id}《{plan.Title}》：{contents.Measures} 条举措、{contents.Items.Count} 项任务，其中 {contents.Reported} 项报过进展。事件保留，短名不再使用。");
        if (!isAgreed && !Confirmation.Ask("确认删除？"))
            throw new VerbRefusedException("没有删除；确认无误请加 --yes。Nothing was removed; add --yes to agree.");
        await removal.RemoveAsync(plan, contents, new Origin(Origin.CommandLine, "console", $"remove:{Guid.NewGuid():N}"));
        Console.WriteLine($"已删除 {id}。Removed.");
        return 0;
    }

    private static VerbRefusedException NoSuch(string id, IEnumerable<string> known) => new($"台账里没有方案“{id}”；现有：{string.Join("、", known)}。");

    private static async Task<int> InspectAsync(string[] files, DateOnly? issuedOn, bool isJson, string? folder, string? workbook, bool isForced, CancellationToken cancellationToken)
    {
        if (folder is not null)
            Directory.CreateDirectory(folder);
        if (workbook is not null && files.Length != 1)
            throw new VerbRefusedException("--xlsx 一次只能用于一个文件。--xlsx takes one file.");
        var refused = 0;
        foreach (var (index, file) in files.Index())
        {
            // For whoever watches; a pipe gets the result alone.
            if (!Console.IsErrorRedirected)
                await Console.Error.WriteLineAsync($"正在读取 {Path.GetFileName(file)}（{index + 1}/{files.Length}）…");
            var read = await PlanFiles.ReadAsync(file, issuedOn, cancellationToken);
            if (read is PlanFile.Refused no)
            {
                refused++;
                await Console.Error.WriteLineAsync($"{Path.GetFileName(file)}：{no.Sentence}");
                continue;
            }

            var draft = ((PlanFile.Read)read).Draft;
            if (folder is not null)
                await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".json"), PlanDraftJson.Write(draft), cancellationToken);
            else if (workbook is not null)
                await PlanFiles.WriteWorkbookAsync(workbook, draft, isForced);
            else
                Console.WriteLine(isJson ? PlanDraftJson.Write(draft) : DraftTable.Write(draft));
        }

        return refused == 0 ? 0 : 1;
    }

    private static async Task<int> ListAsync()
    {
        await using var session = await CliSession.OpenAsync();
        var reader = session.Get<LedgerReader>();
        foreach (var plan in await reader.PlansAsync())
        {
            var tally = await reader.TallyAsync(plan.Id);
            Console.WriteLine($"{plan.Id}\t{plan.Title}\t{plan.Measures.Count} 条举措 measures\t{tally.Total} 项任务 items\t已办结 closed {tally.Closed}");
        }

        foreach (var id in await reader.RemovedPlanIdsAsync())
            Console.WriteLine($"{id}\t{(await reader.PlanAsync(id))?.Title}\t已删除 removed");

        return 0;
    }

    private static async Task<int> ShowAsync(string id, bool isJson)
    {
        await using var session = await CliSession.OpenAsync();
        var reader = session.Get<LedgerReader>();
        var plan = await reader.PlanAsync(id)
            ?? throw NoSuch(id, await reader.PlanIdsAsync());
        if (isJson)
        {
            Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(plan, StoreJson.Options));
            return 0;
        }

        Console.WriteLine(plan.Title);
        foreach (var measure in plan.Measures)
        {
            var items = await reader.ItemsOfMeasureAsync(id, measure.Number);
            Console.WriteLine($"{measure.Number,3} {measure.Title}  {MeasureProgress.Of(items)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "—"}%  {string.Join("、", measure.Units.Select(unit => unit.Name))}  {measure.DeadlineText}{(measure.IsVoid ? "（已作废 void）" : "")}");
        }

        return 0;
    }
}
