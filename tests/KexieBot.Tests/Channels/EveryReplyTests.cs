using System.Text.Json;
using System.Text.Json.Nodes;
using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Conversations;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Channels.WeCom;
using KexieBot.Channels.WeCom.Api;
using KexieBot.Channels.WeCom.Cards;
using KexieBot.Core.Chat;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using KexieBot.Tests.Support.WeCom;
using Microsoft.Extensions.Options;

namespace KexieBot.Tests.Channels;

/// <summary>All that the bot says when every command's examples are said to it, and all messages that these cause, drawn by both channels and held to their rules.</summary>
public sealed class EveryReplyTests(StoreServers stores)
{
    /// <summary>What somebody may type to make a card show something else than what they typed.</summary>
    private const string Markup = "**粗** [点](http://evil.example) <at>所有人</at> {{DATE(2026-01-01T00:00:00Z)}} `x` <a href=\"http://evil.example\">点</a> <font color=\"info\">绿</font>";

    /// <summary>Adaptive Cards 1.2, the most that phones promise.</summary>
    private static readonly HashSet<string> Core = new(StringComparer.Ordinal)
    {
        "AdaptiveCard", "TextBlock", "Container", "FactSet", "ActionSet", "ColumnSet", "Column", "Input.Text", "Input.Number", "Action.Submit",
    };

    [Fact]
    public async Task Every_card_for_Teams_keeps_the_rules()
    {
        var replies = await CollectAsync();

        foreach (var reply in replies)
        {
            var activity = ReplyActivity.Of(reply, new CardTarget("n", DateTimeOffset.UnixEpoch) { RefreshFor = "29:x", Said = "我的任务" });
            var card = JsonNode.Parse(activity.Attachments![0].Content!.Value.GetRawText())!.AsObject();
            (2 * JsonSerializer.Serialize(activity, TeamsJson.Wire.Activity).Length).ShouldBeLessThan(80 * 1024);
            string.Join("; ", Faults(card)).ShouldBeEmpty($"{reply.Title}\n{card}");
        }
    }

    [Fact]
    public async Task Every_card_for_Teams_passes_Microsofts_parser_and_its_types()
    {
        TeamsClients.Module("@microsoft/teams.cards");
        var cards = new JsonArray([.. (await CollectAsync()).Select(reply => new KexieBot.Channels.Teams.Cards.ReplyCard(new CardTarget("n", DateTimeOffset.UnixEpoch) { RefreshFor = "29:x" }).Draw(reply))]);
        var file = Path.Combine(Directory.CreateTempSubdirectory("kexie-tests-").FullName, "cards.json");
        await File.WriteAllTextAsync(file, cards.ToJsonString(), TestContext.Current.CancellationToken);

        (await NodeScript.RunAsync("cards.cjs", file)).Trim().ShouldBe("[]");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("https://ledger.example.gov.cn/", false)]
    [InlineData("", true)]
    public async Task Every_message_for_WeCom_keeps_the_rules(string ledgerUrl, bool isPlain)
    {
        var renderer = new ReplyRenderer(Options.Create(new WeComOptions { LedgerUrl = ledgerUrl, PlainTextOnly = isPlain }));

        foreach (var reply in await CollectAsync())
        {
            var parts = renderer.Render(reply);
            parts.ShouldNotBeEmpty();
            foreach (var part in parts)
            {
                FakeWeComMessages.Check(JsonNode.Parse(WeComJson.Write(RequestOf(part)))!.AsObject(), 1, hasCallback: true).ShouldBe(0, part.ToString());
                (part is WeComPart.Text { Content: var text } && text.Contains("<a", StringComparison.OrdinalIgnoreCase)).ShouldBeFalse(part.ToString());
                (part is WeComPart.Markdown { Content: var markdown } && (markdown.Contains('[', StringComparison.Ordinal) || markdown.Contains("<a", StringComparison.OrdinalIgnoreCase))).ShouldBeFalse(part.ToString());
                if (part is WeComPart.Card { Content: var card })
                    string.Join("; ", Faults(card)).ShouldBeEmpty(part.ToString());
            }
        }
    }

    // Advice of the platform (建议不超过N个字): the client cuts what is longer.
    private static IEnumerable<string> Faults(WeComCard card)
    {
        if (card.MainTitle?.Title?.Length > 36)
            yield return "title";
        if (card.MainTitle?.Desc?.Length > 160 || card.SubTitleText?.Length > 160)
            yield return "sub title";
        if (card.HorizontalContentList?.Any(line => line.Keyname.Length > 5 || line.Value.Length > 30) is true)
            yield return "line";
        if (card.ButtonList?.Any(button => button.Text.Length > 10) is true || card.SubmitButton?.Text.Length > 10)
            yield return "button";
        if ((card.SelectList ?? []).Append(card.ButtonSelection).OfType<WeComSelection>().SelectMany(selection => selection.OptionList).Any(option => option.Text.Length > 16))
            yield return "option";
    }

    private static IEnumerable<string> Faults(JsonObject card)
    {
        if ((string?)card["version"] != "1.5")
            yield return "version";
        foreach (var name in new[] { "speak", "fallbackText" })
        {
            if ((string?)card[name] is not { Length: > 0 } words || words.AsSpan().ContainsAny('<', '>'))
                yield return name;
        }

        foreach (var part in Objects(card["body"]))
        {
            var type = (string?)part["type"] ?? "";
            if (type.Length > 0 && !Core.Contains(type) && type is not ("TableRow" or "TableCell") && part["fallback"] is null)
                yield return $"{type} without fallback";
            if (type == "Image" && part["altText"] is null)
                yield return "picture without words";
            if (type == "TextBlock" && (bool?)part["wrap"] is not true && ((string)part["text"]!).Length > 1)
                yield return $"a line that is cut off: {part["text"]}";
            if (type is "TextBlock" && IsMarkup((string)part["text"]!) || type.Length == 0 && part["value"] is JsonValue value && value.TryGetValue<string>(out var fact) && part["title"] is not null && part["data"] is null && IsMarkup(fact))
                yield return $"markup: {part}";
            if (type.StartsWith("Input.", StringComparison.Ordinal) && (part["label"] is null || part["errorMessage"] is null || !((string)part["id"]!).StartsWith("field.", StringComparison.Ordinal)))
                yield return "an input without label or message";
            if (type == "ActionSet" && part["actions"]!.AsArray().Count is 0 or > 6)
                yield return "buttons";
            if (type == "Action.Execute" && ((string?)part["title"] is not { Length: > 0 and <= 40 } || (string?)part["data"]?["say"] is not { Length: > 0 }))
                yield return $"button {part["title"]}";
            if (type.StartsWith("Chart.", StringComparison.Ordinal) && (string?)part["title"] is not { Length: > 0 })
                yield return "a chart without a name";
        }
    }

    // Left unescaped each of these would be drawn as something else.
    private static bool IsMarkup(string text) => text.Contains("](", StringComparison.Ordinal) && !text.Contains(@"\](", StringComparison.Ordinal)
        || text.Contains("{{", StringComparison.Ordinal) || text.Contains("<at", StringComparison.Ordinal) && !text.Contains(@"\<at", StringComparison.Ordinal) || text.Contains(" **粗", StringComparison.Ordinal);

    private static SendRequest RequestOf(WeComPart part) => part switch
    {
        WeComPart.Text text => new SendRequest("lisi", "text", 1) { Text = new SendContent(text.Content) },
        WeComPart.Markdown markdown => new SendRequest("lisi", "markdown", 1) { Markdown = new SendContent(markdown.Content) },
        WeComPart.Card card => new SendRequest("lisi", "template_card", 1) { TemplateCard = card.Content with { TaskId = "t_0" } },
        WeComPart.File => new SendRequest("lisi", "file", 1) { File = new SendFile("media-1") },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject part => part.SelectMany(property => Objects(property.Value)).Prepend(part),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    /// <summary>As liaisons (one of them in English), the office and a leader: each command's examples, what the buttons of the answers say, texts full of markup, and the morning.</summary>
    private async Task<IReadOnlyList<Reply>> CollectAsync()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        var replies = new List<Reply>();
        var commands = district.Get<CommandRegistry>().Commands;
        foreach (var person in new[] { "keji", "ann", "office", "leader", "jiedao" })
        {
            foreach (var help in commands.SelectMany(command => command.Help))
                await SayAsync(person, (person == "ann" ? Language.English : Language.Chinese).Say(help.Example));
        }

        foreach (var (person, text) in new[]
        {
            ("keji", $"更新 8 50% {Markup}"), ("keji", $"第8条卡住了，{Markup}"), ("keji", $"申请延期 8 到2027年3月31日，原因：{Markup}"), ("office", $"批示第8条：{Markup}"), ("office", "第8条"), ("leader", "第8条"),
            ("keji", $"申请办结 8 {Markup}"), ("office", $"退回区科技局第8条，{Markup}"), ("office", "历史 8"), ("leader", "有什么困难"), ("keji", Markup), ("keji", new string('长', 3900) + "第8条"),
            ("keji", $"更新 8 60% {new string('很', 3900)}"), ("office", "第8条"), ("leader", "全区进展汇总"), ("office", $"第7条改名为{Markup}"),
        })
        {
            await SayAsync(person, text);
        }

        replies.AddRange((await district.WaitingAsync()).Select(entry => entry.Content));
        replies.AddRange(Enum.GetValues<ChartKind>().Select(kind => SampleReplies.Everything with { Chart = SampleReplies.Everything.Chart! with { Kind = kind } }));
        replies.Count.ShouldBeGreaterThan(250);
        return replies;

        async Task SayAsync(string person, string text)
        {
            var reply = await district.SayAsync(person, text);
            replies.Add(reply);
            // What its first button leads to, which may be a form or a question.
            if (reply.Choices.Concat(reply.Rows.SelectMany(row => row.Choices)).FirstOrDefault() is { } choice)
                replies.Add(await district.SayAsync(person, choice.Say));
        }
    }
}
