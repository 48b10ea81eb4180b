using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Plans.Units;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>新增举措：标题，责任单位，期限: one more measure in the plan, shown as it was read and confirmed before it is written.</summary>
public sealed partial class AddMeasure(Ledger.Ledger ledger, OfficeClock clock) : ChatCommand
{
    private const string Section = "临时交办";
    private const int LongestTitle = 60;

    public override IReadOnlyList<Intent> Intents => [Intent.AddMeasure];

    public override IReadOnlyList<CommandHelp> Help => [new(Texts.Help_AddMeasure, Texts.Help_AddMeasureWhat)];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var text = turn.Message.Text.Trim();
        // The colon may be left out, and one behind 责任单位 is none of the command's.
        var colon = text.IndexOfAny(['：', ':', '，', ',', '（', '(']) is >= 0 and var mark && text[mark] is '：' or ':' ? mark : -1;
        var (head, body) = colon >= 0 ? (text[..colon], text[(colon + 1)..].Trim())
            : Opening().Match(text) is { Success: true } opening ? (opening.Value.Trim(), text[opening.Length..].Trim()) : (text, "");
        if (turn.Plans.Count == 0)
            return Refusals.NoPlan(turn);
        var measure = Read(turn, body, out var unknown);
        if (unknown is not null)
            return Refusals.UnknownUnit(turn, unknown);
        if (body.Length < 4 || measure.Units.Count == 0)
            return Reply.Refusal(turn.Say(Texts.AddMeasure_Form));
        if (measure.Deadline < turn.Today)
            return Reply.Refusal(turn.Say(Texts.AddMeasure_DayHasPassed, OfficeClock.Text(measure.Deadline.Value)));
        if (PlanIn(turn, head) is not { } plan)
            return WhichPlan(turn, head, body);
        return turn.IsConfirmed
            ? await ledger.CommitPlanAsync(plan.Id, turn.Origin, current => [.. ItemsOf(turn, current, measure).Select(item => item.Ref)], (current, existing) => Decide(turn, current, measure, existing))
            : Asked(turn, plan, Numbered(plan, measure), text);
    }

    // The title ends where the list of units begins; the plan reader knows how such lists are written.
    private static Measure Read(Turn turn, string body, out string? unknown)
    {
        var cut = body.IndexOfAny(['，', ',', '。', '；', ';', '（', '(']);
        var title = (cut < 0 ? body : body[..cut]).Trim();
        var list = UnitListParser.Parse(cut < 0 ? "" : Labels().Replace(UnitsIn(body, cut), ""), UnitRole.Responsible);
        var known = list.Units.Where(unit => turn.Roster.FindGroup(unit.Name) is not null || turn.Roster.FindUnit(unit.Name) is not null).ToList();
        // What is neither a unit nor looks like one is a date or a remark.
        unknown = list.Units.Except(known).FirstOrDefault(unit => GroupPhrase.IsGroup(unit.Name) || UnitWords.LooksLikeUnit(unit.Name))?.Name;
        var deadline = DeadlinePhrase.InText(body, new DeadlineContext(turn.Today)) is [var first, ..] ? first
            : DeadlinePhrase.InField(body, new DeadlineContext(turn.Today)) is [var bare, ..] ? bare : null;
        return new Measure(0, Section, title.Length > LongestTitle ? title[..LongestTitle] : title, body)
        {
            Units = [.. known.Select(unit => new MeasureUnit(turn.Roster.FindUnit(unit.Name)?.Name ?? unit.Name, unit.Role, IsGroup: turn.Roster.FindGroup(unit.Name) is not null))],
            DeadlineText = deadline?.Text,
            Deadline = deadline?.Date,
            Cycle = CyclePhrase.InText(body)?.Kind,
        };
    }

    // In brackets or behind a comma; a unit's own name may hold brackets too.
    private static string UnitsIn(string body, int cut)
    {
        var rest = body[(cut + 1)..];
        var close = body[cut] is '（' or '(' ? rest.LastIndexOfAny(['）', ')']) : -1;
        return close < 0 ? rest : $"{rest[..close]}；{rest[(close + 1)..].TrimStart('，', ',')}";
    }

    private static Plan? PlanIn(Turn turn, string head) => turn.Plans is [var only] ? only
        : turn.Plans.FirstOrDefault(plan => head.EndsWith($" {plan.Id}", StringComparison.OrdinalIgnoreCase));

    private static Reply WhichPlan(Turn turn, string head, string body) => new()
    {
        Title = turn.Say(Texts.AddMeasure_AsksPlan),
        Choices = [.. turn.Plans.TakeLast(6).Select(plan => new Choice(plan.Title, $"{head.TrimEnd()} {plan.Id}：{body}"))],
    };

    private static Reply Asked(Turn turn, Plan plan, Measure measure, string text) =>
        Reply.Confirm(turn, turn.Say(Texts.AddMeasure_Confirm, plan.Title, measure.Number, measure.Title), text) with
        {
            Facts =
            [
                new(turn.Say(Texts.Measure_Units), string.Join('、', measure.Units.Select(unit => $"{unit.Name}（{ItemRows.RoleWord(unit.Role, turn.Language)}）"))),
                new(turn.Say(Texts.Measure_Deadline), measure.Deadline is { } day ? OfficeClock.Text(day) : turn.Say(Texts.AddMeasure_None)),
                .. measure.Cycle is { } cycle ? new[] { new Fact(turn.Say(Texts.Measure_Reports), ItemRows.CycleWord(cycle, turn.Language)) } : [],
            ],
        };

    private static Measure Numbered(Plan plan, Measure measure)
    {
        var number = plan.Measures.Select(known => known.Number).DefaultIfEmpty().Max() + 1;
        return measure with { Number = number, PrintedNumber = number };
    }

    private IEnumerable<WorkItem> ItemsOf(Turn turn, Plan plan, Measure measure) => PlanImport.ItemsOf(plan.Id, Numbered(plan, measure), turn.Roster, clock.Now);

    private Decision Decide(Turn turn, Plan plan, Measure read, IReadOnlyDictionary<string, WorkItem> existing)
    {
        var measure = Numbered(plan, read);
        var items = ItemsOf(turn, plan, read).Where(item => !existing.ContainsKey(item.Ref)).ToList();
        var reference = turn.RefOf(plan.Id, measure.Number);
        var messages = items.SelectMany(item => Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, clock.Now, person => NewItem.NoticeFor(person, reference, measure.Title))).SaidOnce();
        return new Decision(new Reply
        {
            Title = turn.Say(Texts.AddMeasure_Added, reference, items.Count),
            Tone = ReplyTone.Good,
            Lines = Told.Lines(turn, messages, items.Select(item => item.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any())),
        })
        {
            Plan = plan with { Measures = [.. plan.Measures, measure] },
            Changes = [.. items.Select(item => new ItemChange(EventKind.Assigned, null, item, null))],
            Messages = messages,
        };
    }

    [GeneratedRegex("^(?:请|帮我)?(?:新增|增加|添加|加|补充)(?:一|1)?[条项个]?(?:新?的?)?(?:举措|任务|事项|措施|工作)?(?: +[a-z0-9][a-z0-9-]{0,31})?[ ，,]+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Opening();

    // As papers label their lists: the word is not part of the first unit's name. 牵头单位 and 配合单位 the list's reader knows.
    [GeneratedRegex("(?<=^|[，,；;。 ])(?:责任|负责|主办|承办)单位[：:为是]? ?", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Labels();
}
