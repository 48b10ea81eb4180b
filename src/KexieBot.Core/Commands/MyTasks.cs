using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>我的任务: what the person's units have to do; for the office what waits for its decision.</summary>
public sealed class MyTasks(LedgerReader reader, WaitingForOffice waiting, ItemRows rows) : ChatCommand
{
    public override IReadOnlyList<Intent> Intents => [Intent.MyTasks];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Offer_MyTasks, Texts.Help_MyTasksWhat),
        new(Texts.Offer_WaitingForMe, Texts.Help_WaitingWhat),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Status is WaitingForOffice.All or WaitingForOffice.Closings or WaitingForOffice.Extensions or WaitingForOffice.Disputes
            || (turn.IsOffice && turn.Person.UnitIds.Count == 0 && turn.Slots is { Unit: null, Status: not "open" }))
            return await waiting.ListAsync(turn);
        if (turn.NamedUnit is { } unit && !turn.Person.UnitIds.Contains(unit.Id, StringComparer.Ordinal))
            return PartsOf(turn, unit);
        if (turn.SeesAll && turn.Person.UnitIds.Count == 0 && turn.Slots.Status == "open")
            return await LeftAsync(turn);
        if (turn.SeesAll && turn.Person.UnitIds.Count == 0)
        {
            return Reply.Of(turn.Say(Texts.MyTasks_NoUnits)) with { Choices = turn.Slots.Status == "unsigned" ? [new Choice(turn.Say(Texts.Offer_NotSigned), turn.Say(Texts.Command_NotSigned))] : [Offers.Status(turn)] };
        }

        var all = await reader.ItemsOfUnitsAsync(turn.Plans, turn.Person.UnitIds);
        var shown = all.Where(item => Fits(turn, item))
            .OrderBy(item => item.IsOpen ? 0 : 1)
            .ThenBy(item => item.Deadline ?? DateOnly.MaxValue)
            .ThenBy(item => item.Number)
            .ToList();
        return shown.Count == 0 ? Nothing(turn, all) : List(turn, all, shown);
    }

    // 哪些是科协牵头的: which measures are whose stands in the plan, which everybody may read; how they stand does not.
    private static Reply PartsOf(Turn turn, Unit unit)
    {
        var role = turn.Slots.RoleFilter switch { "lead" => Plans.UnitRole.Lead, "cooperating" => Plans.UnitRole.Supporting, _ => (Plans.UnitRole?)null };
        var found = turn.Plans.SelectMany(plan => plan.Measures.Where(measure => !measure.IsVoid && measure.Units.Any(part => (role is null || part.Role == role)
            && (turn.Roster.FindUnit(part.Name)?.Id == unit.Id || turn.Roster.FindGroup(part.Name)?.UnitIds.Contains(unit.Id, StringComparer.Ordinal) == true))).Select(measure => (plan, measure))).ToList();
        var part = role is { } asked ? ItemRows.RoleWord(asked, turn.Language) : turn.Say(Texts.MyTasks_AnyPart);
        return new Reply
        {
            Title = found.Count == 0 ? turn.Say(Texts.MyTasks_NoSuchPart, unit.Name, part) : turn.Say(Texts.MyTasks_Parts, unit.Name, part, found.Count),
            Rows = [.. found.Select(pair => new ItemRow(turn.RefOf(pair.plan.Id, pair.measure.Number), pair.measure.Title))],
        };
    }

    private async Task<Reply> LeftAsync(Turn turn)
    {
        var total = Tally.Sum(await Task.WhenAll(turn.Plans.Select(plan => reader.TallyAsync(plan.Id))));
        return Reply.Of(turn.Say(Texts.MyTasks_StillOpen, total.Open, total.Total, total.Closed)) with { Choices = [Offers.Status(turn), Offers.Overdue(turn)] };
    }

    private static bool Fits(Turn turn, WorkItem item) => turn.Slots switch
    {
        { Status: "closed" } => item.State == WorkItemState.Closed,
        { Status: "unsigned" } => item.State == WorkItemState.Assigned,
        { RoleFilter: "lead" } => item.Role == Plans.UnitRole.Lead,
        { RoleFilter: "cooperating" } => item.Role == Plans.UnitRole.Supporting,
        _ => item.State != WorkItemState.Closed,
    };

    private static Reply Nothing(Turn turn, IReadOnlyList<WorkItem> all)
    {
        var closed = all.Count(item => item.State == WorkItemState.Closed);
        return Reply.Of(all.Count == 0
            ? turn.Say(Texts.MyTasks_None)
            : turn.Say(Texts.MyTasks_NoneOfThatKind, all.Count, closed));
    }

    private Reply List(Turn turn, IReadOnlyList<WorkItem> all, List<WorkItem> shown)
    {
        var overdue = shown.Count(item => rows.LightOf(item) == Light.Red);
        var unsigned = shown.Count(item => item.State == WorkItemState.Assigned);
        var first = turn.RefOf(shown[0].PlanId, shown[0].Number);
        return new Reply
        {
            Title = turn.Say(Texts.MyTasks_Title, shown.Count, overdue > 0 ? turn.Say(Texts.MyTasks_Overdue, overdue) : "", unsigned > 0 ? turn.Say(Texts.MyTasks_Unsigned, unsigned) : ""),
            Tone = overdue > 0 ? ReplyTone.Bad : ReplyTone.Neutral,
            Rows = [.. shown.Select(item => RowOf(turn, item))],
            Choices = ChoicesOf(turn, all, shown[0], unsigned),
            Hint = turn.Say(Texts.MyTasks_HowToReport, first),
            RefreshSay = turn.Message.Text,
        };
    }

    // Who leads answers for the whole, who supports does not: a plain part needs no word.
    private ItemRow RowOf(Turn turn, WorkItem item)
    {
        var row = rows.RowOf(turn, item, turn.Person.UnitIds.Count > 1);
        return item.Role == Plans.UnitRole.Responsible ? row : row with { State = $"{ItemRows.RoleWord(item.Role, turn.Language)} · {row.State}" };
    }

    private static List<Choice> ChoicesOf(Turn turn, IReadOnlyList<WorkItem> all, WorkItem first, int unsigned)
    {
        var choices = new List<Choice>();
        var firstRef = turn.RefOf(first.PlanId, first.Number);
        if (turn.Person.Role == PersonRole.Liaison && unsigned > 0)
            choices.Add(Choice.Saying(turn.Say(Texts.Offer_SignAll)) with { IsPrimary = true });
        if (turn.Person.Role == PersonRole.Liaison && first.IsOpen)
            choices.Add(new Choice(turn.Say(Texts.Offer_ReportMeasure, firstRef), turn.Say(Texts.Command_Report, firstRef)));
        if (all.Any(item => item.IsOpen && item.Deadline < turn.Today))
            choices.Add(Offers.Overdue(turn));
        choices.Add(Offers.DueThisMonth(turn));
        return choices;
    }
}
