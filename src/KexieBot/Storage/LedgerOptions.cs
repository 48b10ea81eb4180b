using KexieBot.Scheduling;

namespace KexieBot.Storage;

/// <summary>Section <c>Ledger</c>: where the ledger is kept.</summary>
internal sealed class LedgerOptions
{
    public const string Section = "Ledger";

    /// <summary>A StackExchange.Redis connection string; empty: the embedded store in <see cref="DataDirectory"/>.</summary>
    public string Redis { get; set; } = "";

    /// <summary>The folder of the embedded store; relative to where the program is started.</summary>
    public string DataDirectory { get; set; } = "./data";

    /// <summary>How much memory the embedded store may take, in megabytes. It refuses changes before that is full.</summary>
    public int MemoryMegabytes { get; set; } = 4096;

    /// <summary>The folder in which evidence is kept; empty: <c>evidence</c> in <see cref="DataDirectory"/>. Several servers share one.</summary>
    public string EvidenceDirectory { get; set; } = "";

    public static LedgerOptions Read(SettingReader read)
    {
        var usual = new LedgerOptions();
        return new LedgerOptions
        {
            Redis = read.Text(nameof(Redis), usual.Redis),
            DataDirectory = read.Folder(nameof(DataDirectory), usual.DataDirectory),
            // Less than 16 MB does not hold the sample; 1 TB is more than any machine gives.
            MemoryMegabytes = read.Whole(nameof(MemoryMegabytes), usual.MemoryMegabytes, 16, 1 << 20),
            EvidenceDirectory = read.Folder(nameof(EvidenceDirectory), usual.EvidenceDirectory),
        };
    }

    public string EvidenceFolder => EvidenceDirectory.Length > 0 ? EvidenceDirectory : Path.Combine(DataDirectory, "evidence");
}
