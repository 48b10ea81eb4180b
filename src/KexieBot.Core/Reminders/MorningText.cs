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
        var language = person.Language;
        return new Reply
        {
            Title = nudges.Count > 0 ? MorningTitle.Of(person.Role, nudges, today, language) : MorningTitle.WithoutItems(notes.Count > 0, language),
            Tone = ToneOf(nudges),
            Lines = nudges.Count > MostRows ? [CutLine(nudges.Count, language), .. notes] : notes,
            Facts = figures,
            Rows = [.. nudges.Take(MostRows).Select(nudge => RowOf(nudge, ShowsUnit(person), language) with { Choices = MorningChoices.OfRow(person.Role, nudge, facts.RefOf(nudge.Item), language) })],
            Choices = MorningChoices.Of(person.Role, nudges, language),
            Hint = person.Role == PersonRole.Liaison ? ReportHint(nudges, language) : null,
            Language = language,
        };
    }

    public Reply OfSummary(Person person, WeeklySummary summary)
    {
        var language = person.Language;
        return new Reply
        {
            Title = MorningTitle.Of(summary, language),
            Tone = summary.Overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
            Facts = FactsOf(summary, language),
            Rows = [.. summary.Overdue.Take(MostRows).Select(item => RowOf(new Nudge(item, NudgeReason.Overdue), showsUnit: true, language))],
            Choices = MorningChoices.Of(person.Role, [], language),
            Language = language,
        };
    }

    public static Reply OfGroupSummary(WeeklySummary summary) => new()
    {
        Title = MorningTitle.Of(summary, Language.Chinese),
        Tone = summary.Overdue.Count > 0 ? ReplyTone.Warning : ReplyTone.Good,
        Facts = FactsOf(summary, Language.Chinese),
        Hint = Language.Chinese.Say(Texts.Morning_GroupHint),
    };

    /// <summary>The office's notes in a message of so many items.</summary>
    public static IReadOnlyList<string> NotesIn(Reply message, int items) => [.. message.Lines.Where(line => line != CutLine(items, message.Language))];

    public IReadOnlyList<Fact> FactsOf(WeeklySummary? summary, Person person) => summary is null ? [] : FactsOf(summary, person.Language);

    private static string CutLine(int items, Language language) => language.Say(Texts.Morning_MostPressing, MostRows, items);

    private ItemRow RowOf(Nudge nudge, bool showsUnit, Language language) => new(facts.RefOf(nudge.Item), facts.TitleOf(nudge.Item))
    {
        Unit = showsUnit ? facts.Roster.NameOf(nudge.Item.UnitId) : null,
        Light = Lights.Of(nudge.Item, today, clock, calendar),
        Percent = nudge.Item.IsLongTerm ? null : nudge.Item.Percent,
        State = ItemRows.StateWord(nudge.Item.State, language),
        Due = DueOf(nudge, language),
    };

    private string? DueOf(Nudge nudge, Language language)
    {
        var item = nudge.Item;
        if (nudge.Reason == NudgeReason.Extension)
            return language.Say(Texts.Morning_AsksForDay, ItemRows.DayWord(item.Extension!.To, today, language));
        if (nudge.Reason == NudgeReason.Dispute)
            return language.Say(Texts.Morning_Objects);
        if (nudge.Reason == NudgeReason.Report && ReportWords(item, language) is { } report)
            return report;
        var words = ItemRows.DueWords(item, today, language);
        if (item.Deadline is not { } deadline || deadline <= today || calendar.NextWorkday(today) <= deadline)
            return words;
        return language.Say(Texts.Morning_LastWorkday, words);
    }

    private string? ReportWords(WorkItem item, Language language)
    {
        if (item.Deadline is null && item.Cycle is null or ReportingCycle.Ongoing)
        {
            var heard = clock.DayOf(item.ReportedAt ?? item.AssignedAt);
            return language.Say(Texts.Morning_NothingHeard, ItemRows.DayWord(heard, today, language));
        }

        if (item.Cycle is not { } cycle || rules.PeriodFrom(cycle, today)?.ReportBy is not { } day)
            return null;
        var word = ItemRows.CycleWord(cycle, language);
        if (rules.MissedReportingDay(item, today) is { } missed && calendar.WorkdaysBetween(missed, today) < calendar.WorkdaysBetween(today, day))
            return language.Say(Texts.Morning_ReportMissed, word, ItemRows.DayWord(missed, today, language));
        return language.Say(Texts.Morning_ReportDue, word, ItemRows.DayWord(day, today, language));
    }

    /// <summary>The office's notes in words; none for others.</summary>
    public IReadOnlyList<string> Lines(OfficeNotes? notes, Language language) => notes is null ? [] : [.. LinesOf(notes, language)];

    private IEnumerable<string> LinesOf(OfficeNotes notes, Language language)
    {
        if (notes.UnitsWithoutLiaison.Count > 0)
            yield return language.Say(Texts.Notes_NoLiaison, language.Join([.. notes.UnitsWithoutLiaison.Select(facts.Roster.NameOf)], MostNames));
        if (notes.Unreachable.Count > 0)
            yield return language.Say(Texts.Notes_Unreachable, language.Join([.. notes.Unreachable.Select(id => NameOf(id, language))], MostNames));
        if (notes.Undelivered > 0)
            yield return language.Say(Texts.Notes_Undelivered, notes.Undelivered);
        if (notes.MissedMornings > 0)
            yield return language.Say(Texts.Notes_MissedMornings, notes.MissedMornings);
        if (notes.NotReached > 0)
            yield return language.Say(Texts.Notes_NotReached, notes.NotReached);
        if (notes.YearWithoutCalendar is { } year)
            yield return language.Say(Texts.Notes_NoHolidays, year);
    }

    private string NameOf(string id, Language language) => GroupAddress.Parse(id) is null ? facts.Roster.FindPerson(id)?.Name ?? id : language.Say(Texts.Notes_SubscribedGroup);

    private static bool ShowsUnit(Person person) => person.Role != PersonRole.Liaison || person.UnitIds.Count > 1;

    // "No news" is an answer too: nobody shall make up progress because a machine asks.
    private string? ReportHint(IReadOnlyList<Nudge> nudges, Language language)
    {
        if (nudges.FirstOrDefault(nudge => nudge.Reason != NudgeReason.NotSigned)?.Item is not { } item)
            return null;
        var (name, percent) = (facts.RefOf(item), item.IsLongTerm ? "" : "60% ");
        return language.Say(Texts.Morning_HowToReport, name, percent);
    }

    private static List<Fact> FactsOf(WeeklySummary summary, Language language)
    {
        var tally = summary.Tally;
        List<Fact> all =
        [
            new(language.Say(Texts.State_Closed), $"{tally.Closed} / {tally.Total}"),
            new(language.Say(Texts.State_Assigned), $"{tally.Assigned}"),
            new(language.Say(Texts.State_UnderReview), $"{tally.UnderReview}"),
            new(language.Say(Texts.State_Overdue), $"{summary.Overdue.Count}"),
            new(language.Say(Texts.Offer_DueThisWeek), $"{summary.DueThisWeek}"),
        ];
        if (tally.MeanPercent is { } percent)
            all.Insert(1, new Fact(language.Say(Texts.Summary_MeanProgress), $"{percent}%"));
        return all;
    }

    private static ReplyTone ToneOf(IReadOnlyList<Nudge> nudges) => nudges.Count == 0 ? ReplyTone.Warning : nudges[0].Reason switch
    {
        NudgeReason.Escalation or NudgeReason.Overdue => ReplyTone.Bad,
        NudgeReason.Deadline => ReplyTone.Warning,
        _ => ReplyTone.Neutral,
    };
}
