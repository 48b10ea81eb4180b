using System.Globalization;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KexieBot.Core.Plans.Structure;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans.Documents;

/// <summary>The words of a web page, one block element a line, and its tables. Loads and runs nothing.</summary>
internal static class HtmlDocument
{
    private const int MaxDepth = 400;
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
        { "script", "style", "noscript", "nav", "footer", "iframe", "object", "template", "svg", "select", "button", "head" };
    private static readonly HashSet<string> Foots = new(StringComparer.OrdinalIgnoreCase) { "foot", "footer", "bottom", "copyright" };
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
        { "p", "div", "section", "article", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "td", "dd", "dt", "center", "main", "header" };

    public static DocumentResult Read(string html, string fileName)
    {
        var parsed = new HtmlParser(new HtmlParserOptions { IsScripting = false }, BrowsingContext.New(Configuration.Default)).ParseDocument(html);
        var blocks = new List<PlanBlock>();
        var line = new StringBuilder();
        if (parsed.Body is { } body)
            Walk(body, blocks, line, 0);
        Flush(blocks, line);
        return new DocumentResult.Read(new PlanDocument(fileName, blocks));
    }

    private static void Walk(INode node, List<PlanBlock> blocks, StringBuilder line, int depth)
    {
        if (depth > MaxDepth)
            return;
        var number = node is IElement { LocalName: "ol" } list && NamesTasks(list) ? 1 : (int?)null;
        foreach (var child in node.ChildNodes)
        {
            if (number is not null && child is IElement { LocalName: "li" } item)
            {
                Flush(blocks, line);
                if (!HasNumber(item))
                    line.Append(CultureInfo.InvariantCulture, $"{number}. ");
                number++;
                Walk(item, blocks, line, depth + 1);
                Flush(blocks, line);
            }
            else if (child is IText words)
                line.Append(Spaces(words.Data));
            else if (child is IElement element && !Skipped.Contains(element.LocalName) && !IsFoot(element))
                Element(element, blocks, line, depth);
        }
    }

    // Old sites close a page with <div id="foot">.
    private static bool IsFoot(IElement element) =>
        Foots.Contains(element.Id ?? "") || element.ClassList.Any(Foots.Contains);

    private static void Element(IElement element, List<PlanBlock> blocks, StringBuilder line, int depth)
    {
        if (element.LocalName == "table" && IsDataTable(element))
        {
            Flush(blocks, line);
            var rows = HtmlTable.Rows(element);
            blocks.Add(new PlanBlock.Table(blocks.Count + 1, rows));
        }
        else if (element.LocalName == "br")
        {
            Flush(blocks, line);
        }
        else
        {
            var isBlock = Blocks.Contains(element.LocalName);
            if (isBlock)
                Flush(blocks, line);
            Walk(element, blocks, line, depth + 1);
            if (isBlock)
                Flush(blocks, line);
        }
    }

    // A browser counts the items of <ol>; the path to the page is such a list too.
    private static bool NamesTasks(IElement list) =>
        list.TextContent is var text && (text.Contains("责任", StringComparison.Ordinal) || text.Contains("牵头", StringComparison.Ordinal) || text.Contains("负责", StringComparison.Ordinal));

    private static bool HasNumber(IElement item) =>
        item.Descendants<IText>().Select(words => words.Data.Trim()).FirstOrDefault(words => words.Length > 0) is { } first && HeadingMarks.AtStart(TextFolding.Fold(first)) is not null;

    // Old pages lay out whole texts in tables; those hold other tables or single cells.
    private static bool IsDataTable(IElement table) =>
        table.QuerySelector("table") is null && table.QuerySelectorAll("tr").Take(3).Any(row => row.Children.Length >= 2);

    private static void Flush(List<PlanBlock> blocks, StringBuilder line)
    {
        var text = line.ToString().Trim();
        line.Clear();
        if (text.Length > 0)
            blocks.Add(new PlanBlock.Line(blocks.Count + 1, text));
    }

    private static string Spaces(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace('\u00a0', ' ');
}
