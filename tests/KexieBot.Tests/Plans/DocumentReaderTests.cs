using System.IO.Compression;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using KexieBot.Core.Plans;
using KexieBot.Core.Workbooks;

namespace KexieBot.Tests.Plans;

public sealed class DocumentReaderTests
{
    private const string Plan = "云岭县科普工作要点\n1.办好活动。（责任单位：县科协、各乡镇）\n";

    static DocumentReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("GB18030", false)]
    public void A_text_file_may_have_any_encoding_of_a_chinese_office(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Plan)];

        Draft(bytes, "plan.txt").Lines().ShouldBe("1 办好活动 | 县科协 各乡镇");
    }

    [Fact]
    public void Automatic_numbers_of_a_word_document_are_read()
    {
        var draft = Draft(Docx(body =>
        {
            body.Append(Paragraph("云岭县科普工作实施方案"), Paragraph("重点任务", 1, 0));
            body.Append(Paragraph("办好活动。（责任单位：县科协）", 1, 1), Paragraph("建好阵地。（责任单位：各乡镇）", 1, 1));
            body.Append(Paragraph("强化保障", 1, 0), Paragraph("落实经费。（责任单位：县财政局）", 1, 1));
        }), "plan.docx");

        draft.Measures.Select(m => m.Label).ShouldBe(["（一）", "（二）", "（一）"]);
        draft.Measures.Select(m => m.Section).ShouldBe(["一、重点任务", "一、重点任务", "二、强化保障"]);
    }

    [Fact]
    public void Merged_cells_of_a_word_table_are_filled()
    {
        var draft = Draft(Docx(body => body.Append(new Table(
            Row("序号", "重点任务", "具体内容", "责任单位"),
            Row("1", "建组织", "新建科协五家", "县科协"),
            new TableRow(Cell("2"), Merged(), Cell("建站点"), Merged())))), "plan.docx");

        draft.Lines().ShouldBe("1 新建科协五家 | 县科协\n2 建站点 | 县科协");
        draft.Measures.ShouldAllBe(m => m.Section == "建组织");
    }

    [Fact]
    public void A_workbook_is_read_as_a_table_of_tasks()
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new WorkbookSheet("清单",
        [
            ["云岭县2026年科普任务清单"],
            ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"],
            ["1", "办好科普日活动", "县科协", "县教育局、各乡镇", "9月"],
        ])]);

        Draft(stream.ToArray(), "plan.xlsx").Lines().ShouldBe("1 办好科普日活动 | 县科协+ 县教育局- 各乡镇- | 2026-09-30");
    }

    [Fact]
    public void A_web_page_gives_its_text_and_its_table()
    {
        var draft = Draft("""
            <!DOCTYPE html><html><head><title>x</title><script>alert('责任单位：黑客')</script></head><body><nav>首页</nav>
            <h1>云岭县科普工作实施方案</h1><p>1.办好活动。<br>提前准备。（责任单位：县科协）</p>
            <table><tr><th>序号</th><th>重点任务</th><th>具体内容</th><th>责任单位</th></tr>
            <tr><td>2</td><td rowspan="2">建阵地</td><td>建站点</td><td>各乡镇</td></tr><tr><td>3</td><td>建画廊</td><td>县住建局<br>县科协</td></tr></table></body></html>
            """, "plan.html");

        draft.Lines().ShouldBe("1 办好活动 | 县科协\n2 建站点 | 各乡镇\n3 建画廊 | 县住建局 县科协");
    }

    [Fact]
    public void A_scanned_pdf_is_refused_by_that_word()
    {
        using var builder = new UglyToad.PdfPig.Writer.PdfDocumentBuilder();
        builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4);

        Refusal(builder.Build(), "plan.pdf").ShouldContain("扫描件");
    }

    [Fact]
    public void A_pdf_with_text_gives_its_lines()
    {
        using var builder = new UglyToad.PdfPig.Writer.PdfDocumentBuilder();
        var font = builder.AddStandard14Font(UglyToad.PdfPig.Fonts.Standard14Fonts.Standard14Font.Helvetica);
        var page = builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4);
        page.AddText("First line of the paper", 12, new(40, 700), font);
        page.AddText("Second line of the paper", 12, new(40, 680), font);

        DocumentReader.Read(builder.Build(), "plan.pdf").ShouldBeOfType<DocumentResult.Read>().Document.Blocks
            .ShouldBe([new PlanBlock.Line(1, "First line of the paper"), new PlanBlock.Line(2, "Second line of the paper")]);
    }

    [Fact]
    public void Radicals_from_a_text_layer_become_the_characters_they_stand_for() =>
        Reading.Of("⻘澜区科协⼯作⽅案\n（一）⽤好新媒体。（责任单位：区⼈⼒资源局、区⻋管所）").Lines().ShouldBe("1 用好新媒体 | 区人力资源局 区车管所");

    [Fact]
    public void Empty_foreign_and_broken_files_are_refused_in_one_sentence()
    {
        Refusal([], "plan.txt").ShouldBe("文件是空的，请选择实施方案的原文件再试。");
        Refusal("   \n\n"u8.ToArray(), "plan.txt").ShouldContain("没有读到文字");
        Refusal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 1, 2, 3], "plan.png").ShouldContain("不是文本");
        Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "plan.doc").ShouldContain("旧版");
        Refusal("not a zip"u8.ToArray(), "plan.docx").ShouldContain("已损坏");
        Refusal("%PDF-1.7 broken"u8.ToArray(), "plan.pdf").ShouldContain("损坏");
        Refusal(Zip(("readme.txt", "hello"u8.ToArray())), "plan.zip").ShouldContain("没有Word或Excel");
        Refusal(Zip(("word/document.xml", "<a"u8.ToArray())), "plan.docx").ShouldContain("Word文档");
        Refusal(new byte[DocumentReader.MaxBytes + 1], "plan.txt").ShouldContain("20MB");
    }

    [Fact]
    public void An_archive_that_unpacks_too_far_is_refused() =>
        Refusal(Zip(("word/document.xml", new byte[120 * 1024 * 1024])), "plan.docx").ShouldContain("解压后过大");

    [Fact]
    public void A_text_document_type_is_never_expanded()
    {
        const string bomb = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"责任单位：黑客局\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>1.办事。（&a;）</w:t></w:r></w:p></w:body></w:document>";
        var bytes = Docx(body => body.Append(Paragraph("x")));
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("word/document.xml")!.Delete();
            using var entry = zip.CreateEntry("word/document.xml").Open();
            entry.Write(Encoding.UTF8.GetBytes(bomb));
        }

        DocumentReader.Read(stream.ToArray(), "plan.docx").ShouldBeOfType<DocumentResult.Refused>();
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        var heads = Gen.OneOf("PK\u0003\u0004", "%PDF-1.4\n", "<html><table><tr><td>", "", "1.办事。（责任单位：");
        Gen.Select(heads, Gen.Byte.Array[0, 300], Gen.OneOf("a.docx", "a.xlsx", "a.pdf", "a.html", "a.txt")).Sample(
            (head, tail, name) => DocumentReader.Read([.. Encoding.UTF8.GetBytes(head), .. tail], name) switch
            {
                DocumentResult.Read read => PlanReader.Read(read.Document).Measures.Count >= 0,
                DocumentResult.Refused refused => refused.Message.EndsWith('。'),
                _ => false,
            }, iter: 300);
    }

    private static PlanDraft Draft(string text, string name) => Draft(Encoding.UTF8.GetBytes(text), name);

    private static PlanDraft Draft(byte[] bytes, string name) =>
        PlanReader.Read(DocumentReader.Read(bytes, name).ShouldBeOfType<DocumentResult.Read>().Document);

    private static string Refusal(byte[] bytes, string name) => DocumentReader.Read(bytes, name).ShouldBeOfType<DocumentResult.Refused>().Message;

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    private static byte[] Docx(Action<Body> fill)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var part = document.AddMainDocumentPart();
            part.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                new AbstractNum(Level(0, "%1、"), Level(1, "（%2）")) { AbstractNumberId = 7 },
                new NumberingInstance(new AbstractNumId { Val = 7 }) { NumberID = 1 });
            var body = new Body();
            fill(body);
            part.Document = new Document(body);
        }
        return stream.ToArray();
    }

    private static Level Level(int index, string text) => new(
        new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.ChineseCounting }, new LevelText { Val = text })
    { LevelIndex = index };

    private static Paragraph Paragraph(string text, int? number = null, int level = 0)
    {
        var paragraph = new Paragraph(new Run(new Text(text)));
        if (number is { } id)
            paragraph.ParagraphProperties = new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = id }));
        return paragraph;
    }

    private static TableRow Row(params string[] cells) => new(cells.Select((text, i) => i is 1 or 3 && text is "建组织" or "县科协" ? Cell(text, new VerticalMerge { Val = MergedCellValues.Restart }) : Cell(text)));

    private static TableCell Cell(string text, VerticalMerge? merge = null)
    {
        var cell = new TableCell(new Paragraph(new Run(new Text(text))));
        if (merge is not null)
            cell.TableCellProperties = new TableCellProperties(merge);
        return cell;
    }

    private static TableCell Merged() => Cell("", new VerticalMerge());
}
