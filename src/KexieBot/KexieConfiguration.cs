using KexieBot.Storage;

namespace KexieBot;

/// <summary>Where settings come from: appsettings.json beside the program, then user secrets, then the environment (Ledger__Redis).</summary>
internal static class KexieConfiguration
{
    public static IConfiguration Read() => Add(new ConfigurationBuilder()).Build();

    public static IConfigurationBuilder Add(IConfigurationBuilder builder) => builder
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddUserSecrets(typeof(KexieConfiguration).Assembly, optional: true)
        .AddEnvironmentVariables();

    public static LedgerOptions Ledger(IConfiguration configuration) =>
        configuration.GetSection(LedgerOptions.Section).Get<LedgerOptions>() ?? new LedgerOptions();
}
