using KexieBot.Scheduling;
using KexieBot.Storage;
using Microsoft.Extensions.Options;

namespace KexieBot;

/// <summary>Where settings come from: appsettings.json beside the program, then user secrets, then the environment (Ledger__Redis).</summary>
internal static class KexieConfiguration
{
    public static IConfiguration Read() => Add(new ConfigurationBuilder()).Build();

    public static IConfigurationBuilder Add(IConfigurationBuilder builder) => builder
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddUserSecrets(typeof(KexieConfiguration).Assembly, optional: true)
        .AddEnvironmentVariables();

    /// <summary>Where the ledger is kept; read before there are services, as the store is opened before they are composed.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be used; the message names the key and a good example.</exception>
    public static LedgerOptions Ledger(IConfiguration configuration)
    {
        var read = new SettingReader(configuration.GetSection(LedgerOptions.Section));
        var options = LedgerOptions.Read(read);
        read.DemandGood(typeof(LedgerOptions));
        return options;
    }
}
