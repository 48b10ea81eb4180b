using CsCheck;
using KexieBot.Channels.WeCom.Callback;

namespace KexieBot.Tests.Channels.WeCom;

public sealed class WeComEventTests
{
    private const string Tap = """
        <xml><ToUserName><![CDATA[ww8a1f3c5e7b9d0246]]></ToUserName><FromUserName><![CDATA[ZhangSan]]></FromUserName><CreateTime>1767225600</CreateTime>
        <MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[progress]]></EventKey>
        <TaskId><![CDATA[m-3-2-7@20260105]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[RC]]></ResponseCode><AgentID>1000002</AgentID>
        <SelectedItems><SelectedItem><QuestionKey><![CDATA[pct]]></QuestionKey><OptionIds><OptionId><![CDATA[60]]></OptionId></OptionIds></SelectedItem></SelectedItems></xml>
        """;

    [Theory]
    [InlineData("OptionIds", "OptionId")]
    [InlineData("OpitonIds", "OpitonId")]
    [InlineData("optionids", "OPTIONID")]
    public void A_tap_is_read_however_its_options_are_spelt(string list, string item)
    {
        var xml = Tap.Replace("OptionIds>", list + ">", StringComparison.Ordinal).Replace("OptionId>", item + ">", StringComparison.Ordinal);

        var tap = WeComEvent.TryParse(xml, out var agentId).ShouldBeOfType<WeComEvent.CardTapped>();

        agentId.ShouldBe(1000002);
        tap.From.ShouldBe("zhangsan");
        (tap.Say, tap.TaskId, tap.ResponseCode).ShouldBe(("progress", "m-3-2-7@20260105", "RC"));
        tap.Selected["pct"].ShouldBe("60");
        tap.Identity.ShouldMatch("^wecom:[0-9a-f]{40}$", "it stands in keys and logs");
    }

    [Fact]
    public void Message_ids_beyond_a_double_stay_exact() =>
        WeComEvent.TryParse("<xml><FromUserName>a</FromUserName><MsgType>text</MsgType><Content>x</Content><MsgId>9223372036854775807</MsgId></xml>", out _)!.Identity.ShouldBe("wecom:9223372036854775807");

    [Theory]
    [InlineData("EventKey", "progress", "extend")]
    [InlineData("CreateTime", "1767225600", "1767225601")]
    [InlineData("TaskId", "m-3-2-7", "m-3-2-8")]
    [InlineData("ResponseCode", "[RC]", "[RD]")]
    [InlineData("FromUserName", "ZhangSan", "LiSi")]
    public void What_differs_in_anything_is_another_event(string what, string from, string to) =>
        WeComEvent.TryParse(Tap.Replace(from, to, StringComparison.Ordinal), out _)!.Identity.ShouldNotBe(WeComEvent.TryParse(Tap, out _)!.Identity, what);

    [Fact]
    public void Names_are_found_whatever_their_case() =>
        WeComEvent.TryParse("<xml><fromusername>A</fromusername><MSGTYPE>TEXT</MSGTYPE><content>你好</content><AgentId>7</AgentId><msgid>1</msgid></xml>", out var agentId)
            .ShouldBeOfType<WeComEvent.Text>().ShouldSatisfyAllConditions(t => t.Content.ShouldBe("你好"), _ => agentId.ShouldBe(7));

    [Fact]
    public void No_document_makes_the_reader_throw() =>
        Gen.String[Gen.OneOf(Gen.Char['<', '>'], Gen.Char['a', 'd'], Gen.Const('&'), Gen.Const(';'), Gen.Const('/'), Gen.Const('!'), Gen.Const('[')), 0, 80].Sample(text =>
        {
            _ = WeComEvent.TryParse(text, out _);
            _ = WeComEvent.TryParse($"<xml><MsgType>event</MsgType><Event>{text}</Event></xml>", out _);
        });
}
