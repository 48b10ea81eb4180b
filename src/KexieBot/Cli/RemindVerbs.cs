using System.CommandLine;
using System.Text.Json;
using KexieBot.Core;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;

namespace KexieBot.Cli;

/// <summary><c>remind preview</c>: what would be sent, to whom and when; sends nothing.</summary>
internal static class RemindVerbs
{
    private const int MostDays = 400;

    public static Command Create()
    {
        var from = new Option<DateOnly?>("--from") { Description = "从哪天起，默认今天 / the first day, today by default" };
        var days = new Option<int>("--days") { Description = "看几天 / how many days", DefaultValueFactory = _ => 7 };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var preview = new Command("preview", "预览将发给谁、何时、什么，不发送 / what would be sent, to whom and when") { from, days, json };
        preview.SetAction((parsed, _) => PreviewAsync(parsed.GetValue(from), parsed.GetValue(days), parsed.GetValue(json)));
        return new Command("remind", "提醒 / nudges") { preview };
    }

    private static async Task<int> PreviewAsync(DateOnly? from, int days, bool isJson)
    {
        if (days is < 1 or > MostDays)
            throw new VerbRefusedException($"--days 的值 {days} 不在 1 到 {MostDays} 之间，例如 --days 30。");
        await using var session = await CliSession.OpenAsync();
        var messages = await session.Get<ReminderPreview>().BuildAsync(from ?? session.Get<OfficeClock>().Today, days);
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(messages, LedgerJson.Options));
            return 0;
        }

        foreach (var message in messages)
            Console.WriteLine($"{message.At:yyyy-MM-dd HH:mm}  {message.To,-12} {message.Channel,-8} {message.Kind,-10} {message.Text.Split('\n')[0]}");
        Console.WriteLine($"共 {messages.Count} 条，未发送。{messages.Count} messages; none was sent.");
        return 0;
    }
}
