using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Documents;
using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Plans;

/// <summary>What reading a file gave: a document, or one Chinese sentence that says what is wrong and how to mend it.</summary>
public abstract record DocumentResult
{
    private DocumentResult() { }

    public sealed record Read(PlanDocument Document) : DocumentResult;

    public sealed record Refused(string Message) : DocumentResult;
}

/// <summary>
/// Reads .txt, .md, .csv, .html, .docx, .xlsx and .pdf into lines and tables.
/// The bytes decide, the name only breaks ties. Nothing is fetched and nothing is executed.
/// </summary>
public static partial class DocumentReader
{
    public const int MaxBytes = PackageBounds.MaxFileBytes;

    // Six times a 300-page plan of 1,000 characters a page.
    private const int MaxCharacters = 2_000_000;

    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase) { ".txt", ".md", ".markdown", ".csv", ".html", ".htm", ".docx", ".xlsx", ".pdf", ".doc", ".xls", ".rtf" };

    /// <summary>True for what is read by its ending, and for the old kinds that are refused with a word on how to save them anew.</summary>
    public static bool IsOfReadKind(string fileName) => Kinds.Contains(Path.GetExtension(fileName));

    /// <summary>Never throws on what the bytes hold.</summary>
    public static DocumentResult Read(byte[] bytes, string fileName)
    {
        if (bytes.Length == 0)
            return Refuse("文件是空的，请选择实施方案的原文件再试。");
        if (bytes.Length > MaxBytes)
            return Refuse(PackageBounds.TooBig);
        var result = ByContent(bytes, fileName);
        if (result is not DocumentResult.Read { Document.Blocks: var blocks })
            return result;
        if (!blocks.Any(HasWords))
            return Refuse("文件里没有读到文字，如果是图片或扫描件，请先识别成文字再试。");
        return blocks.Sum(Characters) > MaxCharacters
            ? Refuse("文件超过200万字，不像一份实施方案，请拆分后再试。")
            : new DocumentResult.Read(new PlanDocument(fileName, [.. blocks.Select(Cleaned)]));
    }

    /// <summary>Reads the stream to its end, at most <see cref="MaxBytes"/>, and leaves it open.</summary>
    public static DocumentResult Read(Stream stream, string fileName)
    {
        using var bytes = new MemoryStream();
        return PackageBounds.Copy(stream, bytes) ? Read(bytes.ToArray(), fileName) : Refuse(PackageBounds.TooBig);
    }

    internal static DocumentResult Refuse(string message) => new DocumentResult.Refused(message);

    private static DocumentResult ByContent(byte[] bytes, string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) || bytes.AsSpan().StartsWith("PK\u0005\u0006"u8))
            return PackageDocument.Read(bytes, fileName);
        if (bytes.AsSpan(0, Math.Min(1024, bytes.Length)).IndexOf("%PDF-"u8) >= 0)
            return PdfDocumentReader.Read(bytes, fileName);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return Refuse("这是旧版Office格式（.doc/.xls）或加密的文件，请另存为不加密的.docx或.xlsx再试。");
        if (extension is ".docx" or ".xlsx" or ".pdf")
            return Refuse($"文件已损坏，不是真正的{extension}文件，请重新导出后再试。");
        if (TextDecoding.Decode(bytes) is not { } text)
            return Refuse("这不是文本或办公文档，请上传.docx、.xlsx、.pdf或.txt格式的实施方案。");
        if (text.Length > MaxCharacters)
            return Refuse("文件超过200万字，不像一份实施方案，请拆分后再试。");
        if (extension is ".html" or ".htm" || LooksLikeHtml(text))
            return HtmlDocument.Read(text, fileName);
        if (text.StartsWith(@"{\rtf", StringComparison.Ordinal))
            return Refuse("这是.rtf格式，请另存为.docx或.txt再试。");
        if (extension is ".md" or ".markdown")
            text = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Text.Markdown.Plain));
        return new DocumentResult.Read(PlanDocument.FromText(fileName, text));
    }

    private static bool LooksLikeHtml(string text)
    {
        var head = text.AsSpan(0, Math.Min(500, text.Length)).TrimStart();
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("</td>", StringComparison.OrdinalIgnoreCase) || text.Contains("</p>", StringComparison.OrdinalIgnoreCase);
    }

    private static PlanBlock Cleaned(PlanBlock block) => block switch
    {
        PlanBlock.Line line => line with { Text = Cleaned(line.Text) },
        PlanBlock.Table table => table with { Rows = [.. table.Rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => cell with { Text = Cleaned(cell.Text) })] })] },
        _ => block,
    };

    private static string Cleaned(string text) => Text.Radicals.ToIdeographs(Unseen().Replace(text, ""));

    // Signs without width, which copying from a web page leaves between characters.
    [GeneratedRegex("[\u200b-\u200f\u2060\ufeff\u00ad]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unseen();

    private static long Characters(PlanBlock block) => block switch
    {
        PlanBlock.Line line => line.Text.Length,
        PlanBlock.Table table => table.Rows.Sum(row => row.Cells.Sum(cell => (long)cell.Text.Length)),
        _ => 0,
    };

    private static bool HasWords(PlanBlock block) => block switch
    {
        PlanBlock.Line line => line.Text.Any(char.IsLetterOrDigit),
        PlanBlock.Table table => table.Rows.Any(row => row.Cells.Any(cell => cell.Text.Any(char.IsLetterOrDigit))),
        _ => false,
    };
}
