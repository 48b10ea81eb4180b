using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;

namespace KexieBot.Core.Commands;

/// <summary>导出台账: the ledger as a workbook, in the chat. The office and leaders get all of it, everybody else their own units'.</summary>
public sealed class Export(LedgerFiles files, OfficeClock clock) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.Export];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_Export, Texts.Help_ExportWhat)];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        var onlyOverdue = turn.Slots.Scope == "overdue";
        var parts = SummaryScope.In(turn).Parts;
        var name = onlyOverdue ? turn.Say(Texts.Export_OverdueList) : turn.Say(Texts.Export_Ledger);
        var file = new ReplyFile($"{name} {OfficeClock.Text(clock.Today)}.xlsx", turn.Message.Text.Trim())
        {
            PlanIds = parts.Count is 0 || parts.Count == turn.Plans.Count ? null : [.. parts.Select(part => part.Plan.Id)],
            UnitIds = UnitScope.Of(turn).UnitIds,
            OnlyOverdue = onlyOverdue,
        };
        var count = (await files.ItemsAsync(file)).Count;
        if (count == 0)
            return Reply.Of(onlyOverdue ? turn.Say(Texts.Export_NothingOverdue) : turn.Say(Texts.Export_Nothing));
        return Reply.Of(turn.Say(Texts.Export_Sent, name, count)) with
        {
            File = file,
            Hint = turn.Slots.Format is null or "xlsx" ? null : turn.Say(Texts.Export_ExcelOnly),
        };
    }
}
