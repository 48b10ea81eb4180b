using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>新增举措：标题，责任单位，期限: one more measure in the plan, shown as it was read and confirmed before it is written.</summary>
public sealed class AddMeasure(Ledger.Ledger ledger, OfficeClock clock) : ChatCommand
{
    private const string Section = "临时交办";
    private const int LongestTitle = 60;

    public override IReadOnlyList<Intent> Intents => [Intent.AddMeasure];

    public override IReadOnlyList<CommandHelp> Help => [new("新增举措：办好科普日活动，区科协牵头，12月底前", "方案外临时交办的", "add a measure: science day, 区科协, 2026-12-31", "what came after the paper")];

    public override bool IsFor(PersonRole role) => role is PersonRole.Office;

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var text = turn.Message.Text;
        var colon = text.IndexOfAny(['：', ':']);
        var body = colon < 0 ? "" : text[(colon + 1)..].Trim();
        var units = turn.Slots.Units.Select(turn.Roster.FindUnit).OfType<Unit>().ToList();
        if (body.Length < 4 || units.Count == 0 || turn.Plans.Count == 0)
            return Reply.Refusal(turn.Say("请一次写全标题、单位和期限，例如：新增举措：办好科普日活动，区科协牵头，12月底前", "Title, unit and deadline in one message, please: add a measure: science day, 区科协, 2026-12-31"));
        var plan = turn.Plans[^1];
        var title = body.Split(['，', ',', '。', '；', ';'], 2)[0].Trim();
        var deadline = DeadlinePhrase.InText(body, new DeadlineContext(turn.Today)) is [var first, ..] ? first
            : DeadlinePhrase.InField(body, new DeadlineContext(turn.Today)) is [var bare, ..] ? bare : null;
        var measure = new Measure(plan.Measures.Select(known => known.Number).DefaultIfEmpty().Max() + 1, Section, title.Length > LongestTitle ? title[..LongestTitle] : title, body)
        {
            Units = [.. units.Select((unit, index) => new MeasureUnit(unit.Name, index == 0 && body.Contains("牵头", StringComparison.Ordinal) ? UnitRole.Lead : index > 0 && body.Contains("配合", StringComparison.Ordinal) ? UnitRole.Supporting : UnitRole.Responsible, IsGroup: false))],
            DeadlineText = deadline?.Text,
            Deadline = deadline?.Date,
        };
        if (measure.Deadline < turn.Today)
            return Reply.Refusal(turn.Say($"{OfficeClock.Text(measure.Deadline.Value)} 已经过了，没有新增。", $"{OfficeClock.Text(measure.Deadline.Value)} has passed; nothing was added."));
        if (!turn.IsConfirmed)
        {
            return Reply.Confirm(turn, turn.Say($"将在“{plan.Title}”里新增第{measure.Number}条“{measure.Title}”。确认吗？", $"This adds measure {measure.Number} “{measure.Title}”. Confirm?"), text.Trim()) with
            {
                Facts =
                [
                    new(turn.Say("单位", "Units"), string.Join('、', measure.Units.Select(unit => $"{unit.Name}（{ItemRows.RoleWord(unit.Role, turn.IsEnglish)}）"))),
                    new(turn.Say("期限", "Deadline"), measure.Deadline is { } day ? OfficeClock.Text(day) : turn.Say("没有", "none")),
                ],
            };
        }

        var items = PlanImport.ItemsOf(plan.Id, measure, turn.Roster, clock.Now).ToList();
        var after = plan with { Measures = [.. plan.Measures, measure with { PrintedNumber = measure.Number }] };
        return await ledger.CommitAsync(plan.Id, turn.Origin, [.. items.Select(item => item.Ref)], existing => Decide(turn, after, measure, [.. items.Where(item => !existing.ContainsKey(item.Ref))]));
    }

    private Decision Decide(Turn turn, Plan after, Measure measure, List<WorkItem> items)
    {
        var reference = turn.RefOf(after.Id, measure.Number);
        var messages = items.SelectMany(item => Notices.To(turn.Roster.LiaisonsOf(item.UnitId), turn, item, clock.Now, person => new Reply
        {
            Title = person.Language == "en" ? $"New for you: {reference} {measure.Title}" : $"新交办：第{reference}条 {measure.Title}",
            Choices = [new Choice(person.Language == "en" ? "sign" : "签收", person.Language == "en" ? $"sign {reference}" : $"签收 {reference}") { IsPrimary = true }],
        })).ToList();
        return new Decision(new Reply
        {
            Title = turn.Say($"已新增第{reference}条，{items.Count} 项任务。", $"Measure {reference} was added with {items.Count} items."),
            Tone = ReplyTone.Good,
            Lines = Told.Line(turn, messages, items.Select(item => item.UnitId).Where(unitId => !turn.Roster.LiaisonsOf(unitId).Any())) is { } told ? [told] : [],
        })
        {
            Plan = after,
            Changes = [.. items.Select(item => new ItemChange(EventKind.Assigned, null, item, null))],
            Messages = messages,
        };
    }
}
