using System.Text;

namespace KexieBot.Core.Samples;

/// <summary>A complete plan of a district that does not exist, to try the bot with.</summary>
public static class SamplePlan
{
    public const string FileName = "sample-plan.txt";

    public static byte[] Bytes()
    {
        using var stream = typeof(SamplePlan).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException("The sample plan is not embedded in this build.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static string Text() => Encoding.UTF8.GetString(Bytes());
}
