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
    /// <summary>The rules of reminding and delivery, the planning and its preview: what verbs need too. Nothing runs of itself.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ReminderOptions>, ReminderOptionsValidator>();
        services.AddOptions<ReminderOptions>()
            .Configure(options => options.Read(configuration.GetSection(ReminderOptions.Section)))
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ReminderOptions>>().Value.Rules);
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddOptions<DeliveryOptions>()
            .Configure(options => options.Read(configuration.GetSection(DeliveryOptions.Section)))
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.Rules);
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
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<SchedulingPulse>();
        services.AddSingleton(provider => new ClockSkew(() => ClockSkew.TimeOfAsync(provider.GetRequiredService<IDatabase>()), provider.GetRequiredService<OfficeClock>(), provider.GetRequiredService<DeliveryRules>(), provider.GetRequiredService<ILogger<ClockSkew>>()));
        services.AddHostedService<DispatchLoop>();
        services.AddSingleton<MorningCheck>();
        services.AddHostedService<MorningWatch>();
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
    }

    private static string Cron(IServiceProvider provider)
    {
        var at = provider.GetRequiredService<ReminderRules>().MorningTime;
        return $"0 {at.Minute} {at.Hour} * * ?";
    }
}
