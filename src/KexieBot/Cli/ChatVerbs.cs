using System.CommandLine;
using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Cli;

/// <summary><c>chat</c>: the console channel. It speaks for whomever it is told to: it is for those who can read the data folder anyway.</summary>
internal static class ChatVerbs
{
    private const int MostPersonsShown = 8;

    public static Command Create()
    {
        var person = new Option<string>("--as") { Description = "名册中的人员编号或姓名 / a person on the roster" };
        var text = new Argument<string[]>("text") { Arity = ArgumentArity.ZeroOrMore, Description = "要说的话；不写则进入对话 / what to say; a prompt where absent" };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print the reply as JSON" };
        var messageId = new Option<string?>("--message-id") { Description = "消息编号；同一编号只生效一次 / the message's id; one id takes effect once" };
        var file = new Option<string?>("--file") { Description = "随话发出的文件：佐证、方案、名册 / a file that goes with it: evidence, a plan, a roster" };
        var chat = new Command("chat", "对话 / talk to the bot") { person, text, json, messageId, file };
        chat.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(person), string.Join(' ', parsed.GetValue(text) ?? []), parsed.GetValue(file), parsed.GetValue(messageId), parsed.GetValue(json), cancellationToken));
        chat.Add(ParseVerb());
        return chat;
    }

    private static Command ParseVerb()
    {
        var json = new Option<bool>("--json") { Description = "每行一个 JSON / one JSON object a line" };
        var today = new Option<DateOnly?>("--today") { Description = "相对日期从哪天算起 / the day that relative dates count from" };
        var parse = new Command("parse", "逐行读标准输入，显示理解成什么，不碰台账 / show what each line of standard input is understood as") { json, today };
        parse.SetAction((parsed, cancellationToken) => ParseAsync(parsed.GetValue(today), cancellationToken));
        return parse;
    }

    private static async Task<int> ParseAsync(DateOnly? today, CancellationToken cancellationToken)
    {
        var (services, clock) = CoreModule.WithoutStore();
        await using var _ = services;
        var context = new UnderstandingContext(today ?? clock.Today);
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
            Console.WriteLine(UnderstoodJson.Write(Utterances.Read(line, context)));
        return 0;
    }

    private static async Task<int> RunAsync(string? personId, string text, string? file, string? messageId, bool isJson, CancellationToken cancellationToken)
    {
        if (file is not null && !File.Exists(file))
            throw new VerbRefusedException($"没有这个文件：{file}");
        await using var session = await CliSession.OpenAsync(Beginning.WithSample);
        var roster = await session.Get<RosterStore>().GetAsync();
        var person = personId is null ? null : roster.FindPerson(new ChannelAccount(ChannelKind.Console, personId));
        if (person is null)
            throw new VerbRefusedException(NoSuchPerson(personId, roster));
        var bot = session.Get<ChatBot>();
        if (text.Length > 0 || file is not null)
            return await SayAsync(bot, person, text, file, messageId, isJson, cancellationToken) ? 0 : 1;

        Console.WriteLine($"{person.Name}，请说（空行或 Ctrl+D 结束）：");
        while (Prompt() is { Length: > 0 } line)
            await SayAsync(bot, person, line, null, null, isJson, cancellationToken);
        return 0;
    }

    private static string NoSuchPerson(string? personId, Roster roster) =>
        roster.Persons.Count == 0 ? "名册是空的，请先导入：roster import 名册.xlsx（roster template 可写出空表）。The roster is empty: import one first."
        : (personId is null ? "请用 --as 说明以谁的身份说话" : $"名册里没有“{personId}”")
            + $"。可用：{string.Join("、", roster.Persons.Take(MostPersonsShown).Select(known => known.Id))}{(roster.Persons.Count > MostPersonsShown ? "等" : "")}。用法：chat --as 人员 我的任务";

    private static string? Prompt()
    {
        Console.Write("> ");
        return Console.ReadLine();
    }

    // False where it could not be answered.
    private static async Task<bool> SayAsync(ChatBot bot, Person person, string text, string? file, string? messageId, bool isJson, CancellationToken cancellationToken)
    {
        var message = new InboundMessage(messageId ?? Guid.NewGuid().ToString("N"), new ChannelAccount(ChannelKind.Console, person.Id), text)
        {
            ConversationId = person.Id,
            Attachments = file is null ? [] : [new InboundAttachment(Path.GetFileName(file), "application/octet-stream", Path.GetFullPath(file))],
        };
        var reply = await bot.RespondAsync(message, cancellationToken);
        Console.WriteLine(isJson ? JsonSerializer.Serialize(reply, StoreJson.Options) : ReplyText.Of(reply));
        if (reply.File is not null && !isJson)
            Console.WriteLine("文件随企业微信、Teams的答复发出；在这里请用 ledger export 台账.xlsx 或 plan inspect 方案 --xlsx 草稿.xlsx。A terminal shows no files: use ledger export or plan inspect --xlsx.");
        return !reply.IsFault;
    }
}
