using KexieBot.Core.Reminders;
using Microsoft.Extensions.Options;

namespace KexieBot.Scheduling;

/// <summary>Section <c>Reminders</c>: the rules, and whether this process plans mornings at all.</summary>
internal sealed class ReminderOptions
{
    public const string Section = "Reminders";

    /// <summary>Off: nothing is planned of itself; what commands cause is still sent.</summary>
    public bool IsEnabled { get; private set; } = true;

    public ReminderRules Rules { get; private set; } = new();

    /// <summary>What is wrong with the section, in sentences; empty where nothing is.</summary>
    public IReadOnlyList<string> Failures { get; private set; } = [];

    public void Read(IConfigurationSection section)
    {
        var read = new SettingReader(section);
        var usual = new ReminderRules();
        IsEnabled = read.Flag("Enabled", true);
        Rules = new ReminderRules
        {
            MorningTime = read.Time("MorningTime", usual.MorningTime),
            Opens = read.Time("Opens", usual.Opens),
            Closes = read.Time("Closes", usual.Closes),
            LeadWorkdays = read.Workdays("LeadWorkdays", usual.LeadWorkdays),
            OverdueWorkdays = read.Workdays("OverdueWorkdays", usual.OverdueWorkdays),
            OverdueEvery = read.Whole("OverdueEvery", usual.OverdueEvery, 1, 250),
            ReportLeadWorkdays = read.Workdays("ReportLeadWorkdays", usual.ReportLeadWorkdays),
            ReportingDay = read.Whole("ReportingDay", usual.ReportingDay, 1, 31),
            WeeklyReportingDay = read.Weekday("WeeklyReportingDay", usual.WeeklyReportingDay),
            ReportOverdueWorkdays = read.Workdays("ReportOverdueWorkdays", usual.ReportOverdueWorkdays),
            OngoingEvery = read.Whole("OngoingEvery", usual.OngoingEvery, 1, 250),
            UnsignedEvery = read.Whole("UnsignedEvery", usual.UnsignedEvery, 1, 250),
            UnsignedWorkdays = read.Workdays("UnsignedWorkdays", usual.UnsignedWorkdays),
            EscalateToHeadAfter = read.Whole("EscalateToHeadAfter", usual.EscalateToHeadAfter, 1, 250),
            EscalateToLeaderAfter = read.Whole("EscalateToLeaderAfter", usual.EscalateToLeaderAfter, 1, 250),
            EscalateEvery = read.Whole("EscalateEvery", usual.EscalateEvery, 1, 250),
        };
        if (Rules.Opens >= Rules.Closes)
            read.Fail("Closes", $"{Rules.Closes:HH\\:mm}", $"晚于 Opens（{Rules.Opens:HH\\:mm}）的时间", "20:00");
        else if (Rules.MorningTime < Rules.Opens || Rules.MorningTime >= Rules.Closes)
            read.Fail("MorningTime", $"{Rules.MorningTime:HH\\:mm}", $"办公时间内（{Rules.Opens:HH\\:mm}–{Rules.Closes:HH\\:mm}）的时间", "08:30");
        if (Rules.EscalateToLeaderAfter < Rules.EscalateToHeadAfter)
            read.Fail("EscalateToLeaderAfter", $"{Rules.EscalateToLeaderAfter}", $"不小于 EscalateToHeadAfter（{Rules.EscalateToHeadAfter}）的工作日数", $"{Rules.EscalateToHeadAfter * 2}");
        read.DemandKnown();
        Failures = read.Failures;
    }
}

internal sealed class ReminderOptionsValidator : IValidateOptions<ReminderOptions>
{
    public ValidateOptionsResult Validate(string? name, ReminderOptions options) =>
        options.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Failures);
}
