using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Cli;

/// <summary><c>plan import</c>: a new plan, or a new version of one that is in the ledger already.</summary>
internal static class PlanImporting
{
    public static async Task<int> RunAsync(string file, string? id, DateOnly? issuedOn, bool isAgreed, CancellationToken cancellationToken)
    {
        var draft = await PlanFiles.ReadAsync(file, issuedOn, cancellationToken) switch
        {
            PlanFile.Read read => read.Draft,
            PlanFile.Refused refused => throw new VerbRefusedException(refused.Sentence),
            _ => throw new InvalidOperationException("A new kind of PlanFile has no answer here."),
        };
        if (draft.Measures.Count == 0)
            throw new VerbRefusedException("没有读到任何举措，台账未改动；请用 plan inspect 查看，或改好草稿表格再导入。No measure was found; nothing was changed.");
        await using var session = await CliSession.OpenAsync();
        var reader = session.Get<LedgerReader>();
        var known = await reader.PlansAsync();
        var existing = id is null ? known.FirstOrDefault(plan => plan.Title == draft.Title) : known.FirstOrDefault(plan => plan.Id == id);
        var removed = await reader.RemovedPlanIdsAsync();
        if (id is not null && removed.Contains(id, StringComparer.Ordinal))
            throw new VerbRefusedException($"短名“{id}”是一个已删除的方案的，历史还在，请换一个，例如 --id {id}-2。The id is that of a removed plan.");
        var planId = existing?.Id ?? id ?? FreeId([.. known.Select(plan => plan.Id), .. removed]);
        if (!PlanFiles.IsPlanId(planId))
            throw new VerbRefusedException($"方案短名“{planId}”只能用小写字母、数字和减号，最长 32 字符，例如 --id kexie2026。");
        var roster = await session.Get<RosterStore>().GetAsync();
        return existing is null
            ? await AddAsync(session, planId, draft, roster, isAgreed, isBesideSample: known is [{ Id: SampleData.PlanId }])
            : await ReviseAsync(session, existing, draft, roster, isAgreed);
    }

    private static async Task<int> AddAsync(CliSession session, string planId, PlanDraft draft, Roster roster, bool isAgreed, bool isBesideSample)
    {
        var import = PlanImport.Prepare(planId, draft, roster, session.Get<OfficeClock>().Now);
        Console.WriteLine(DraftTable.Write(draft));
        ShowRosterProblems(draft, roster);
        Agree(isAgreed, $"将建立方案 {planId}：{import.Plan.Measures.Count} 条举措、{import.Items.Count} 项任务、{import.NewUnits.Count} 个名册外单位。");
        await AddUnitsAsync(session, import.NewUnits);
        await session.Get<Ledger>().ImportAsync(import.Plan, import.Items, new Origin(Origin.CommandLine, "console", $"import:{planId}"));
        Console.WriteLine($"已导入 {planId}。Imported.");
        if (isBesideSample)
            Console.WriteLine($"示例方案还在台账里，不用了请运行：plan remove {SampleData.PlanId} --yes。The sample plan is still there; this removes it.");
        return 0;
    }

    private static async Task<int> ReviseAsync(CliSession session, Plan existing, PlanDraft draft, Roster roster, bool isAgreed)
    {
        var now = session.Get<OfficeClock>().Now;
        var revision = PlanRevision.Prepare(existing, draft, roster, now);
        if (revision.IsEmpty)
        {
            Console.WriteLine($"与台账中的方案 {existing.Id} 相同，没有改动。The ledger has this version already; nothing was changed.");
            return 0;
        }

        foreach (var change in revision.Changes.Where(change => change.Kind != ChangeKind.Unchanged))
            Console.WriteLine($"  {WordOf(change.Kind)} {Numbers(revision, change)} {(change.After ?? change.Before)!.Title}{(change.Fields.Count > 0 ? $"（{string.Join("、", change.Fields)}）" : "")}");
        ShowRosterProblems(draft, roster);
        Agree(isAgreed, $"将按新版本修订方案 {existing.Id}，已报的进展都保留，有变动的联络员会收到一条通知。");
        await AddUnitsAsync(session, revision.NewUnits);

        var reply = await session.Get<PlanRevisions>().CommitAsync(revision, roster, new Origin(Origin.CommandLine, "console", $"revise:{Guid.NewGuid():N}"));
        if (reply.Tone == ReplyTone.Warning)
            throw new VerbRefusedException(reply.Title);
        Console.WriteLine(reply.Title);
        return 0;
    }

    // Measures keep the ledger's numbers; where the paper counts otherwise, both are shown.
    private static string Numbers(PlanRevision revision, MeasureChange change)
    {
        var printed = (change.After ?? change.Before)!.Number;
        return revision.NumberOf(change) is { } number && number != printed ? $"第{number}条（文件中为{printed}）" : $"第{printed}条";
    }

    private static string FreeId(IReadOnlyList<string> taken) =>
        Enumerable.Range(1, taken.Count + 1).Select(number => $"p{number}").First(candidate => !taken.Contains(candidate, StringComparer.Ordinal));

    private static void ShowRosterProblems(PlanDraft draft, Roster roster)
    {
        foreach (var problem in RosterMatch.ProblemsOf(draft, roster))
            Console.WriteLine($"  ! {problem.Message}");
    }

    private static void Agree(bool isAgreed, string what)
    {
        Console.WriteLine(what);
        if (!isAgreed && !Confirmation.Ask("确认导入？"))
            throw new VerbRefusedException("没有导入；确认无误请加 --yes。Nothing was imported; add --yes to agree.");
    }

    private static async Task AddUnitsAsync(CliSession session, IReadOnlyList<Unit> units)
    {
        if (units.Count > 0)
            await session.Get<RosterStore>().ChangeAsync(current => current.WithUnits(units));
    }

    private static string WordOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "新增",
        ChangeKind.Changed => "变更",
        ChangeKind.Dropped => "取消",
        ChangeKind.Moved => "移动",
        _ => "不变",
    };
}
