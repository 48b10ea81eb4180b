using System.Globalization;
using KexieBot.Core.Delivery;
using KexieBot.Core.Reminders;

namespace KexieBot.Cli;

/// <summary>The rules of reminding and delivery that are in force, each by its setting: what an operator who has no source reads.</summary>
internal static class RulesText
{
    private static readonly (string Key, string Meaning)[] Reminders =
    [
        (nameof(ReminderRules.MorningTime), "每日提醒的时间 the morning message's time"),
        (nameof(ReminderRules.Opens), "几点前不打扰 nothing goes out before"),
        (nameof(ReminderRules.Closes), "几点后不打扰 nothing goes out after"),
        (nameof(ReminderRules.LeadWorkdays), "到期前第几个工作日提醒 workdays before a deadline"),
        (nameof(ReminderRules.OverdueWorkdays), "逾期后第几个工作日提醒 workdays after a deadline"),
        (nameof(ReminderRules.OverdueEvery), "此后每隔几个工作日 and every so many after that"),
        (nameof(ReminderRules.ReportingDay), "每月几日前报送 day of the month by which reports are due"),
        (nameof(ReminderRules.WeeklyReportingDay), "每周星期几前报送 day of the week by which weekly reports are due"),
        (nameof(ReminderRules.ReportLeadWorkdays), "报送日前第几个工作日提醒 workdays before a reporting day"),
        (nameof(ReminderRules.ReportOverdueWorkdays), "报送日后第几个工作日再提醒 workdays after a reporting day"),
        (nameof(ReminderRules.OngoingEvery), "没有期限和周期的，几个工作日没有消息才问 silent workdays of what has neither deadline nor cycle"),
        (nameof(ReminderRules.UnsignedWorkdays), "下达后第几个工作日催签收、催审核 workdays after which a signature, or the office's answer, is asked for"),
        (nameof(ReminderRules.UnsignedEvery), "此后每隔几个工作日 and every so many after that"),
        (nameof(ReminderRules.EscalateToHeadAfter), "几个工作日后请单位负责人过问 workdays until the unit's head is called on"),
        (nameof(ReminderRules.EscalateToLeaderAfter), "几个工作日后请领导过问 workdays until the leader is called on"),
        (nameof(ReminderRules.EscalateEvery), "此后每隔几个工作日 and every so many after that"),
    ];

    private static readonly (string Key, string Meaning)[] Delivery =
    [
        (nameof(DeliveryRules.Lease), "一个服务中断后，它手里的消息几时由别的服务接着发 how long a dead server keeps others from its messages"),
        (nameof(DeliveryRules.SendDeadline), "一次发送最长多久 the longest that one attempt takes"),
        (nameof(DeliveryRules.Concurrency), "同时发几条 sends at one time"),
        (nameof(DeliveryRules.MaxAttempts), "试几次后交办公室处理 attempts until a message is given up"),
        (nameof(DeliveryRules.FirstWait), "第一次失败后等多久，以后加倍 the wait after the first failure; it doubles"),
        (nameof(DeliveryRules.LongestWait), "最长等多久 the longest wait"),
    ];

    public static IEnumerable<string> Of(ReminderRules reminders, DeliveryRules delivery) =>
        [.. Reminders.Select(rule => Line("Reminders", rule, reminders)), .. Delivery.Select(rule => Line("Delivery", rule, delivery))];

    private static string Line(string section, (string Key, string Meaning) rule, object rules) =>
        $"{section + ':' + rule.Key,-34} {ValueOf(rules.GetType().GetProperty(rule.Key)!.GetValue(rules)!),-10} {rule.Meaning}";

    private static string ValueOf(object value) => value switch
    {
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IEnumerable<int> days => string.Join(',', days),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
