using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Cli;

/// <summary><c>plan import</c>: a new plan, or a new version of one that is in the ledger already.</summary>
internal static class PlanImportVerb
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
        await using var session = await CliSession.OpenAsync(Beginning.Empty);
        var roster = await session.Get<RosterStore>().GetAsync();
        return await session.Get<PlanImporting>().ProposeAsync(draft, id) switch
        {
            PlanProposal.New { Import: var import } => await AddAsync(session, import, draft, roster, isAgreed),
            PlanProposal.Newer { Revision: var revision } => await ReviseAsync(session, revision, draft, roster, isAgreed),
            PlanProposal.IdIsGone => throw new VerbRefusedException($"短名“{id}”是一个已删除的方案的，历史还在，请换一个，例如 --id {id}-2。The id is that of a removed plan."),
            _ => throw new VerbRefusedException($"方案短名“{id}”只能用小写字母、数字和减号，最长 32 字符，例如 --id kexie2026。"),
        };
    }

    private static async Task<int> AddAsync(CliSession session, PlanImport import, PlanDraft draft, Roster roster, bool isAgreed)
    {
        var planId = import.Plan.Id;
        var isBesideSample = await session.Get<LedgerReader>().PlanIdsAsync() is [SampleData.PlanId];
        Console.WriteLine(DraftTable.Write(draft));
        ShowRosterProblems(draft, roster);
        Agree(isAgreed, $"将建立方案 {planId}：{import.Plan.Measures.Count} 条举措、{import.Items.Count} 项任务、{import.NewUnits.Count} 个名册外单位。");
        if (!await session.Get<PlanImporting>().AddAsync(import, new Origin(Origin.CommandLine, "console", $"import:{planId}")))
            throw new VerbRefusedException($"短名“{planId}”刚被另一个方案用了，没有导入，请重试。The id was taken meanwhile; nothing was changed.");
        Console.WriteLine($"已导入 {planId}。Imported.");
        if (isBesideSample)
            Console.WriteLine($"示例方案还在台账里，不用了请运行：plan remove {SampleData.PlanId} --yes。The sample plan is still there; this removes it.");
        return 0;
    }

    private static async Task<int> ReviseAsync(CliSession session, PlanRevision revision, PlanDraft draft, Roster roster, bool isAgreed)
    {
        if (revision.IsEmpty)
        {
            Console.WriteLine($"与台账中的方案 {revision.Before.Id} 相同，没有改动。The ledger has this version already; nothing was changed.");
            return 0;
        }

        foreach (var change in revision.Changes.Where(change => change.Kind != ChangeKind.Unchanged))
            Console.WriteLine($"  {WordOf(change.Kind)} {Numbers(revision, change)} {(change.After ?? change.Before)!.Title}{(change.Fields.Count > 0 ? $"（{string.Join("、", change.Fields)}）" : "")}");
        ShowRosterProblems(draft, roster);
        Agree(isAgreed, $"将按新版本修订方案 {revision.Before.Id}，已报的进展都保留，有变动的联络员会收到一条通知。");
        var reply = await session.Get<PlanImporting>().ReviseAsync(revision, new Origin(Origin.CommandLine, "console", $"revise:{Guid.NewGuid():N}"));
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

    private static string WordOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "新增",
        ChangeKind.Changed => "变更",
        ChangeKind.Dropped => "取消",
        ChangeKind.Moved => "移动",
        _ => "不变",
    };
}
