using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Core.Commands;

/// <summary>导出台账: the ledger as a workbook, in the chat. The office and leaders get all of it, everybody else their own units'.</summary>
public sealed class Export(LedgerFiles files, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Export];

    public override IReadOnlyList<CommandHelp> Help => [new("导出台账", "台账做成Excel发给您；也可说：导出逾期清单", "export ledger", "the ledger as a workbook; also: export overdue")];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        var onlyOverdue = turn.Slots.Scope == "overdue";
        var parts = SummaryScope.In(turn).Parts;
        var name = onlyOverdue ? turn.Say("逾期清单", "overdue") : turn.Say("台账", "ledger");
        var file = new ReplyFile($"{name} {OfficeClock.Text(clock.Today)}.xlsx", turn.Message.Text.Trim())
        {
            PlanIds = parts.Count is 0 || parts.Count == turn.Plans.Count ? null : [.. parts.Select(part => part.Plan.Id)],
            UnitIds = UnitScope.Of(turn).UnitIds,
            OnlyOverdue = onlyOverdue,
        };
        var count = (await files.ItemsAsync(file)).Count;
        if (count == 0)
            return Reply.Of(onlyOverdue ? turn.Say("没有逾期的任务，没有可导出的。", "Nothing is overdue; there is nothing to export.") : turn.Say("没有任务，没有可导出的。", "There is nothing to export."));
        return Reply.Of(turn.Say($"{name}，共 {count} 项，请查收文件", $"The {name}, {count} items: please see the file")) with
        {
            File = file,
            Hint = turn.Slots.Format is null or "xlsx" ? null : turn.Say("聊天里只出Excel（.xlsx），可另存为别的格式。", "In chat it comes as Excel (.xlsx); save it as what you need."),
        };
    }
}
