using KexieBot.Core;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Scheduling;
using KexieBot.Storage;
using Microsoft.Extensions.Options;

namespace KexieBot;

/// <summary>What every verb and the server need: the store, the clock, the calendar, the ledger, the roster and the bot.</summary>
internal static class CoreModule
{
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration, StoreSession store)
    {
        services.AddSingleton(store);
        services.AddSingleton(store.Connection);
        services.AddSingleton(store.Connection.GetDatabase());
        services.AddSingleton(new EvidenceFolder(KexieConfiguration.Ledger(configuration).EvidenceFolder));
        services.AddOfficeTime(configuration).AddCoreServices().AddReminders(configuration);
        return services.AddSingleton(new StoreRoom(store.MeasureRoomAsync));
    }

    /// <summary>Clock, calendar and reminder rules alone, for what needs no store.</summary>
    public static (ServiceProvider Services, OfficeClock Clock) WithoutStore()
    {
        var configuration = KexieConfiguration.Read();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddOfficeTime(configuration).AddReminders(configuration).AddSingleton<OfficeHours>().AddSingleton<ReminderSimulation>();
        var provider = services.BuildServiceProvider();
        return (provider, provider.GetRequiredService<OfficeClock>());
    }

    private static IServiceCollection AddOfficeTime(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSystemTime();
        services.AddSingleton<IValidateOptions<OfficeOptions>, OfficeOptionsValidator>();
        services.AddOptions<OfficeOptions>().Bind(configuration.GetSection(OfficeOptions.Section)).ValidateOnStart();
        services.AddSingleton(provider => new OfficeClock(
            provider.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<OfficeOptions>>().Value.TimeZone)));
        services.AddSingleton(provider => new CalendarFile(KexieConfiguration.Ledger(configuration).DataDirectory, provider.GetRequiredService<ILogger<CalendarFile>>()));
        services.AddSingleton(provider => provider.GetRequiredService<CalendarFile>().Calendar);
        services.AddHostedService<CalendarWatch>();
        return services;
    }

    private static void TryAddSystemTime(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(TimeProvider)))
            services.AddSingleton(TimeProvider.System);
    }
}

/// <summary>Section <c>Office</c>.</summary>
internal sealed class OfficeOptions
{
    public const string Section = "Office";

    /// <summary>The zone in which the office's days and hours are counted.</summary>
    public string TimeZone { get; set; } = "Asia/Shanghai";
}

internal sealed class OfficeOptionsValidator : IValidateOptions<OfficeOptions>
{
    public ValidateOptionsResult Validate(string? name, OfficeOptions options) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Office:TimeZone 的值 \"{options.TimeZone}\" 不是已知时区。示例：Asia/Shanghai");
}
