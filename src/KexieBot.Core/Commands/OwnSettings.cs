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
        new("我的设置", "每日提醒的时间、频次、免打扰和语言", "my settings", "time, cadence, quiet time and language"),
        new("每天9点提醒我", "也可以“改成每周一次”", "remind me daily", "or “weekly”"),
        new("订阅周报", "每周第一个工作日发汇总，在群里说就发到群里", "subscribe weekly summary", "for yourself; said in a group, for the group"),
        new("下周一之前别提醒我", "免打扰到哪一天", "don't remind me until 2026-12-01", "quiet until a day"),
    ];

    public override async Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slots.Measures.Count > 0)
            return Reply.Refusal(turn.Say("暂时不能只对一条免打扰；可以说“下周一之前别提醒我”，或先报一次进展。", "A single measure cannot be silenced. Say “don't remind me until …”, or report on it."));
        if (turn.Message.IsGroup && turn.Understood.Intent == Intent.Subscribe)
            return await GroupAsync(turn);
        var change = turn.Understood.Intent == Intent.Snooze ? Quiet(turn) : Wish(turn);
        if (change.Refusal is { } refusal)
            return Reply.Refusal(refusal);
        if (change.Of is not { } apply)
            return Show(turn, turn.Person);
        var after = await rosters.ChangeAsync(roster => roster.WithPerson(turn.Person.Id, apply));
        var person = after.FindPerson(turn.Person.Id)!;
        return Show(turn with { IsEnglish = person.Language == "en" }, person) with { Tone = ReplyTone.Good };
    }

    private async Task<Reply> GroupAsync(Turn turn)
    {
        if (!turn.SeesAll)
            return Reply.Refusal(turn.Say("群里的周报由办公室或领导订阅；您自己的提醒请与我单聊设置。", "The office or a leader subscribes a group; set your own reminders in our personal chat."));
        var group = GroupAddress.Of(turn.Message);
        if (turn.Slots.Cadence == "none")
        {
            await groups.RemoveAsync(group);
            return Reply.Of(turn.Say("本群不再收到每周汇总。", "This group no longer gets the weekly summary."), ReplyTone.Good);
        }

        await groups.AddAsync(group);
        return Reply.Of(turn.Say("本群每周第一个工作日会收到汇总（只有数字，不点名单位）。不要了请说：取消订阅", "This group gets a summary on the first workday of each week: numbers, no unit by name. To stop it: unsubscribe"), ReplyTone.Good);
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
            ? (null, turn.Say($"免打扰最长 {LongestQuietDays} 天，请写今天以后的日期。", $"Quiet time is {LongestQuietDays} days at most, from tomorrow on."))
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
                ? (null, turn.Say("领导每周第一个工作日都会收到汇总，不用订阅。", "Leaders get the summary on the first workday of each week anyway."))
                : (person => person with { Settings = person.Settings with { WantsWeeklySummary = cadence != "none" && !Ends().IsMatch(text) } }, null);
        }

        if (cadence is "monthly" or "quarterly" or "none")
            return (null, turn.Say("提醒可以每天或每周一次；要暂停请说“12月1日之前别提醒我”。", "Reminders come daily or weekly; to pause say “don't remind me until …”."));
        var time = TimeIn(text);
        if (time is null && ClockTime().IsMatch(text))
            return (null, turn.Say("没听懂是几点，没有改动，例如：每天9点提醒我。", "I did not understand the time; nothing was changed. For example: remind me daily at 9:00."));
        if (time < rules.MorningTime || time >= rules.Closes)
            return (null, turn.Say($"提醒时间要在 {rules.MorningTime:HH\\:mm} 到 {rules.Closes:HH\\:mm} 之间。", $"The time must lie between {rules.MorningTime:HH\\:mm} and {rules.Closes:HH\\:mm}."));
        return (person => person with { Settings = person.Settings with { IsWeekly = cadence == "weekly", MorningTime = time ?? person.Settings.MorningTime, QuietUntil = null } }, null);
    }

    private Reply Show(Turn turn, Person person)
    {
        var settings = person.Settings;
        var time = (settings.MorningTime ?? rules.MorningTime).ToString("HH:mm", CultureInfo.InvariantCulture);
        return new Reply
        {
            Title = turn.Say("您的提醒设置", "Your settings"),
            Facts =
            [
                new(turn.Say("提醒", "Reminders"), settings.IsWeekly ? turn.Say($"每周第一个工作日 {time}", $"first workday of the week, {time}") : turn.Say($"每个工作日 {time}（有事才发）", $"workdays {time}, when there is something")),
                .. settings.WantsWeeklySummary ? new[] { new Fact(turn.Say("周报", "Weekly summary"), turn.Say("每周第一个工作日，与当天的提醒一起", "first workday of the week, with that day's reminders")) } : [],
                new(turn.Say("免打扰", "Quiet"), settings.QuietUntil > turn.Today ? turn.Say($"到 {ItemRows.DayWord(settings.QuietUntil.Value, turn.Today, isEnglish: false)}为止", $"until {OfficeClock.Text(settings.QuietUntil.Value)}") : turn.Say("没有", "no")),
                new(turn.Say("语言", "Language"), person.Language == "en" ? "English" : "中文"),
            ],
            Choices =
            [
                settings.IsWeekly ? new Choice(turn.Say("改为每天", "daily"), turn.Say("改成每天提醒", "remind me daily")) : new Choice(turn.Say("改为每周", "weekly"), turn.Say("改成每周一次", "remind me weekly")),
                person.Language == "en" ? new Choice("中文", "用中文") : new Choice("English", "switch to english"),
            ],
            Hint = turn.Say("免打扰时，别人的催办和批示随免打扰后的第一次晨报送达；标明紧急的照样马上送到。", "In quiet time what people send you waits for the first morning message after it; what they mark urgent still comes at once."),
        };
    }

    private static string? LanguageIn(string text) =>
        text.Contains("英文", StringComparison.Ordinal) || text.Contains("英语", StringComparison.Ordinal) || text.Contains("english", StringComparison.OrdinalIgnoreCase) ? "en"
        : text.Contains("中文", StringComparison.Ordinal) || text.Contains("汉语", StringComparison.Ordinal) || text.Contains("chinese", StringComparison.OrdinalIgnoreCase) ? "zh"
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
