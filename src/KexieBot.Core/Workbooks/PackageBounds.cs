using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace KexieBot.Core.Workbooks;

/// <summary>Keeps hostile archives away from the parsers of .docx and .xlsx.</summary>
internal static class PackageBounds
{
    public const int MaxFileBytes = 20 * 1024 * 1024;
    public const string TooBig = "文件超过20MB，请删去图片或拆分后再试。";
    private const long MaxUnpackedBytes = 100L * 1024 * 1024;
    private const int MaxEntries = 2_000;

    // Real documents unpack to 5–30 times their size; repeated table rows reach about 100.
    private const long MaxRatio = 250;
    private const long RatioFreeBytes = 4L * 1024 * 1024;

    /// <summary>Null when the archive may be opened, else one Chinese sentence. Leaves the stream at its start.</summary>
    public static string? Refuse(Stream archive)
    {
        if (archive.Length > MaxFileBytes)
            return TooBig;
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            return Refuse(zip, archive.Length);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return "文件已损坏，打不开，请用Office或WPS另存一次再试。";
        }
        finally
        {
            archive.Position = 0;
        }
    }

    /// <summary>What the SDK throws on bytes that are no proper package.</summary>
    public static bool IsBroken(Exception e) =>
        e is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or IOException
            or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException
            or NotSupportedException or NullReferenceException or IndexOutOfRangeException or OverflowException;

    /// <summary>False where <paramref name="source"/> is bigger than <see cref="MaxFileBytes"/>.</summary>
    public static bool Copy(Stream source, MemoryStream target)
    {
        var buffer = new byte[81_920];
        int read;
        while ((read = source.Read(buffer, 0, buffer.Length)) > 0)
        {
            target.Write(buffer, 0, read);
            if (target.Length > MaxFileBytes)
                return false;
        }
        target.Position = 0;
        return true;
    }

    private static string? Refuse(ZipArchive zip, long packedBytes)
    {
        if (zip.Entries.Count > MaxEntries)
            return "文件内部条目过多，不像正常的办公文档，请另存一次再试。";
        long unpacked = 0;
        foreach (var entry in zip.Entries)
        {
            // Sizes in the directory can lie, so the bytes themselves are counted.
            unpacked += CountBytes(entry, MaxUnpackedBytes - unpacked);
            if (unpacked > MaxUnpackedBytes || (unpacked > RatioFreeBytes && unpacked / packedBytes > MaxRatio))
                return "文件解压后过大，不像正常的办公文档，请另存一次再试。";
        }
        return null;
    }

    private static long CountBytes(ZipArchiveEntry entry, long limit)
    {
        using var stream = entry.Open();
        var buffer = new byte[81_920];
        long total = 0;
        int read;
        while (total <= limit && (read = stream.Read(buffer, 0, buffer.Length)) > 0)
            total += read;
        return total;
    }
}
