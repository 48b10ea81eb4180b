using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using KexieBot.Core.Workbooks;

namespace KexieBot.Core.Plans.Documents;

/// <summary>A Word document's paragraphs, automatic numbers written out, and its tables.</summary>
internal static class DocxDocument
{
    private const int MaxParagraphs = 100_000;

    public static DocumentResult Read(Stream stream, string fileName)
    {
        try
        {
            var settings = new OpenSettings { MaxCharactersInPart = 100 * 1024 * 1024 };
            using var document = WordprocessingDocument.Open(stream, isEditable: false, settings);
            if (document.MainDocumentPart is not { Document.Body: { } body } part)
                return DocumentReader.Refuse("Word文档里没有正文，请检查文件后再试。");
            return new DocumentResult.Read(new PlanDocument(fileName, Blocks(body, new ListNumbers(part))));
        }
        catch (Exception e) when (PackageBounds.IsBroken(e))
        {
            return DocumentReader.Refuse("Word文档已损坏，打不开，请用Word或WPS另存一次再试。");
        }
    }

    private static List<PlanBlock> Blocks(Body body, ListNumbers numbers)
    {
        var blocks = new List<PlanBlock>();
        var line = 0;
        foreach (var element in Flow(body))
        {
            if (line >= MaxParagraphs)
                break;
            if (element is Paragraph paragraph && !IsStruck(paragraph))
                foreach (var text in TextOf(paragraph, numbers).Split('\n'))
                    blocks.Add(new PlanBlock.Line(++line, text));
            else if (element is Table table)
                blocks.Add(DocxTable.Read(table, numbers, ref line));
        }
        return blocks;
    }

    // Content controls and custom XML wrap paragraphs without being any.
    private static IEnumerable<OpenXmlElement> Flow(OpenXmlElement parent)
    {
        foreach (var child in parent.ChildElements)
        {
            if (child is Paragraph or Table)
                yield return child;
            else if (child is SdtBlock { SdtContentBlock: { } content })
                foreach (var inner in Flow(content))
                    yield return inner;
            else if (child is CustomXmlBlock or InsertedRun)
                foreach (var inner in Flow(child))
                    yield return inner;
        }
    }

    public static string TextOf(Paragraph paragraph, ListNumbers numbers)
    {
        var text = new StringBuilder(numbers.Next(paragraph));
        foreach (var part in paragraph.Descendants())
        {
            if (part is DocumentFormat.OpenXml.Wordprocessing.Text { Parent: not DeletedRun } words && !IsElsewhere(part))
                text.Append(words.Text);
            else if (part is TabChar && !IsElsewhere(part) && part.Parent is Run)
                text.Append('\t');
            else if (part is Break { Type: null } or CarriageReturn)
                text.Append('\n');
            else if (part is NoBreakHyphen)
                text.Append('-');
        }
        return text.ToString();
    }

    // Text boxes keep a second copy for older readers, and what was moved stands where it went.
    private static bool IsElsewhere(OpenXmlElement part) => part.Ancestors().Any(around => around is AlternateContentFallback or MoveFromRun);

    // A paragraph that is gone with its mark once the changes are accepted has no number either.
    private static bool IsStruck(Paragraph paragraph) =>
        paragraph.ParagraphProperties?.ParagraphMarkRunProperties is { } mark && (mark.Elements<Deleted>().Any() || mark.Elements<MoveFrom>().Any())
        && !paragraph.Descendants<DocumentFormat.OpenXml.Wordprocessing.Text>().Any(words => words.Parent is not DeletedRun && !IsElsewhere(words));
}
