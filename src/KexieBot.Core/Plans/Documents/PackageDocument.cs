using System.IO.Compression;
using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Plans.Documents;

/// <summary>Tells .docx from .xlsx by what the archive holds.</summary>
internal static class PackageDocument
{
    public static DocumentResult Read(byte[] bytes, string fileName)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        if (PackageBounds.Refuse(stream) is { } refusal)
            return DocumentReader.Refuse(refusal);
        if (Holds(stream, "word/"))
            return DocxDocument.Read(stream, fileName);
        return Holds(stream, "xl/")
            ? XlsxDocument.Read(stream, fileName)
            : DocumentReader.Refuse("压缩包里没有Word或Excel文档，请解压后上传其中的实施方案。");
    }

    private static bool Holds(MemoryStream stream, string folder)
    {
        stream.Position = 0;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var found = zip.Entries.Any(entry => entry.FullName.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
        stream.Position = 0;
        return found;
    }
}
