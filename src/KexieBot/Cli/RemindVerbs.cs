using System.CommandLine;
using System.Text.Json;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
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
        return new Command("remind", "提醒 / nudges") { preview, SimulateVerb(), RulesVerb() };
    }

    private static Command RulesVerb()
    {
        var rules = new Command("rules", "列出现行的提醒和发送规则 / the rules in force, by setting");
        rules.SetAction((_, _) => ShowRulesAsync());
        return rules;
    }

    private static async Task<int> ShowRulesAsync()
    {
        var (services, _) = CoreModule.WithoutStore();
        await using var all = services;
        foreach (var line in RulesText.Of(services.GetRequiredService<ReminderRules>(), services.GetRequiredService<DeliveryRules>()))
            Console.WriteLine(line);
        return 0;
    }

    private static Command SimulateVerb()
    {
        var plans = new Option<string[]>("--plan") { Description = "方案文件，可以写几次 / a plan document; may be given several times", Required = true };
        var from = new Option<DateOnly?>("--from") { Description = "从哪天起，默认今天 / the first day, today by default" };
        var days = new Option<int>("--days") { Description = "多少天 / how many days", DefaultValueFactory = _ => 365 };
        var persons = new Option<int>("--persons") { Description = "多少名联络员 / how many liaisons", DefaultValueFactory = _ => 30 };
        var diligence = new Option<double>("--diligence") { Description = "收到提醒后当天就办的比例，0–1 / how often a nudge is answered on its day", DefaultValueFactory = _ => 0.5 };
        var perSend = new Option<double>("--seconds-per-send") { Description = "平台发一条要几秒，用来算晚多少 / seconds that a platform takes for one message", DefaultValueFactory = _ => 0.5 };
        var seed = new Option<int>("--seed") { Description = "同一种子结果相同 / the same seed gives the same run", DefaultValueFactory = _ => 1 };
        var english = new Option<bool>("--english") { Description = "用英文输出 / print English" };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var simulate = new Command("simulate", "用虚拟的一年试算提醒有多少，不碰台账 / what a year would bring; touches no store") { plans, from, days, persons, diligence, perSend, seed, english, json };
        simulate.SetAction((parsed, cancellationToken) => SimulateAsync(
            parsed.GetValue(plans)!,
            parsed.GetValue(from),
            parsed.GetValue(days),
            new SimulatedPeople(parsed.GetValue(persons), parsed.GetValue(diligence), parsed.GetValue(seed)),
            parsed.GetValue(perSend),
            (drafts, people, pace, result) => Console.WriteLine(
                parsed.GetValue(json) ? JsonSerializer.Serialize(result, StoreJson.Options) : SimulationText.Of(drafts, people, pace, result, parsed.GetValue(english) ? Language.English : Language.Chinese)),
            cancellationToken));
        return simulate;
    }

    private static async Task<int> SimulateAsync(
        string[] files, DateOnly? from, int days, SimulatedPeople people, double secondsPerSend, Action<IReadOnlyList<PlanDraft>, SimulatedPeople, SimulatedPace, SimulationResult> write, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MostSimulatedDays || people.Persons is < 1 or > MostPersons || people.Diligence is not (>= 0 and <= 1) || secondsPerSend is not (>= 0 and <= 600))
            throw new VerbRefusedException($"--days 要在 1 到 {MostSimulatedDays} 之间，--persons 要在 1 到 {MostPersons} 之间，--diligence 要在 0 到 1 之间，--seconds-per-send 要在 0 到 600 之间。A value is out of range.");
        var drafts = new List<PlanDraft>();
        foreach (var file in files)
        {
            drafts.Add(await PlanFiles.ReadAsync(file, issuedOn: null, cancellationToken) switch
            {
                PlanFile.Read { Draft.Measures.Count: > 0 } read => read.Draft,
                PlanFile.Refused refused => throw new VerbRefusedException(refused.Sentence),
                _ => throw new VerbRefusedException($"{file} 里没有读到任何举措，请用 plan inspect 查看。No measure was found."),
            });
        }

        var (services, clock) = CoreModule.WithoutStore();
        await using var _ = services;
        var pace = new SimulatedPace(TimeSpan.FromSeconds(secondsPerSend), services.GetRequiredService<DeliveryRules>().Concurrency);
        write(drafts, people, pace, services.GetRequiredService<ReminderSimulation>().Run(drafts, from ?? clock.Today, days, people, pace));
        return 0;
    }

    private static async Task<int> PreviewAsync(DateOnly? from, int days, bool isJson)
    {
        if (days is < 1 or > MostDays)
            throw new VerbRefusedException($"--days 的值 {days} 不在 1 到 {MostDays} 之间，例如 --days 30。");
        await using var session = await CliSession.OpenAsync();
        var first = from ?? session.Get<OfficeClock>().Today;
        var messages = await session.Get<ReminderPreview>().BuildAsync(first, days);
        foreach (var year in Enumerable.Range(first.Year, first.AddDays(days - 1).Year - first.Year + 1).Where(year => !session.Get<WorkCalendar>().HasDataFor(year)))
            await Console.Error.WriteLineAsync($"还没有 {year} 年的放假安排，按周一至周五和日期固定的节日算。The holidays of {year} are not known yet: Monday to Friday, but for those of fixed date.");
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(messages, StoreJson.Options));
            return 0;
        }

        foreach (var message in messages)
            Console.WriteLine($"{message.At:yyyy-MM-dd HH:mm}  {message.To,-12} {message.Channel,-8} {message.Kind,-10} {message.Text.Split('\n')[0]}");
        Console.WriteLine($"共 {messages.Count} 条，未发送。{messages.Count} messages; none was sent.");
        return 0;
    }
}
