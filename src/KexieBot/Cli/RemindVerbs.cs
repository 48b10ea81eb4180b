using System.CommandLine;
using System.Text.Json;
using KexieBot.Core;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;

namespace KexieBot.Cli;

/// <summary><c>remind preview</c>: what would be sent, to whom and when; <c>remind simulate</c>: what a year of it amounts to. Neither sends anything.</summary>
internal static class RemindVerbs
{
    private const int MostDays = 400;
    private const int MostSimulatedDays = 3_660;
    private const int MostPersons = 10_000;

    public static Command Create()
    {
        var from = new Option<DateOnly?>("--from") { Description = "从哪天起，默认今天 / the first day, today by default" };
        var days = new Option<int>("--days") { Description = "看几天 / how many days", DefaultValueFactory = _ => 7 };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var preview = new Command("preview", "预览将发给谁、何时、什么，不发送 / what would be sent, to whom and when") { from, days, json };
        preview.SetAction((parsed, _) => PreviewAsync(parsed.GetValue(from), parsed.GetValue(days), parsed.GetValue(json)));
        return new Command("remind", "提醒 / nudges") { preview, SimulateVerb() };
    }

    private static Command SimulateVerb()
    {
        var plan = new Option<string>("--plan") { Description = "方案文件 / a plan document", Required = true };
        var from = new Option<DateOnly?>("--from") { Description = "从哪天起，默认今天 / the first day, today by default" };
        var days = new Option<int>("--days") { Description = "多少天 / how many days", DefaultValueFactory = _ => 365 };
        var persons = new Option<int>("--persons") { Description = "多少名联络员 / how many liaisons", DefaultValueFactory = _ => 30 };
        var diligence = new Option<double>("--diligence") { Description = "收到提醒后当天就办的比例，0–1 / how often a nudge is answered at once", DefaultValueFactory = _ => 0.5 };
        var seed = new Option<int>("--seed") { Description = "同一种子结果相同 / the same seed gives the same run", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var simulate = new Command("simulate", "用虚拟的一年试算提醒有多少，不碰台账 / what a year would bring; touches no store") { plan, from, days, persons, diligence, seed, json };
        simulate.SetAction((parsed, cancellationToken) => SimulateAsync(
            parsed.GetValue(plan)!, parsed.GetValue(from), parsed.GetValue(days), new SimulatedPeople(parsed.GetValue(persons), parsed.GetValue(diligence), parsed.GetValue(seed)), parsed.GetValue(json), cancellationToken));
        return simulate;
    }

    private static async Task<int> SimulateAsync(string file, DateOnly? from, int days, SimulatedPeople people, bool isJson, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MostSimulatedDays || people.Persons is < 1 or > MostPersons || people.Diligence is not (>= 0 and <= 1))
            throw new VerbRefusedException($"--days 要在 1 到 {MostSimulatedDays} 之间，--persons 要在 1 到 {MostPersons} 之间，--diligence 要在 0 到 1 之间。");
        var draft = await PlanFiles.ReadAsync(file, issuedOn: null, cancellationToken) switch
        {
            PlanFile.Read { Draft.Measures.Count: > 0 } read => read.Draft,
            PlanFile.Refused refused => throw new VerbRefusedException(refused.Sentence),
            _ => throw new VerbRefusedException("没有读到任何举措，请用 plan inspect 查看。No measure was found."),
        };
        var (services, clock) = CoreModule.WithoutStore();
        await using var _ = services;
        var result = services.GetRequiredService<ReminderSimulation>().Run(draft, from ?? clock.Today, days, people);
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { result.Workdays, result.Persons, result.Items, result.Messages, result.MeanPerPersonAndWeek, result.MostPerPersonInAWeek, peakDay = result.Peak.Day, peakMessages = result.Peak.Messages, result.ByKind, result.ClosedItems, result.OverdueAtEnd }, LedgerJson.Options));
            return 0;
        }

        Console.WriteLine($"""
            {draft.Title}：{result.Items} 项任务，{result.Persons} 人，{days} 天（{result.Workdays} 个工作日），当天就办的比例 {people.Diligence:0.##}
            共发 {result.Messages} 条，平均每人每周 {result.MeanPerPersonAndWeek:0.00} 条，最多一人一周 {result.MostPerPersonInAWeek} 条
            最忙的早上 {result.Peak.Day:yyyy-MM-dd}：{result.Peak.Messages} 条
            按种类：{string.Join('，', result.ByKind.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}
            到期末办结 {result.ClosedItems} 项，逾期 {result.OverdueAtEnd} 项
            """);
        return 0;
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
