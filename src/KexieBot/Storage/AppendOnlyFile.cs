using System.Buffers.Binary;

namespace KexieBot.Storage;

/// <summary>
/// Mends the end of Garnet's append-only file before a start. Every commit leaves a record in the file; a kill while it is written can leave its head without
/// its body, where the record lies over the end of a sector. Garnet 2.2.8 reads the missing body as zeros, takes them for a file that reaches from 0 to 0,
/// and starts with an empty one: everything since the last checkpoint would be gone without a word. With the head blanked it reads up to there.
/// </summary>
internal static class AppendOnlyFile
{
    /// <summary>What the store is started with; an entry never lies over the end of a page.</summary>
    public const int PageMegabytes = 4;
    public const int FileMegabytes = 32;

    // Entries are a length and so many bytes, padded to four; a commit's length is negative.
    private const int PageBytes = PageMegabytes << 20;
    private const int FileBytes = FileMegabytes << 20;
    private const int HeadBytes = 4;
    private const int FirstAddress = 64;

    // In a commit's body and in the files of log-commits alike: version, checksum, begin, until, number.
    private const int UntilAt = 20;
    private const int InfoBytes = 36;

    /// <summary>Blanks a commit record that was cut off; true where there was one.</summary>
    public static bool Mend(string folder)
    {
        var log = LogOf(folder);
        return Directory.Exists(log) && Walk(log) is (var tail, IsTorn: true) && Blank(log, tail);
    }

    /// <summary>The address at which the file's entries end.</summary>
    public static long TailOf(string folder) => Walk(LogOf(folder)).Tail;

    public static string FileOf(string folder, long address) => FileIn(LogOf(folder), address);

    private static string LogOf(string folder) => Path.Combine(folder, "AOF");

    private static string FileIn(string log, long address) => Path.Combine(log, $"aof.log.{address / FileBytes}");

    private static (long Tail, bool IsTorn) Walk(string log)
    {
        var at = StartOf(log);
        while (true)
        {
            var page = Read(log, at, (int)(PageBytes - (at % PageBytes)));
            var place = 0;
            while (page.Length - place >= HeadBytes && BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(place)) is var length and not 0)
            {
                var body = page.AsSpan(place + HeadBytes);
                if (length < 0 && (body.Length < InfoBytes || BinaryPrimitives.ReadInt64LittleEndian(body[UntilAt..]) == 0))
                    return (at + place, true);
                if (length == int.MinValue || Math.Abs(length) > body.Length)
                    return (at + place, false);
                place += HeadBytes + ((Math.Abs(length) + 3) & ~3);
            }

            // What is left of a page is blank.
            if (page.Length < PageBytes - (at % PageBytes) || place == 0)
                return (at + place, false);
            at = (at / PageBytes + 1) * PageBytes;
        }
    }

    // The newest of the notes on how far the file reached that is whole.
    private static long StartOf(string log)
    {
        var notes = Path.Combine(log, "log-commits");
        var newest = (Number: 0L, Until: (long)FirstAddress);
        foreach (var note in Directory.Exists(notes) ? Directory.EnumerateFiles(notes) : [])
        {
            var bytes = File.ReadAllBytes(note);
            if (bytes.Length < HeadBytes + InfoBytes)
                continue;
            var info = bytes.AsSpan(HeadBytes);
            var (begin, until, number) = (BinaryPrimitives.ReadInt64LittleEndian(info[12..]), BinaryPrimitives.ReadInt64LittleEndian(info[UntilAt..]), BinaryPrimitives.ReadInt64LittleEndian(info[28..]));
            if (BinaryPrimitives.ReadInt64LittleEndian(info[4..]) == ~(begin ^ until ^ number) && number > newest.Number && until >= FirstAddress)
                newest = (number, until);
        }

        return newest.Until;
    }

    private static byte[] Read(string log, long address, int count)
    {
        var file = FileIn(log, address);
        if (!File.Exists(file))
            return [];
        using var stream = File.OpenRead(file);
        stream.Position = address % FileBytes;
        var bytes = new byte[Math.Max(0, Math.Min(count, stream.Length - stream.Position))];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static bool Blank(string log, long address)
    {
        using var stream = File.OpenWrite(FileIn(log, address));
        stream.Position = address % FileBytes;
        stream.Write(new byte[HeadBytes]);
        stream.Flush(flushToDisk: true);
        return true;
    }
}
