using System.Globalization;
using System.Text.RegularExpressions;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;

namespace KexieBot.Core.Commands;

/// <summary>每天9点提醒我, 改成每周一次, 下周一之前别提醒我, 切换英文, 我的设置: what a person decides about the own messages; in a group, 订阅周报. Kept with the person when the roster is imported anew.</summary>
public sealed partial class OwnSettings(RosterStore rosters, SubscribedGroups groups, WorkCalendar calendar, ReminderRules rules) : ChatCommand
{
    private const int LongestQuietDays = 60;

    public override IReadOnlyList<Intent> Intents => [Intent.Subscribe, Intent.Snooze];

    public override IReadOnlyList<CommandHelp> Help =>
    [
        new(Texts.Help_MySettings, Texts.Help_MySettingsWhat),
        new(Texts.Help_MorningTime, Texts.Help_MorningTimeWhat),
        new(Texts.Help_Subscribe, Texts.Help_SubscribeWhat),
        new(Texts.Help_QuietTime, Texts.Help_QuietTimeWhat),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count > 0)
            return Reply.Refusal(turn.Say(Texts.Settings_NotForOneMeasure));
        if (turn.Message.IsGroup && turn.Understood.Intent == Intent.Subscribe)
            return await GroupAsync(turn);
        var change = turn.Understood.Intent == Intent.Snooze ? Quiet(turn) : Wish(turn);
        if (change.Refusal is { } refusal)
            return Reply.Refusal(refusal);
        if (change.Of is not { } apply)
            return Show(turn, turn.Person);
        var after = await rosters.ChangeAsync(roster => roster.WithPerson(turn.Person.Id, apply));
        var person = after.FindPerson(turn.Person.Id)!;
        return Show(turn with { Language = person.Language }, person) with { Tone = ReplyTone.Good };
    }

    private async Task<Reply> GroupAsync(Turn turn)
    {
        if (!turn.SeesAll)
            return Reply.Refusal(turn.Say(Texts.Settings_InGroups));
        var group = GroupAddress.Of(turn.Message);
        if (turn.Slots.Cadence == "none")
        {
            await groups.RemoveAsync(group);
            return Reply.Of(turn.Say(Texts.Settings_Unsubscribed), ReplyTone.Good);
        }

        await groups.AddAsync(group);
        return Reply.Of(turn.Say(Texts.Settings_Subscribed), ReplyTone.Good);
    }

    private (Func<Person, Person>? Of, string? Refusal) Quiet(Turn turn)
    {
        var day = turn.Slots.Until switch
        {
            "today" or null when turn.Slots.Shift is null => turn.Today.AddDays(1),
            { } until when DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var named) => named,
            _ => turn.Slots.Shift is { Unit: ShiftUnit.Workdays, Count: var workdays } ? calendar.AddWorkdays(turn.Today, workdays) : turn.Today.AddMonths(turn.Slots.Shift?.Count ?? 0),
        };
        return day <= turn.Today || day > turn.Today.AddDays(LongestQuietDays)
            ? (null, turn.Say(Texts.Settings_QuietTooLong, LongestQuietDays))
            : (person => person with { Settings = person.Settings with { QuietUntil = day } }, null);
    }

    private (Func<Person, Person>? Of, string? Refusal) Wish(Turn turn)
    {
        var text = turn.Message.Text;
        if (LanguageIn(text) is { } language)
            return (person => person with { Language = language, Settings = person.Settings with { Language = language } }, null);
        if (EndsQuiet().IsMatch(text))
            return (person => person with { Settings = person.Settings with { QuietUntil = null } }, null);
        if (turn.Slots.Cadence is not { } cadence)
            return (null, null);
        // The summary is beside the daily message and takes nothing from it.
        if (Summary().IsMatch(text))
        {
            return turn.Person.Role == PersonRole.Leader
                ? (null, turn.Say(Texts.Settings_LeadersGetIt))
                : (person => person with { Settings = person.Settings with { WantsWeeklySummary = cadence != "none" && !Ends().IsMatch(text) } }, null);
        }

        if (cadence is "monthly" or "quarterly" or "none")
            return (null, turn.Say(Texts.Settings_DailyOrWeekly));
        var time = TimeIn(text);
        if (time is null && ClockTime().IsMatch(text))
            return (null, turn.Say(Texts.Settings_TimeNotUnderstood));
        if (time < rules.MorningTime || time >= rules.Closes)
            return (null, turn.Say(Texts.Settings_TimeOutOfRange, rules.MorningTime, rules.Closes));
        return (person => person with { Settings = person.Settings with { IsWeekly = cadence == "weekly", MorningTime = time ?? person.Settings.MorningTime, QuietUntil = null } }, null);
    }

    private Reply Show(Turn turn, Person person)
    {
        var settings = person.Settings;
        var time = (settings.MorningTime ?? rules.MorningTime).ToString("HH:mm", CultureInfo.InvariantCulture);
        return new Reply
        {
            Title = turn.Say(Texts.Settings_Title),
            Facts =
            [
                new(turn.Say(Texts.Settings_Reminders), settings.IsWeekly ? turn.Say(Texts.Settings_Weekly, time) : turn.Say(Texts.Settings_Workdays, time)),
                .. settings.WantsWeeklySummary ? new[] { new Fact(turn.Say(Texts.Settings_Summary), turn.Say(Texts.Settings_SummaryWhen)) } : [],
                new(turn.Say(Texts.Settings_Quiet), settings.QuietUntil > turn.Today ? turn.Say(Texts.Settings_QuietUntil, ItemRows.DayWord(settings.QuietUntil.Value, turn.Today, turn.Language)) : turn.Say(Texts.Settings_NotQuiet)),
                new(turn.Say(Texts.Settings_Language), person.Language.Say(Texts.Settings_LanguageName)),
            ],
            Choices =
            [
                settings.IsWeekly ? new Choice(turn.Say(Texts.Settings_ToDaily), turn.Say(Texts.Settings_ToDailyCommand)) : new Choice(turn.Say(Texts.Settings_ToWeekly), turn.Say(Texts.Settings_ToWeeklyCommand)),
                .. person.Language.Others().Select(other => new Choice(other.Say(Texts.Settings_LanguageName), other.Say(Texts.Settings_LanguageCommand))),
            ],
            Hint = turn.Say(Texts.Settings_QuietMeans),
        };
    }

    private static Language? LanguageIn(string text) =>
        text.Contains("英文", StringComparison.Ordinal) || text.Contains("英语", StringComparison.Ordinal) || text.Contains("english", StringComparison.OrdinalIgnoreCase) ? Language.English
        : text.Contains("中文", StringComparison.Ordinal) || text.Contains("汉语", StringComparison.Ordinal) || text.Contains("chinese", StringComparison.OrdinalIgnoreCase) ? Language.Chinese
        : null;

    private static TimeOnly? TimeIn(string text)
    {
        var match = ClockTime().Match(text);
        if (!match.Success || !int.TryParse(match.Groups["h"].Value, CultureInfo.InvariantCulture, out var hour))
            return null;
        var minute = match.Groups["half"].Success ? 30 : int.TryParse(match.Groups["m"].Value, CultureInfo.InvariantCulture, out var named) ? named : 0;
        hour += match.Groups["pm"].Success && hour < 12 ? 12 : 0;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex("取消|退订|不要|不用|别|停|关|unsubscribe|stop|no ", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Ends();

    // 每周提醒我 is a cadence; 周报 is a paper.
    [GeneratedRegex("周报|周汇总|每周汇总|weekly (?:summary|report)|week's summary", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Summary();

    [GeneratedRegex("(?:取消|关闭|结束|解除|关掉)(?:了)?(?:免打扰|勿扰)|恢复提醒|继续提醒|end quiet|stop quiet|resume reminders", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex EndsQuiet();

    [GeneratedRegex(@"(?<pm>下午|晚上|pm)?\s*(?<h>\d{1,2})\s*(?:[:：](?<m>\d{2})|[点时](?:(?<half>半)|(?<m>\d{1,2})分?)?|\s*(?:am|(?<pm>pm)))", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClockTime();
}
