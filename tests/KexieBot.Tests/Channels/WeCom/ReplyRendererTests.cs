using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using KexieBot.Channels.WeCom;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Cards;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support.WeCom;
using Microsoft.Extensions.Options;

namespace KexieBot.Tests.Channels.WeCom;

public sealed class ReplyRendererTests
{
    private const string Hanzi = "科协任务台账进展，。！\n<[*`#> aZ9{}\"\\%$𠮷🎉";

    private static readonly Gen<string> Text = Gen.Int[0, 60].SelectMany(n => Any(Hanzi.EnumerateRunes().Select(r => r.ToString()).ToArray()).Array[n]).Select(string.Concat);

    private static readonly Gen<string> Long = Gen.Int[0, 3000].SelectMany(n => Any(Hanzi.EnumerateRunes().Select(r => r.ToString()).ToArray()).Array[n]).Select(string.Concat);

    private static readonly Gen<Choice> Choices = Gen.Select(Text, Text, (label, say) => new Choice(label, say));

    private static readonly Gen<FormField> Fields = Gen.Select(Gen.Int[0, 99], Gen.Enum<FieldKind>(), Gen.Bool, (n, kind, required) =>
        new FormField("f" + n, "字段", kind) { IsRequired = required, Min = kind == FieldKind.Number ? 0 : null, Max = kind == FieldKind.Number ? 100 : null });

    private static readonly Gen<Reply> Replies = Gen.Select(
        Gen.Select(Text, Long, Gen.Select(Text, Text, (a, b) => new Fact(a, b)).Array[0, 8]),
        Gen.Select(Text, Text, Gen.Enum<Light>(), (a, b, light) => new ItemRow("7", a) { Due = b, Light = light, Percent = 40 }).Array[0, 12],
        Choices.Array[0, 8],
        Gen.Select(Text, Text, Fields.Array[0, 5]),
        Gen.Bool,
        (texts, rows, choices, form, hasForm) => new Reply
        {
            Title = texts.Item1,
            Lines = [texts.Item2],
            Facts = texts.Item3,
            Rows = rows,
            Choices = choices,
            Form = hasForm ? new ReplyForm(form.Item1, form.Item2, [.. form.Item3.DistinctBy(f => f.Name)]) : null,
        });

    [Fact]
    public void Whatever_the_bot_says_the_platform_takes() =>
        Gen.Select(Replies, Any("", "https://ledger.example.gov.cn/"), Gen.Bool).Sample((reply, url, isPlain) =>
        {
            foreach (var part in Render(reply, url, isPlain))
                Breach(part).ShouldBe(0, part.ToString());
        });

    [Fact]
    public void The_rules_agree_with_the_stand_ins() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, 12], Gen.Int[0, 130], Any("text_notice", "button_interaction", "multiple_interaction", "vote")).Sample((buttons, options, length, type) =>
        {
            var selection = new WeComSelection(buttons == 3 ? "" : "q", "进度", [.. Enumerable.Range(0, options).Select(i => new WeComOption(i == 11 ? "" : "o" + i, "文"))]);
            var card = new WeComCard(type)
            {
                TaskId = length == 0 ? null : new string(length == 77 ? '中' : 'a', length),
                MainTitle = new WeComMainTitle(buttons == 7 ? "" : "题"),
                HorizontalContentList = [.. Enumerable.Range(0, buttons).Select(i => new WeComHorizontal(i == 5 ? "" : "名", "值"))],
                CardAction = options == 4 ? null : new WeComCardAction(1, options == 6 ? null : "https://a.example"),
                ButtonList = [.. Enumerable.Range(0, buttons).Select(i => new WeComButton(i == 4 ? "" : "按", 1, length == 9 ? "same" : "k" + i))],
                ButtonSelection = options % 2 == 0 ? null : selection,
                SelectList = [.. Enumerable.Repeat(0, buttons / 2).Select((_, i) => selection with { QuestionKey = selection.QuestionKey + i })],
                SubmitButton = options == 9 ? null : new WeComSubmit(options == 10 ? "" : "交", "k"),
            };
            var theirs = FakeWeComMessages.CheckCard(Json(card), isReplacement: false);
            (WeComCardRules.FirstBreach(card) == 0).ShouldBe(theirs == 0, $"ours {WeComCardRules.FirstBreach(card)}, theirs {theirs}");
        });

    [Fact]
    public void A_split_text_is_whole_again_and_every_part_fits() =>
        Gen.Select(Long, Gen.Int[8, 300]).Sample((text, max) =>
        {
            var parts = WeComText.Split(text, max);
            return string.Concat(parts) == text && parts.All(p => p.Length > 0 && Encoding.UTF8.GetByteCount(p) <= max);
        });

    [Fact]
    public void A_text_is_cut_at_a_line_or_sentence_end()
    {
        var text = string.Concat(Enumerable.Range(1, 60).Select(i => $"第{i}条进展顺利，已经完成初评并报办公室审核。"));

        WeComText.Split(text).SkipLast(1).ShouldAllBe(p => p.EndsWith('。'));
    }

    [Fact]
    public void A_nudge_is_one_card_with_its_buttons()
    {
        var parts = Render(new Reply
        {
            Title = "第7条 还有3天到期",
            Rows = [new ItemRow("7", "院士专家工作站建设") { Unit = "区科协", Light = Light.Yellow, Percent = 40, State = "办理中", Due = "12月31日 · 还有3天" }],
            Choices = [new Choice("签收", "签收 7") { IsPrimary = true }, new Choice("我要申请延期到年底以后", "延期 7")],
        });

        var card = parts.ShouldHaveSingleItem().ShouldBeOfType<WeComPart.Card>().Content;
        card.CardType.ShouldBe("button_interaction");
        card.ButtonList!.Select(b => (b.Text, b.Key)).ShouldBe([("签收", "签收 7"), ("我要申请延期到年底…", "延期 7")]);
        card.HorizontalContentList!.Select(h => h.Value).ShouldBe(["区科协", "黄灯 · 40% · 办理中", "12月31日 · 还有3天"]);
        card.SubTitleText.ShouldBe("7 院士专家工作站建设");
    }

    [Fact]
    public void A_percent_is_a_drop_down_and_its_text_is_asked_for_in_the_next_message()
    {
        var form = new ReplyForm("更新 7", "报送", [new FormField("percent", "完成百分比", FieldKind.Number) { IsRequired = true, Min = 0, Max = 100, Value = "45" }, new FormField("note", "目前进展", FieldKind.Paragraph)]);

        var part = Render(new Reply { Title = "报进展：第7条", Form = form, Choices = [new Choice("我的任务", "我的任务")] }).ShouldHaveSingleItem().ShouldBeOfType<WeComPart.Card>();

        part.FormSay.ShouldBe("更新 7");
        part.Content.ButtonList!.Select(b => b.Key).ShouldBe(["更新 7", "我的任务"]);
        part.Content.SubTitleText!.ShouldContain("随后直接发一条消息");
    }

    [Theory]
    [InlineData("45", "20,30,40,45,50,60,70,80,90,100")]
    [InlineData("0", "0,10,20,30,40,50,60,70,80,100")]
    [InlineData("5", "5,10,20,30,40,50,60,70,80,100")]
    [InlineData("60", "10,20,30,40,50,60,70,80,90,100")]
    [InlineData("100", "10,20,30,40,50,60,70,80,90,100")]
    public void Sending_a_percent_without_choosing_one_changes_nothing(string current, string offered)
    {
        var form = new ReplyForm("更新 7", "报送", [new FormField("percent", "完成百分比", FieldKind.Number) { IsRequired = true, Min = 0, Max = 100, Value = current }]);

        var selection = Render(new Reply { Title = "报进展：第7条", Form = form }).ShouldHaveSingleItem().ShouldBeOfType<WeComPart.Card>().Content.ButtonSelection!;

        selection.SelectedId.ShouldBe(current);
        string.Join(',', selection.OptionList.Select(o => o.Id)).ShouldBe(offered);
    }

    [Fact]
    public void Two_choices_of_a_form_need_the_card_that_has_nothing_else()
    {
        var form = new ReplyForm("申请办结 7", "提交", [new FormField("a", "验收评分", FieldKind.Number) { Min = 1, Max = 5 }, new FormField("b", "归档份数", FieldKind.Number) { Min = 0, Max = 9 }]);

        var card = Render(new Reply { Title = "申请办结", Form = form }).ShouldHaveSingleItem().ShouldBeOfType<WeComPart.Card>().Content;

        card.CardType.ShouldBe("multiple_interaction");
        card.SubmitButton.ShouldBe(new WeComSubmit("提交", "申请办结 7"));
        card.SelectList!.Count.ShouldBe(2);
    }

    [Fact]
    public void A_form_that_needs_words_is_asked_for_in_words()
    {
        var form = new ReplyForm("退回 7", "退回", [new FormField("reason", "退回原因", FieldKind.Paragraph) { IsRequired = true }]);

        Render(new Reply { Title = "退回第7条", Form = form }).ShouldHaveSingleItem().ShouldBe(new WeComPart.Text("退回第7条\n请直接回复：退回 7（写明退回原因）"));
    }

    [Fact]
    public void A_notice_leads_to_the_ledger_where_there_is_one()
    {
        var reply = new Reply { Title = "进展汇总", Facts = [new Fact("已办结", "12 项"), new Fact("逾期", "1 项")] };

        Render(reply, "https://ledger.example.gov.cn/").ShouldHaveSingleItem().ShouldBeOfType<WeComPart.Card>().Content.CardType.ShouldBe("text_notice");
        Render(reply).ShouldHaveSingleItem().ShouldBe(new WeComPart.Markdown("**进展汇总**\n> 已办结：12 项\n> 逾期：1 项"));
        Render(reply, isPlain: true).ShouldHaveSingleItem().ShouldBe(new WeComPart.Text("进展汇总\n已办结：12 项\n逾期：1 项"));
    }

    [Fact]
    public void What_people_typed_becomes_no_markup()
    {
        var reply = new Reply { Title = "<a href=\"http://evil.example\">点</a>", Lines = ["[点](http://evil.example) <font color=\"info\">绿</font> **粗**", "# 大"], Facts = [new Fact("说明", "> 引")] };

        var markdown = Render(reply).ShouldHaveSingleItem().ShouldBeOfType<WeComPart.Markdown>().Content;
        var text = Render(reply, isPlain: true).ShouldHaveSingleItem().ShouldBeOfType<WeComPart.Text>().Content;

        markdown.ShouldNotContain("<");
        markdown.ShouldNotContain("[");
        markdown.Replace("**＜", "＜", StringComparison.Ordinal).ShouldContain("＊＊粗＊＊");
        text.ShouldNotContain("<a");
        text.ShouldNotContain("</a");
    }

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IReadOnlyList<WeComPart> Render(Reply reply, string url = "", bool isPlain = false) =>
        new ReplyRenderer(Options.Create(new WeComOptions { LedgerUrl = url, PlainTextOnly = isPlain })).Render(reply);

    private static int Breach(WeComPart part)
    {
        var request = part switch
        {
            WeComPart.Text text => new SendRequest("lisi", "text", 1) { Text = new SendContent(text.Content) },
            WeComPart.Markdown markdown => new SendRequest("lisi", "markdown", 1) { Markdown = new SendContent(markdown.Content) },
            WeComPart.Card card => new SendRequest("lisi", "template_card", 1) { TemplateCard = card.Content with { TaskId = "t_0" } },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return FakeWeComMessages.Check(Json(request), 1, hasCallback: true);
    }

    private static JsonObject Json(SendRequest request) => JsonNode.Parse(WeComJson.Write(request))!.AsObject();

    private static JsonObject Json(WeComCard card) => Json(new SendRequest("u", "template_card", 1) { TemplateCard = card })["template_card"]!.AsObject();
}
