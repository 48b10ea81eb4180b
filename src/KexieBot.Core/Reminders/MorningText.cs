using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Reminders;

/// <summary>The words of the morning's messages, in the person's language. The title stands alone: it is all that a locked telephone shows.</summary>
internal sealed class MorningText(MorningFacts facts, NudgeRules rules, WorkCalendar calendar, OfficeClock clock, DateOnly today)
{
    // About what a telephone shows, and what fits into one WeCom message of 2,048 bytes with titles of usual length; the channel cuts what does not.
    private const int MostRows = 10;
    private const int MostNames = 8;

    public DateOnly Today => today;

    /// <summary>A message of <paramref name="nudges"/>, with the office's <paramref name="notes"/> and the week's <paramref name="figures"/> where the person gets them.</summary>
    public Reply Of(Person person, IReadOnlyList<Nudge> nudges, IReadOnlyList<string> notes, IReadOnlyList<Fact> figures)
    {
        var isEnglish = person.Language == "en";
        return new Reply
        {
            Title = nudges.Count > 0 ? MorningTitle.Of(person.Role, nudges, today, isEnglish) : MorningTitle.WithoutItems(notes.Count > 0, isEnglish),
            Tone = ToneOf(nudges),
            Lines = nudges.Count > MostRows ? [CutLine(nudges.Count, isEnglish), .. notes] : notes,
            Facts = figures,
            Rows = [.. nudges.Take(MostRows).Select(nudge => RowOf(nudge, ShowsUnit(person), isEnglish) with { Choices = MorningChoices.OfRow(person.Role, nudge, facts.RefOf(nudge.Item), isEnglish) })],
            Choices = MorningChoices.Of(person.Role, nudges, isEnglish),
            Hint = person.Role == PersonRole.Liaison ? ReportHint(nudges, isEnglish) : null,
            Language = isEnglish ? "en" : "zh",
        };
    }

    public Reply OfSummary(Person person, WeeklySummary summary)
    {
        var isEnglish = person.Language == "en";
        return new Reply
        {
            Title = MorningTitle.Of(summary, isEnglish),
            Tone = summary.Overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
            Facts = FactsOf(summary, isEnglish),
            Rows = [.. summary.Overdue.Take(MostRows).Select(item => RowOf(new Nudge(item, NudgeReason.Overdue), showsUnit: true, isEnglish))],
            Choices = MorningChoices.Of(person.Role, [], isEnglish),
            Language = isEnglish ? "en" : "zh",
        };
    }

    public static Reply OfGroupSummary(WeeklySummary summary) => new()
    {
        Title = MorningTitle.Of(summary, isEnglish: false),
        Tone = summary.Overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
        Facts = FactsOf(summary, isEnglish: false),
        Hint = "各单位的任务请与我单聊：我的任务",
    };

    /// <summary>The office's notes in a message of so many items.</summary>
    public static IReadOnlyList<string> NotesIn(Reply message, int items) => [.. message.Lines.Where(line => line != CutLine(items, message.Language == "en"))];

    public IReadOnlyList<Fact> FactsOf(WeeklySummary? summary, Person person) => summary is null ? [] : FactsOf(summary, person.Language == "en");

    private static string CutLine(int items, bool isEnglish) => isEnglish ? $"The {MostRows} most pressing of {items}." : $"先列最急的 {MostRows} 项，共 {items} 项。";

    private ItemRow RowOf(Nudge nudge, bool showsUnit, bool isEnglish) => new(facts.RefOf(nudge.Item), facts.TitleOf(nudge.Item))
    {
        Unit = showsUnit ? facts.Roster.NameOf(nudge.Item.UnitId) : null,
        Light = Lights.Of(nudge.Item, today, clock, calendar),
        Percent = nudge.Item.IsLongTerm ? null : nudge.Item.Percent,
        State = ItemRows.StateWord(nudge.Item.State, isEnglish),
        Due = DueOf(nudge, isEnglish),
    };

    private string? DueOf(Nudge nudge, bool isEnglish)
    {
        var item = nudge.Item;
        if (nudge.Reason == NudgeReason.Extension)
            return isEnglish ? $"asks for {OfficeClock.Text(item.Extension!.To)}" : $"申请延期至{ItemRows.DayWord(item.Extension!.To, today, isEnglish)}";
        if (nudge.Reason == NudgeReason.Dispute)
            return isEnglish ? "objects that it is not its own" : "认为不是本单位的任务";
        if (nudge.Reason == NudgeReason.Report && ReportWords(item, isEnglish) is { } report)
            return report;
        var words = ItemRows.DueWords(item, today, isEnglish);
        if (item.Deadline is not { } deadline || deadline <= today || calendar.NextWorkday(today) <= deadline)
            return words;
        return isEnglish ? $"{words}, today is the last workday before" : $"{words}，今天是到期前最后一个工作日";
    }

    private string? ReportWords(WorkItem item, bool isEnglish)
    {
        if (item.Deadline is null && item.Cycle is null or ReportingCycle.Ongoing)
        {
            var heard = clock.DayOf(item.ReportedAt ?? item.AssignedAt);
            return isEnglish ? $"nothing heard since {OfficeClock.Text(heard)}, how does it stand?" : $"{ItemRows.DayWord(heard, today, isEnglish)}以后没有新进展，请报一次近况";
        }

        if (item.Cycle is not { } cycle || rules.PeriodOf(cycle, today)?.ReportBy is not { } day)
            return null;
        var word = ItemRows.CycleWord(cycle, isEnglish);
        if (rules.MissedReportingDay(item, today) is { } missed && calendar.WorkdaysBetween(missed, today) < Math.Abs(calendar.WorkdaysBetween(today, day)) + (missed == day ? 1 : 0))
            return isEnglish ? $"{word} report was due {OfficeClock.Text(missed)}" : $"{word} · {ItemRows.DayWord(missed, today, isEnglish)}应报的进展还没有报";
        return isEnglish ? $"{word} report by {OfficeClock.Text(day)}" : $"{word} · 请在{ItemRows.DayWord(day, today, isEnglish)}前报本期进展";
    }

    /// <summary>The office's notes in words; none for others.</summary>
    public IReadOnlyList<string> Lines(OfficeNotes? notes, bool isEnglish) => notes is null ? [] : [.. LinesOf(notes, isEnglish)];

    private IEnumerable<string> LinesOf(OfficeNotes notes, bool isEnglish)
    {
        if (notes.UnitsWithoutLiaison.Count > 0)
            yield return Named(isEnglish ? "No liaison on the roster for" : "以下单位还没有联络员，提醒无人可收", notes.UnitsWithoutLiaison.Select(facts.Roster.NameOf), isEnglish);
        if (notes.Unreachable.Count > 0)
            yield return Named(isEnglish ? "Messages do not reach" : "以下人员收不到消息，请核对账号", notes.Unreachable.Select(NameOf), isEnglish) + (isEnglish ? " Say “undelivered” for all and why." : "发“未送达消息”看全部和原因。");
        if (notes.Undelivered > 0)
            yield return isEnglish ? $"{notes.Undelivered} messages were given up. Say: undelivered." : $"有 {notes.Undelivered} 条消息没发出去，发“未送达消息”可查看、重发或放弃。";
        if (notes.MissedMornings > 0)
            yield return isEnglish ? $"The reminders of {notes.MissedMornings} workdays did not go out; today's catch up. Please tell the operator." : $"此前 {notes.MissedMornings} 个工作日的提醒没有发出，今天已一并补上，请告知运维人员查看原因。";
        if (notes.NotReached > 0)
            yield return isEnglish ? $"The last reminders did not reach {notes.NotReached} persons; today's catch up. Please tell the operator." : $"上一次的提醒有 {notes.NotReached} 人没有收到，今天已一并补上，请告知运维人员查看原因。";
        if (notes.YearWithoutCalendar is { } year)
            yield return isEnglish ? $"The holidays of {year} are not in the calendar yet; Monday to Friday will be assumed. Please have the operator put them in." : $"日历里还没有 {year} 年的放假安排，届时将按周一至周五算工作日；请在国务院办公厅通知公布后让运维人员补上。";
    }

    private string NameOf(string id) => GroupAddress.Parse(id) is null ? facts.Roster.FindPerson(id)?.Name ?? id : "订阅周报的群";

    private static string Named(string what, IEnumerable<string> names, bool isEnglish)
    {
        var all = names.ToList();
        var shown = string.Join(isEnglish ? ", " : "、", all.Take(MostNames));
        var rest = all.Count > MostNames ? isEnglish ? $" and {all.Count - MostNames} more" : $"等 {all.Count} 个" : "";
        return isEnglish ? $"{what} {shown}{rest}." : $"{what}：{shown}{rest}。";
    }

    private static bool ShowsUnit(Person person) => person.Role != PersonRole.Liaison || person.UnitIds.Count > 1;

    // "No news" is an answer too: nobody shall make up progress because a machine asks.
    private string? ReportHint(IReadOnlyList<Nudge> nudges, bool isEnglish)
    {
        if (nudges.FirstOrDefault(nudge => nudge.Reason != NudgeReason.NotSigned)?.Item is not { } item)
            return null;
        var (name, percent) = (facts.RefOf(item), item.IsLongTerm ? "" : "60% ");
        return isEnglish
            ? $"To report: update {name} {percent}what was done, or: update {name} nothing new"
            : $"报进展：更新 {name} {percent}已完成…；没有新进展可以说：更新 {name} 无新进展";
    }

    private static List<Fact> FactsOf(WeeklySummary summary, bool isEnglish)
    {
        var tally = summary.Tally;
        List<Fact> all =
        [
            new(isEnglish ? "closed" : "已办结", $"{tally.Closed} / {tally.Total}"),
            new(isEnglish ? "to be signed" : "待签收", $"{tally.Assigned}"),
            new(isEnglish ? "under review" : "待审核", $"{tally.UnderReview}"),
            new(isEnglish ? "overdue" : "逾期", $"{summary.Overdue.Count}"),
            new(isEnglish ? "due this week" : "本周到期", $"{summary.DueThisWeek}"),
        ];
        if (tally.MeanPercent is { } percent)
            all.Insert(1, new Fact(isEnglish ? "mean progress" : "平均进度", $"{percent}%"));
        return all;
    }

    private static ReplyTone ToneOf(IReadOnlyList<Nudge> nudges) => nudges.Count == 0 ? ReplyTone.Warning : nudges[0].Reason switch
    {
        NudgeReason.Escalation or NudgeReason.Overdue => ReplyTone.Bad,
        NudgeReason.Deadline => ReplyTone.Warning,
        _ => ReplyTone.Neutral,
    };
}
