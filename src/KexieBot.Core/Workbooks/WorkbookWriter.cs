using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KexieBot.Core.Workbooks;

/// <summary>
/// Writes sheets as .xlsx: first row bold, frozen and with filters, columns as wide as their text.
/// Text is an inline string, so what begins with "=" stays text; what is no number or day in a column of such stays text too.
/// </summary>
public static class WorkbookWriter
{
    private const int MaxCellCharacters = 32_767; // Excel's own limit
    private const uint HeaderStyle = 1;
    private const uint BodyStyle = 2;
    private const uint NumberStyle = 3;
    private const uint DayStyle = 4;
    private const uint MomentStyle = 5;
    private const uint DayFormat = 164; // the first number that is free for formats of one's own
    private const uint MomentFormat = 165;

    /// <summary>The stream must be readable, writable and seekable; it is left open at its end.</summary>
    public static void Write(Stream stream, IReadOnlyList<WorkbookSheet> sheets)
    {
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var part = document.AddWorkbookPart();
            part.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var list = new Sheets();
            uint id = 0;
            foreach (var sheet in sheets)
            {
                var worksheet = part.AddNewPart<WorksheetPart>();
                worksheet.Worksheet = Sheet(sheet);
                list.Append(new Sheet { Id = part.GetIdOfPart(worksheet), SheetId = ++id, Name = SheetName(sheet.Name, id) });
            }
            part.Workbook = new Workbook(list);
        }
        stream.Seek(0, SeekOrigin.End);
    }

    private static Worksheet Sheet(WorkbookSheet sheet)
    {
        var frozen = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        var data = new SheetData();
        for (var i = 0; i < sheet.Rows.Count; i++)
            data.Append(new Row(sheet.Rows[i].Select((text, column) => i == 0 ? TextCell(text, HeaderStyle) : CellOf(text, sheet.Kinds.ElementAtOrDefault(column)))) { RowIndex = (uint)i + 1 });
        var worksheet = new Worksheet(new SheetViews(new SheetView(frozen) { WorkbookViewId = 0 }));
        if (ColumnWidths(sheet.Rows) is { HasChildren: true } columns)
            worksheet.Append(columns);
        worksheet.Append(data);
        if (sheet.Rows.Count > 1)
            worksheet.Append(new AutoFilter { Reference = $"A1:{ColumnName(sheet.Rows[0].Count)}{sheet.Rows.Count.ToString(CultureInfo.InvariantCulture)}" });
        return worksheet;
    }

    private static Cell CellOf(string text, CellKind kind) => kind switch
    {
        CellKind.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => NumberCell(number, NumberStyle),
        CellKind.Day when DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => NumberCell(day.ToOADate(), DayStyle),
        CellKind.Moment when DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) => NumberCell(moment.ToOADate(), MomentStyle),
        _ => TextCell(text, BodyStyle),
    };

    private static Cell NumberCell(double number, uint style) => new(new CellValue(number)) { StyleIndex = style };

    // 1 is A, 27 is AA.
    private static string ColumnName(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : ColumnName((column - 1) / 26) + ColumnName(((column - 1) % 26) + 1);

    private static Cell TextCell(string text, uint style) =>
        new(new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    private static Columns ColumnWidths(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = new Columns();
        var count = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        for (var i = 0; i < count; i++)
        {
            var width = rows.Where(row => i < row.Count).Max(row => Width(row[i]));
            columns.Append(new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = Math.Clamp(width + 2, 8, 60), CustomWidth = true });
        }
        return columns;
    }

    private static int Width(string text) => text.Sum(c => c < 0x2E80 ? 1 : 2);

    // Control characters and lone surrogates may not stand in XML.
    private static string Clean(string text)
    {
        if (text.Length > MaxCellCharacters)
            text = text[..MaxCellCharacters];
        var valid = true;
        for (var i = 0; i < text.Length && valid; i++)
            valid = !char.IsSurrogate(text[i]) && System.Xml.XmlConvert.IsXmlChar(text[i]);
        return valid ? text : string.Concat(text.EnumerateRunes()
            .Where(rune => rune.Value != 0xFFFD && (rune.Value > 0xFFFF || System.Xml.XmlConvert.IsXmlChar((char)rune.Value))));
    }

    private static string SheetName(string name, uint id)
    {
        var allowed = string.Concat(Clean(name).Where(c => !"[]:*?/\\".Contains(c, StringComparison.Ordinal)));
        if (allowed.Length > 31)
            allowed = allowed[..31];
        return allowed.Length == 0 ? $"表{id}" : allowed;
    }

    private static Stylesheet Styles()
    {
        var wrap = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top };
        return new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" }, new NumberingFormat { NumberFormatId = MomentFormat, FormatCode = "yyyy-mm-dd hh:mm" }),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat((Alignment)wrap.CloneNode(true)) { FontId = 1, ApplyFont = true, ApplyAlignment = true },
                new CellFormat(wrap) { ApplyAlignment = true, NumberFormatId = 49, ApplyNumberFormat = true },
                Formatted(1),
                Formatted(DayFormat),
                Formatted(MomentFormat)));

        CellFormat Formatted(uint format) => new((Alignment)wrap.CloneNode(true)) { ApplyAlignment = true, NumberFormatId = format, ApplyNumberFormat = true };
    }
}
