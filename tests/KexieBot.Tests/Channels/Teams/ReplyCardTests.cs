using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Conversations;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Channels.Teams;

public sealed class ReplyCardTests
{
    /// <summary>What Adaptive Cards 1.2 knows; newer elements may stand only where a fallback does.</summary>
    private static readonly HashSet<string> Core = new(StringComparer.Ordinal)
    {
        "AdaptiveCard", "TextBlock", "Container", "FactSet", "ActionSet", "ColumnSet", "Column", "Input.Text", "Input.Number", "Action.Submit",
    };

    [Fact]
    public void A_full_card_declares_1_5_keeps_to_1_2_and_puts_a_fallback_behind_what_is_newer()
    {
        var card = new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch) { RefreshFor = "29:x" }).Draw(SampleReplies.Everything);

        ((string)card["version"]!).ShouldBe("1.5");
        var newer = Objects(card["body"]!).Where(element => (string?)element["type"] is { } type && !Core.Contains(type)).ToList();
        newer.Select(element => (string)element["type"]!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(["Action.Execute", "Chart.HorizontalBar", "Table", "TableCell", "TableRow"]);
        newer.Where(element => (string)element["type"]! is not ("TableRow" or "TableCell")).ShouldAllBe(element => element["fallback"] != null);
    }

    [Fact]
    public void Every_button_says_its_text_carries_the_nonce_and_falls_back_to_the_same_data()
    {
        var drawn = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
        var card = new ReplyCard(new CardTarget("the-nonce", drawn)).Draw(SampleReplies.Everything);

        var buttons = Objects(card).Where(element => (string?)element["type"] == "Action.Execute" && element["fallback"] is not null).ToList();
        buttons.Count.ShouldBeGreaterThan(3);
        foreach (var button in buttons)
        {
            ((string)button["verb"]!).ShouldBe("say");
            ((string)button["data"]!["nonce"]!).ShouldBe("the-nonce");
            CardAction.OfData(JsonSerializer.SerializeToElement(button["data"]))!.DrawnAt.ShouldBe(drawn);
            ((string)button["fallback"]!["type"]!).ShouldBe("Action.Submit");
            button["fallback"]!["data"]!.ToJsonString().ShouldBe(button["data"]!.ToJsonString());
        }
    }

    [Fact]
    public void A_light_is_a_dot_and_a_word()
    {
        var card = new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch)).Draw(Reply.Of("任务") with { Rows = [new ItemRow("7", "开展创新争先活动") { Light = Light.Red, Percent = 60, State = "办理中", Due = "11月20日 · 逾期3天" }] });

        var texts = Objects(card).Select(element => (string?)element["text"]).OfType<string>().ToList();
        texts.ShouldContain(text => text.Contains("**7** 开展创新争先活动", StringComparison.Ordinal));
        texts.ShouldContain("红灯 · 60% · 办理中 · 11月20日 · 逾期3天");
        Objects(card).Single(element => (string?)element["text"] == "●")["color"]!.GetValue<string>().ShouldBe("Attention");
    }

    [Fact]
    public void Inputs_have_a_label_an_error_message_and_an_id_that_no_button_uses()
    {
        var card = new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch)).Draw(SampleReplies.Everything);

        var inputs = Objects(card).Where(element => ((string?)element["type"])?.StartsWith("Input.", StringComparison.Ordinal) is true).ToList();
        inputs.Count.ShouldBe(3);
        inputs.ShouldAllBe(input => (string?)input["label"] != null && ((string)input["placeholder"]!).Contains((string)input["label"]!, StringComparison.Ordinal) && (string?)input["errorMessage"] != null && ((string)input["id"]!).StartsWith("field.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("**粗体** _斜体_", @"\*\*粗体\*\* \_斜体\_")]
    [InlineData("[点这里](https://evil.example)", @"\[点这里\](https://evil.example)")]
    [InlineData("# 标题", @"\# 标题")]
    [InlineData("- 一\n- 二", "\\- 一\n\\- 二")]
    [InlineData("1. 一", @"1\. 一")]
    [InlineData("12) 一", @"12\) 一")]
    [InlineData("完成 3.5 项", "完成 3.5 项")]
    [InlineData("a-b", "a-b")]
    [InlineData("{{DATE(2026-11-23T00:00:00Z)}}", "{\u200B{DATE(2026-11-23T00:00:00Z)}}")]
    [InlineData("<at>所有人</at>", @"\<at\>所有人\</at\>")]
    [InlineData(@"C:\盘", @"C:\\盘")]
    public void Markup_that_people_type_is_shown_as_they_typed_it(string typed, string escaped) => CardText.Escape(typed).ShouldBe(escaped);

    [Fact]
    public void Escaping_loses_nothing() =>
        Gen.Char["a中1.)-+#*_[]`~<>\\{}\n |"].Array.Select(letters => new string(letters)).Sample(text => Unescaped(CardText.Escape(text)) == text);

    [Fact]
    public void Cutting_never_splits_a_character() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[2, 20]).Sample((count, most) =>
        {
            var cut = CardText.Cut(string.Concat(Enumerable.Repeat("🔴", count)), most);
            return cut.Length <= most && !char.IsHighSurrogate(cut.Length > 1 ? cut[^2] : 'x') | cut.EndsWith("🔴", StringComparison.Ordinal);
        });

    [Fact]
    public void A_long_list_is_shown_in_pages_and_each_page_leads_to_the_next()
    {
        var reply = Reply.Of("全部任务") with { Rows = [.. Enumerable.Range(1, 30).Select(Row)], RefreshSay = "我的任务" };

        var pages = new[] { 1, 2, 3, 4 }.Select(page => new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch) { Page = page }).Draw(reply)).ToList();

        pages.Select(card => Objects(card).Count(element => (string?)element["type"] == "ColumnSet")).ShouldBe([12, 12, 6, 6]);
        pages.Select(card => Objects(card).Where(element => (string?)element["title"] == "更多").Select(more => (int?)more["data"]!["page"]).FirstOrDefault()).ShouldBe([2, 3, null, null]);
    }

    [Fact]
    public void A_later_page_refreshes_to_itself()
    {
        var reply = Reply.Of("全部任务") with { Rows = [.. Enumerable.Range(1, 30).Select(number => new ItemRow($"{number}", $"任务{number}"))], RefreshSay = "我的任务" };

        var card = new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch) { Page = 2, RefreshFor = "29:x" }).Draw(reply);

        CardAction.OfData(JsonSerializer.SerializeToElement(card["refresh"]!["action"]!["data"]))!.Page.ShouldBe(2);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(10, 1)]
    public void Every_row_shows_its_button_and_a_short_list_all_of_them(int rows, int buttons)
    {
        var reply = Reply.Of("晨报") with { Rows = [.. Enumerable.Range(1, rows).Select(number => new ItemRow($"{number}", "任务") { Choices = [new Choice("签收", $"签收 {number}"), new Choice("报进展", $"更新 {number}")] })] };

        var card = new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch)).Draw(reply);

        Objects(card).Count(element => (string?)element["type"] == "Action.Execute").ShouldBe(rows * buttons);
        Objects(card).ShouldNotContain(element => element["selectAction"] != null);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(60_000)]
    [InlineData(400_000)]
    public void A_card_stays_below_80_KB_whatever_it_is_given(int length)
    {
        var huge = new string('长', length);
        var reply = SampleReplies.Everything with { Title = huge, Lines = [huge, huge, huge], Facts = [new Fact("说明", huge)], Hint = huge, Rows = [.. Enumerable.Range(1, 200).Select(n => new ItemRow($"{n}", huge) { Due = huge[..900] })] };

        var activity = KexieBot.Channels.Teams.Conversations.ReplyActivity.Of(reply, new CardTarget("n", DateTimeOffset.UnixEpoch));

        (2 * System.Text.Json.JsonSerializer.Serialize(activity, TeamsJson.Wire.Activity).Length).ShouldBeLessThan(80 * 1024);
    }

    [Fact]
    public void A_card_refreshes_by_itself_for_its_reader_and_for_nobody_else()
    {
        var reply = Reply.Of("进展汇总") with { RefreshSay = "进展汇总" };

        new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch)).Draw(reply)["refresh"].ShouldBeNull();
        new ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch) { RefreshFor = "29:x" }).Draw(reply)["refresh"]!["userIds"]!.ToJsonString().ShouldBe("""["29:x"]""");
    }

    private static ItemRow Row(int number) => new($"{number}", $"任务{number}");

    private static string Unescaped(string text)
    {
        var plain = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u200B')
                continue;
            plain.Append(text[i] == '\\' ? text[++i] : text[i]);
        }

        return plain.ToString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject one => one.Select(member => member.Value).OfType<JsonNode>().SelectMany(Objects).Prepend(one),
        JsonArray many => many.OfType<JsonNode>().SelectMany(Objects),
        _ => [],
    };
}
