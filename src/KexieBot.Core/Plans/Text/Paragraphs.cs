using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Structure;

namespace KexieBot.Core.Plans.Text;

/// <summary>Turns the lines of a document into clean paragraphs: noise out, hard breaks and stray spaces mended.</summary>
internal static partial class Paragraphs
{
    // Below this share of spaced-out lines the spaces are the author's own.
    private const double OcrShare = 0.2;

    public static (IReadOnlyList<Paragraph> Items, bool OcrSpaced) From(IReadOnlyList<PlanBlock.Line> lines, ReadingTime time)
    {
        lines = TreeOutline.Find(lines);
        var kept = Kept(Markdown.IsMarkdown(lines) ? [.. lines.Select(line => line with { Text = Markdown.Plain(line.Text) })] : lines, time);
        var ocr = IsOcrSpaced(kept);
        if (ocr)
            kept = [.. kept.Select(p => p with { Text = SpaceInChinese().Replace(p.Text, "") })];
        return (SpokenLists.Split(LineJoining.Join(kept)), ocr);
    }

    private static List<Paragraph> Kept(IReadOnlyList<PlanBlock.Line> lines, ReadingTime time)
    {
        var kept = new List<Paragraph>(lines.Count);
        var edges = PageEdges.Find(lines);
        var pageTurned = false;
        foreach (var line in lines)
        {
            time.Demand();
            if (edges.Contains(line.Number) || NoiseLines.IsNoise(line.Text))
            {
                // A page turn is no paragraph break: drop the blank lines around it too.
                pageTurned |= edges.Contains(line.Number) || NoiseLines.IsPageMark(line.Text) || NoiseLines.IsWatermark(line.Text);
                if (pageTurned)
                    while (kept.Count > 0 && kept[^1].Text.Length == 0)
                        kept.RemoveAt(kept.Count - 1);
                continue;
            }
            var text = GapMarks.Replace(line.Text.Trim().Trim('\ufeff', '\u200b'));
            text = SpacedLabel().Replace(text, label => label.Value.Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal));
            text = LabelInBrackets().Replace(LabelWithoutColon().Replace(text, "$1："), "$1：");
            text = Keycap().Replace(text, "$1. ");
            if (text.Length == 0 && pageTurned)
                continue;
            pageTurned = false;
            if (text.Length > 0 && text[^1] == Marks.Cut && kept.Count > 0)
            {
                kept.Add(new Paragraph(line.Number, text, line.Depth));
                if (!HeadingsFollow(lines, line.Number))
                    break;
                kept[^1] = new Paragraph(line.Number, text[..^1] + Marks.Gap);
                continue;
            }
            kept.Add(new Paragraph(line.Number, text, line.Depth));
        }
        return kept;
    }

    private static bool HeadingsFollow(IReadOnlyList<PlanBlock.Line> lines, int after) =>
        lines.Where(line => line.Number > after).Count(line => HeadingMarks.AtStart(TextFolding.Fold(line.Text.Trim())) is not null) > 2;

    private static bool IsOcrSpaced(List<Paragraph> lines)
    {
        var filled = lines.Count(p => p.Text.Length > 4);
        return filled > 0 && lines.Count(p => SpacedOut().IsMatch(p.Text)) > filled * OcrShare;
    }

    // 1️⃣ 主场搭建: messages number with the keys of a telephone.
    [GeneratedRegex(@"^([0-9]{1,2})\ufe0f?\u20e3\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keycap();

    private const string UnitLabel = "(?:牵头|责任|配合|成员|主责|协同|协作|负责|参与|协办|主办|承办|落实)(?:单位|部门)";

    // 责 任 单 位：
    [GeneratedRegex(@"(?:责[ \u3000]+任|牵[ \u3000]+头|配[ \u3000]+合|完[ \u3000]+成)[ \u3000]+(?:单[ \u3000]+位|部[ \u3000]+门|时[ \u3000]+限|时[ \u3000]+间)(?=[ \u3000]*[：:])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpacedLabel();

    [GeneratedRegex("^(" + UnitLabel + @"|完成(?:时限|时间|期限)|时限要求|时间节点)[ \u3000]+(?=[^\s：:])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelWithoutColon();

    // 【责任单位】区科协
    [GeneratedRegex(@"[【\[〔]\s*(" + UnitLabel + @"|(?:完成|办理|整改)(?:时限|时间|期限)|时限要求)\s*[】\]〕]\s*[:：]?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelInBrackets();

    [GeneratedRegex(@"(?:[\u4e00-\u9fff] ){4}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpacedOut();

    [GeneratedRegex(@"(?<=[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef﹕\d“”])[ \u3000]+(?=[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef﹕(\[“”])|(?<=[(\[])[ \u3000]+|[ \u3000]+(?=[)\]:,;])|(?<=[:,;])[ \u3000]+|(?<=\d) (?=\d)|(?<=[\u4e00-\u9fff])[ \u3000]+(?=\d)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpaceInChinese();
}
