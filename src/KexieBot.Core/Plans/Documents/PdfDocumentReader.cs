using System.Diagnostics;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace KexieBot.Core.Plans.Documents;

/// <summary>The text layer of a PDF, line by line.</summary>
internal static class PdfDocumentReader
{
    private const int MaxPages = 1_000;
    private const int FewestCharactersAPage = 8;

    // 300 pages take about two seconds; a file that needs longer than this was made to.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static DocumentResult Read(byte[] bytes, string fileName)
    {
        try
        {
            using var pdf = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true });
            if (pdf.NumberOfPages > MaxPages)
                return DocumentReader.Refuse("PDF超过1000页，请拆分后再试。");
            var blocks = new List<PlanBlock>();
            var (characters, number) = (0, 0);
            PdfColumns? open = null;
            var started = Stopwatch.GetTimestamp();
            foreach (var page in pdf.GetPages())
            {
                if (Stopwatch.GetElapsedTime(started) > Longest)
                    return DocumentReader.Refuse("PDF内容异常，一分钟内没有读完，请换用Word原文。");
                foreach (var (line, table) in PdfLines.Of(page, ref open))
                {
                    characters += line.Length + table.Sum(row => row.Sum(cell => cell.Text.Length));
                    number += Math.Max(1, table.Count);
                    if (table.Count > 0)
                        AddTable(blocks, number - table.Count + 1, table);
                    else
                        blocks.Add(new PlanBlock.Line(number, line));
                }
            }
            return characters < FewestCharactersAPage * Math.Max(1, pdf.NumberOfPages)
                ? DocumentReader.Refuse("这份PDF是扫描件，没有文字，请先识别成文字，或换用Word原文。")
                : new DocumentResult.Read(new PlanDocument(fileName, blocks));
        }
        catch (PdfDocumentEncryptedException)
        {
            return DocumentReader.Refuse("这份PDF加了密码，请去掉密码后再试。");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library throws many kinds on broken files, and none of them tells the user more than this.
            return DocumentReader.Refuse("PDF文件已损坏，打不开，请重新导出后再试。");
        }
    }

    // A table that goes on over the page is one table; what stands between its parts is the page's number.
    private static void AddTable(List<PlanBlock> blocks, int number, IReadOnlyList<IReadOnlyList<PlanCell>> rows)
    {
        var numbered = rows.Select((cells, i) => new PlanRow(number + i, cells)).ToList();
        var last = blocks.FindLastIndex(block => block is not PlanBlock.Line line || !Text.NoiseLines.IsPageMark(line.Text));
        if (last >= 0 && blocks[last] is PlanBlock.Table above && above.Rows[^1].Cells.Count == rows[0].Count)
            blocks[last] = above with { Rows = [.. above.Rows, .. numbered] };
        else
            blocks.Add(new PlanBlock.Table(number, numbered));
    }
}
