using System.CommandLine;
using System.Text.Json;
using KexieBot.Channels.Teams;
using KexieBot.Channels.Teams.Callers;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.WeCom.Admin;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using KexieBot.Scheduling;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KexieBot.Cli;

/// <summary><c>doctor</c>: looks at configuration, store, calendar, roster and channels, and says what an administrator has to mend. Sends nothing to anybody.</summary>
internal static class DoctorVerb
{
    private const int MostNames = 5;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var doctor = new Command("doctor", "检查配置、存储和渠道，指出要改什么 / check configuration, store and channels; name what to fix") { json };
        doctor.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(json), cancellationToken));
        return doctor;
    }

    private static async Task<int> RunAsync(bool isJson, CancellationToken cancellationToken)
    {
        CliSession.DemandStore(KexieConfiguration.Ledger(KexieConfiguration.Read()));
        // Composing the server binds and opens all that it would: a wrong setting or an unreachable store ends it here with its sentence.
        await using var host = await KexieHost.BuildAsync(["--Sample:Enabled=false"], builder => builder.Logging.ClearProviders());
        var services = host.App.Services;
        services.GetService<IStartupValidator>()?.Validate();
        (string Part, Func<Task<IEnumerable<Finding>>> Look)[] parts =
        [
            ("config", () => Task.FromResult<IEnumerable<Finding>>([new Finding("config", true, "配置有效。Settings are valid.")])),
            ("store", async () => [await StoreAsync(host, services), .. host.Store.IsEmbedded ? [] : await KeepingAsync(host.Store.Connection)]),
            ("clock", async () => [await ClockAsync(services)]),
            ("calendar", () => Task.FromResult(Calendar(services))),
            ("morning", async () => [await MorningAsync(services)]),
            ("roster", () => RosterAsync(services)),
            ("teams", () => TeamsAsync(services, cancellationToken)),
            ("wecom", async () => await WeComAsync(services, cancellationToken)),
        ];
        var findings = new List<Finding>();
        foreach (var (part, look) in parts)
        {
            foreach (var finding in await LookAsync(part, look))
            {
                findings.Add(finding);
                if (!isJson)
                    Console.WriteLine($"{(finding.IsWell ? "✓" : "✗")} {finding.Part,-8} {finding.Text}");
            }
        }

        if (isJson)
            Console.WriteLine(JsonSerializer.Serialize(findings, StoreJson.Options));
        return findings.TrueForAll(finding => finding.IsWell) ? 0 : 1;
    }

    /// <summary>A part that cannot be looked at is a finding, and hides nothing of the others.</summary>
    private static async Task<IEnumerable<Finding>> LookAsync(string part, Func<Task<IEnumerable<Finding>>> look)
    {
        try
        {
            return [.. await look()];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return [new Finding(part, false, $"检查没有做完（{fault.GetType().Name}）：{fault.Message}")];
        }
    }

    private static async Task<Finding> StoreAsync(KexieHost host, IServiceProvider services)
    {
        var latency = await services.GetRequiredService<IDatabase>().PingAsync();
        var plans = await services.GetRequiredService<LedgerReader>().PlanIdsAsync();
        var where = host.Store.IsEmbedded ? "嵌入式存储 embedded store" : "Redis";
        var room = services.GetRequiredService<StoreRoom>();
        await room.MeasureAsync();
        if (room.IsFull)
            return new Finding("store", false, FormattableString.Invariant($"嵌入式存储的内存用了 {room.Used:P0}，已停止记入：请调大 Ledger:MemoryMegabytes 后重启，或改用 Redis。The embedded store is full."));
        return plans.Count > 0
            ? new Finding("store", true, FormattableString.Invariant($"{where}，往返 {latency.TotalMilliseconds:0.0} 毫秒，{plans.Count} 个方案 plans。"))
            : new Finding("store", false, $"{where}可用，但里面没有方案：新装的请用 plan import 导入；用过的请查 Ledger:Redis 是否指对、数据是否被清空。The store answers and holds no plan.");
    }

    // Whether the server keeps what it is given; a service in the cloud may not say so.
    private static async Task<IEnumerable<Finding>> KeepingAsync(IConnectionMultiplexer connection)
    {
        var findings = new List<Finding>();
        foreach (var server in connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            try
            {
                var info = (await server.InfoAsync()).SelectMany(section => section).ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
                if (info["aof_enabled"].Contains("0"))
                    findings.Add(new Finding("store", false, $"Redis {server.EndPoint} 没有打开 appendonly，重启或断电会丢掉已确认的改动：请设 appendonly yes、appendfsync always。It keeps no append-only file."));
                if (info["maxmemory_policy"].FirstOrDefault() is { } policy and not "noeviction")
                    findings.Add(new Finding("store", false, $"Redis {server.EndPoint} 的 maxmemory-policy 是 {policy}，内存满时会丢掉台账：请设为 noeviction。It drops keys when its memory is full."));
            }
            catch (RedisException)
            {
                findings.Add(new Finding("store", true, $"Redis {server.EndPoint} 不让查看持久化设置：请自行核对 appendonly 和 maxmemory-policy。It does not say how it keeps its data."));
            }
        }

        return findings;
    }

    private static async Task<Finding> ClockAsync(IServiceProvider services)
    {
        var skew = services.GetRequiredService<ClockSkew>();
        var seconds = FormattableString.Invariant($"{(await skew.MeasureAsync()).TotalSeconds:0.0}");
        return await skew.IsBearableAsync()
            ? new Finding("clock", true, $"本机时钟与存储相差 {seconds} 秒。This clock is {seconds} s ahead of the store's.")
            : new Finding("clock", false, $"本机时钟与存储相差 {seconds} 秒，超过 {skew.Bearable.TotalSeconds:0} 秒，本机不安排也不发送提醒：请校准时钟。This clock is {seconds} s off the store's.");
    }

    private static IEnumerable<Finding> Calendar(IServiceProvider services)
    {
        var (calendar, today) = (services.GetRequiredService<WorkCalendar>(), services.GetRequiredService<OfficeClock>().Today);
        var file = services.GetRequiredService<CalendarFile>();
        if (file.Fault is { } fault)
            yield return new Finding("calendar", false, $"自备日历 {file.OwnPath} 读不了，仍用原来的：{fault}");
        else if (file.IsOwnInUse)
            yield return new Finding("calendar", true, $"正在使用自备日历 {file.OwnPath}。The own calendar file is in use.");
        // Next year's days off are published in November; by December somebody has to have put them in.
        foreach (var year in today.Month >= 11 ? new[] { today.Year, today.Year + 1 } : [today.Year])
        {
            yield return calendar.HasDataFor(year)
                ? new Finding("calendar", true, $"{year} 年的放假安排已有。Holidays of {year} are known.")
                : new Finding("calendar", year > today.Year && today.Month < 12, $"没有 {year} 年的放假安排，现按周一至周五和日期固定的节日算：请按 workcalendar/cn-holidays.json 的格式写入 {file.OwnPath}，不用重启。Holidays of {year} are missing.");
        }
    }

    private static async Task<Finding> MorningAsync(IServiceProvider services)
    {
        var heard = await services.GetRequiredService<HeardMarks>().ReadAsync();
        if (heard.Planned is not { } planned)
        {
            var (clock, hours) = (services.GetRequiredService<OfficeClock>(), services.GetRequiredService<OfficeHours>());
            var due = clock.At(hours.LastMorning(clock.Now), services.GetRequiredService<ReminderRules>().MorningTime);
            return (await services.GetRequiredService<LedgerReader>().PlansAsync()).Any(plan => plan.ImportedAt < due)
                ? new Finding("morning", false, "有方案已过了一个早晨，还从没有发过每日提醒：请查服务是否在运行、Reminders:Enabled 是否关着。No morning was ever planned.")
                : new Finding("morning", true, "还没有发过每日提醒。No morning was planned yet.");
        }

        var missed = heard.MissedBefore(services.GetRequiredService<OfficeClock>().Today, services.GetRequiredService<WorkCalendar>());
        return missed == 0
            ? new Finding("morning", true, $"最近一次每日提醒在 {OfficeClock.Text(planned)}。The last morning planned.")
            : new Finding("morning", false, $"最近一次每日提醒在 {OfficeClock.Text(planned)}，此后 {missed} 个工作日没有发：请查看服务日志。{missed} mornings were missed.");
    }

    private static async Task<IEnumerable<Finding>> RosterAsync(IServiceProvider services)
    {
        var roster = await services.GetRequiredService<RosterStore>().GetAsync();
        if (roster.Persons.Count == 0)
            return [new Finding("roster", true, "名册还是空的：请用 roster import 导入。The roster is empty yet: import one.")];
        var noLiaison = roster.Units.Where(unit => !roster.LiaisonsOf(unit.Id).Any()).Select(unit => unit.Name).ToList();
        var noAccount = roster.Persons.Where(person => person.Accounts.Count == 0).Select(person => person.Name).ToList();
        return
        [
            noLiaison.Count == 0
                ? new Finding("roster", true, $"{roster.Units.Count} 个单位都有联络员。Every unit has a liaison.")
                : new Finding("roster", false, $"{noLiaison.Count} 个单位没有联络员，提醒发不到：{Names(noLiaison)}。请在名册里补上。"),
            // The sample is for the console.
            .. services.GetRequiredService<Reach>().IsUnconnected(roster) && await services.GetRequiredService<LedgerReader>().PlanIdsAsync() is not [SampleData.PlanId] ? [new Finding("roster", false, $"没有打开任何渠道，而名册里 {roster.Persons.Count - noAccount.Count} 人有聊天账号，谁也收不到：请配置 Teams 或企业微信。No channel is on.")] : Array.Empty<Finding>(),
            noAccount.Count == 0 || !services.GetServices<IChannelSender>().Any()
                ? new Finding("roster", true, $"{roster.Persons.Count} 人在册。{roster.Persons.Count} persons.")
                : new Finding("roster", false, $"{noAccount.Count} 人没有聊天账号：{Names(noAccount)}。请在名册里补上。"),
            .. roster.Persons.Any(person => person.Role == PersonRole.Office) ? Array.Empty<Finding>() : [new Finding("roster", false, "名册里没有办公室的人，办结和延期没有人审核：请在名册里补上。No office person: nobody can approve.")],
        ];
    }

    private static async Task<IEnumerable<Finding>> TeamsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<ConnectorTokens>() is not { } tokens)
            return [new Finding("teams", true, "Teams 未配置（Teams:AppId 为空），渠道关闭。")];
        var findings = new List<Finding>();
        var options = services.GetRequiredService<IOptions<TeamsOptions>>().Value;
        if (options.AllowUnauthenticated)
            findings.Add(new Finding("teams", false, "Teams:AllowUnauthenticated 为 true：来访不验证，只可用于本机试用。"));
        if (options.NamesTenantByDomain)
            findings.Add(new Finding("teams", false, $"Teams:TenantId（{options.TenantId}）是域名，别的租户也能来访：请改填租户编号（GUID），或填写 Teams:AllowedTenantIds。"));
        findings.Add(await TryAsync(
            () => tokens.GetAsync(cancellationToken),
            "已取得机器人令牌，AppId 与 AppSecret 正确。",
            "取不到机器人令牌：请核对 Teams:AppId、Teams:AppSecret、Teams:TenantId，以及本机能否访问 Teams:TokenEndpoint。"));
        findings.Add(await TryAsync(
            () => services.GetRequiredService<ConnectorKeys>().FindAsync("doctor", cancellationToken),
            "已读到验证来访用的签名公钥。",
            "读不到签名公钥：请检查本机能否访问 Teams:OpenIdMetadataUrl（代理、防火墙、证书）。"));
        if (options.TakesEntraTokens)
        {
            findings.Add(await TryAsync(
                () => services.GetRequiredService<EntraKeys>().FindAsync("doctor", cancellationToken),
                "已读到 Entra 的签名公钥。",
                $"读不到 Entra 的签名公钥：请检查本机能否访问 {options.EntraMetadata}（代理、防火墙、证书）。"));
        }

        return findings;
    }

    private static async Task<Finding> TryAsync<T>(Func<Task<T>> deed, string well, string ill)
    {
        try
        {
            await deed();
            return new Finding("teams", true, well);
        }
        catch (Exception exception) when (exception is TokenUnavailableException or KeysUnavailableException)
        {
            return new Finding("teams", false, ill);
        }
    }

    private static async Task<IReadOnlyList<Finding>> WeComAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<WeComDoctor>() is not { } doctor)
            return [new Finding("wecom", true, "企业微信未配置（WeCom:CorpId 为空），渠道关闭。")];
        var found = await doctor.CheckAsync(cancellationToken);
        var findings = found.Select(Wrapped).ToList();
        if (found.Any(finding => finding.StopsCalls))
            return findings;
        var menu = await File.ReadAllBytesAsync(ManifestVerbs.Shipped("wecom", "menu.json"), cancellationToken);
        findings.Add(Wrapped(await services.GetRequiredService<WeComMenu>().CheckAsync(menu, cancellationToken)));
        findings.AddRange(await VisibilityAsync(services, cancellationToken));
        return findings;

        static Finding Wrapped(WeComFinding finding) => new("wecom", finding.IsWell, finding.Text);
    }

    private static async Task<IEnumerable<Finding>> VisibilityAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var roster = await services.GetRequiredService<RosterStore>().GetAsync();
        var members = roster.Persons
            .SelectMany(person => person.Accounts.Where(account => account.Channel == ChannelKind.WeCom).Select(account => (person.Name, account.Id)))
            .DistinctBy(member => member.Id, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var reach = await services.GetRequiredService<WeComVisibility>().CheckAsync(members.Select(member => member.Id), cancellationToken);
        return
        [
            reach.Unreachable.Count == 0
                ? new Finding("wecom", true, $"名册里 {members.Count - reach.Unknown.Count} 个企业微信账号能收到。")
                : new Finding("wecom", false, $"{reach.Unreachable.Count} 个账号收不到：{Listed(reach.Unreachable)}。请核对账号和应用可见范围。"),
            .. reach.Unknown.Count == 0 ? Array.Empty<Finding>() : [new Finding("wecom", false, $"{reach.Unknown.Count} 个账号未能核对：{Listed(reach.Unknown)}。请稍后再运行一次。")],
        ];

        // All of them: the list is what the administrator works through.
        string Listed(IReadOnlyDictionary<string, string> why) =>
            string.Join('；', members.Where(member => why.ContainsKey(member.Id)).GroupBy(member => why[member.Id].TrimEnd('。'), StringComparer.Ordinal).Select(group => $"{string.Join('、', group.Select(member => $"{member.Name}（{member.Id}）"))}：{group.Key}"));
    }

    private static string Names(List<string> names) => string.Join('、', names.Take(MostNames)) + (names.Count > MostNames ? "等" : "");

    private sealed record Finding(string Part, bool IsWell, string Text);
}
