using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using KexieBot.Core.Plans;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace KexieBot.Tests.Plans;

/// <summary>What people leave in files beside their plan: hidden columns and lists, changes not yet accepted, a web page's frame.</summary>
public sealed class OfficeFileTests
{
    [Fact]
    public void Hidden_columns_and_sheets_are_not_read_and_a_cell_that_shows_a_month_means_its_end()
    {
        var bytes = Workbook(
            ("任务", false, [["序号", "工作任务", "责任分工", "", "原完成日期", "完成时限"], ["", "", "牵头单位", "配合单位", "", ""], ["1", "建馆", "县科协", "县教育局", "46000", "46174"]]),
            ("字典", true, [["序号", "工作任务", "责任单位"], ["1", "不是任务", "县水务局"]]));

        Draft(bytes, "plan.xlsx").Lines().ShouldBe("1 建馆 | 县科协+ 县教育局- | 2026-06-30");
    }

    [Fact]
    public void Sheets_with_their_own_headers_are_all_read()
    {
        var bytes = Workbook(
            ("清单", false, [["（县委人才办  2026年3月制）", "", ""], ["序号", "任务内容", "责任单位"], ["1", "修订办法", "县委组织部"]]),
            ("项目", false, [["编号", "项目", "牵头单位"], ["1", "人才大厦", "县城投公司"], ["2", "人才社区", "县住建局"]]));

        Draft(bytes, "plan.xlsx").Lines().ShouldBe("1 修订办法 | 县委组织部\n1 人才大厦 | 县城投公司+\n2 人才社区 | 县住建局+");
    }

    [Fact]
    public void Changes_in_a_word_document_are_read_as_accepted()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new W.Document(new W.Body(
                new W.Paragraph(new W.Run(new W.Text("1.办活动。（责任单位：县科协）"))),
                new W.Paragraph(new W.ParagraphProperties(new W.ParagraphMarkRunProperties(new W.MoveFrom())), new W.MoveFromRun(new W.Run(new W.Text("2.建阵地。（责任单位：县教育局）")))),
                new W.Paragraph(new W.DeletedRun(new W.Run(new W.DeletedText("2.发补贴。（责任单位：县财政局）")))),
                new W.Paragraph(new W.InsertedRun(new W.Run(new W.Text("2.强队伍。（责任单位：县人社局）")))),
                new W.Paragraph(new W.MoveToRun(new W.Run(new W.Text("3.建阵地。（责任单位：县教育局）"))))));

        Draft(stream.ToArray(), "plan.docx").Lines().ShouldBe("1 办活动 | 县科协\n2 强队伍 | 县人社局\n3 建阵地 | 县教育局");
    }

    [Fact]
    public void A_cell_of_a_web_page_parts_names_by_lines_and_joins_a_name_that_a_line_broke() =>
        Draft("<html><body><table><tr><td>序号</td><td>项目</td><td>责任<br/>单位</td></tr><tr><td>1</td><td>建食堂</td><td><p>县民政局<br/>县市场监督<br/>管理局</p></td></tr><tr><td>2</td><td>改造楼</td><td><p>县民政局</p><p>县发展和改革局</p></td></tr></table><div id=\"foot\">主办单位：县政府办公室  承办单位：县数据局</div></body></html>", "plan.html").Lines()
            .ShouldBe("1 建食堂 | 县民政局 县市场监督管理局\n2 改造楼 | 县民政局 县发展和改革局");

    [Fact]
    public void A_blank_inside_a_name_and_an_ending_shared_by_carriers_are_understood() =>
        Reading.Of("（一）办展览。\n牵头单位：县文化 和旅游局\n配合单位：县科协，电信、移动、联通云岭分公司").Lines()
            .ShouldBe("1 办展览 | 县文化和旅游局+ 县科协- 电信云岭分公司- 移动云岭分公司- 联通云岭分公司-");

    private static PlanDraft Draft(string text, string name) => Draft(Encoding.UTF8.GetBytes(text), name);

    private static PlanDraft Draft(byte[] bytes, string name) =>
        PlanReader.Read(DocumentReader.Read(bytes, name).ShouldBeOfType<DocumentResult.Read>().Document);

    // Column E is hidden; figures are days of which the cell shows year and month.
    private static byte[] Workbook(params (string Name, bool IsHidden, string[][] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "yyyy\"年\"m\"月\"" }),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 170, ApplyNumberFormat = true }));
            var list = new Sheets();
            foreach (var (name, isHidden, rows) in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(
                    new Columns(new Column { Min = 5, Max = 5, Hidden = true, Width = 10 }),
                    new SheetData(rows.Select(row => new Row(row.Select(Cell)))));
                if (rows[0].Length == 6)
                    part.Worksheet.Append(new MergeCells(new MergeCell { Reference = "C1:D1" }, new MergeCell { Reference = "A1:A2" }, new MergeCell { Reference = "B1:B2" }, new MergeCell { Reference = "E1:E2" }, new MergeCell { Reference = "F1:F2" }));
                list.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)list.ChildElements.Count + 1, Name = name, State = isHidden ? SheetStateValues.Hidden : SheetStateValues.Visible });
            }
            book.Workbook = new Workbook(list);
        }
        return stream.ToArray();
    }

    private static Cell Cell(string text) => text.Length == 5 && text.All(char.IsAsciiDigit)
        ? new Cell { CellValue = new CellValue(text), StyleIndex = 1 }
        : new Cell { InlineString = new InlineString(new Text(text)), DataType = CellValues.InlineString };
}
