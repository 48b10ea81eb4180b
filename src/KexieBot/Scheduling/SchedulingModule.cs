using KexieBot.Core;
using KexieBot.Core.Delivery;
using KexieBot.Core.Reminders;
using Microsoft.Extensions.Options;
using Quartz;
using StackExchange.Redis;

namespace KexieBot.Scheduling;

/// <summary>What the bot sends of itself.</summary>
internal static class SchedulingModule
{
    /// <summary>The rules, the planning and its preview: what verbs need too. Nothing runs of itself.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ReminderOptions>, ReminderOptionsValidator>();
        services.AddOptions<ReminderOptions>()
            .Configure(options => options.Read(configuration.GetSection(ReminderOptions.Section)))
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ReminderOptions>>().Value.Rules);
        services.AddSingleton<HeardMarks>();
        services.AddSingleton<HeldMessages>();
        services.AddSingleton<LedgerFacts>();
        services.AddSingleton<MorningPlanner>();
        services.AddSingleton<ReminderPreview>();
        return services;
    }

    /// <summary>The jobs of a server: the mornings, and delivery over the channels that registered a sender. Needs <see cref="AddReminders"/>.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        services.AddSingleton<MorningRun>();
        services.AddSingleton<UnplannedMorning>();
        services.AddSingleton<MorningDelivery>();
        services.AddOptions<DeliveryRules>().BindConfiguration("Delivery").ValidateOnStart()
            .Validate(rules => rules.SendDeadline > TimeSpan.Zero && rules.Lease >= 2 * rules.SendDeadline, "Delivery:Lease 要至少是 Delivery:SendDeadline 的两倍，例如 00:03:00 和 00:00:45。The lease must be twice the send deadline or more.")
            .Validate(rules => rules is { Concurrency: >= 1 and <= 64, MaxAttempts: >= 1 and <= 100 }, "Delivery:Concurrency 为 1–64，Delivery:MaxAttempts 为 1–100。Out of range.")
            .Validate(rules => rules.FirstWait > TimeSpan.Zero && rules.LongestWait >= rules.FirstWait, "Delivery:FirstWait 要大于零，且不超过 Delivery:LongestWait，例如 00:00:20 和 00:30:00。The first wait must be positive and at most the longest.");
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DeliveryRules>>().Value);
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<SchedulingPulse>();
        services.AddSingleton(provider => new ClockSkew(() => ClockSkew.TimeOfAsync(provider.GetRequiredService<IDatabase>()), provider.GetRequiredService<OfficeClock>(), provider.GetRequiredService<DeliveryRules>(), provider.GetRequiredService<ILogger<ClockSkew>>()));
        services.AddHostedService<DispatchLoop>();
        services.AddQuartz(AddMornings);
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    private static void AddMornings(IQuartzBuilder quartz)
    {
        const string Workdays = "workdays";
        var job = new JobKey("morning");
        quartz.AddCalendar(Workdays, provider => new WorkdaysOnly(provider.GetRequiredService<WorkCalendar>(), provider.GetRequiredService<OfficeClock>()), AddCalendarOptions.Replacing);
        quartz.AddJob<MorningJob>(detail => detail.WithIdentity(job).StoreDurably());
        quartz.AddTrigger<MorningJob>((provider, trigger) => trigger
            .ForJob(job)
            .WithIdentity("at the morning's time")
            .WithCalendarName(Workdays)
            .WithCronSchedule(Cron(provider), cron => cron
                .InTimeZone(provider.GetRequiredService<OfficeClock>().Zone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        quartz.AddTrigger<MorningJob>(trigger => trigger
            .ForJob(job)
            .WithIdentity("at the start and every minute")
            .StartNow()
            .WithSimpleSchedule(TimeSpan.FromMinutes(1)));
    }

    private static string Cron(IServiceProvider provider)
    {
        var at = provider.GetRequiredService<ReminderRules>().MorningTime;
        return $"0 {at.Minute} {at.Hour} * * ?";
    }
}
