using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.WeCom;

namespace KexieBot.Tests.Processes;

/// <summary>The command line as an operator meets it: exit codes, one sentence on what to mend, and nothing changed.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-cli-").FullName;

    [Theory]
    [InlineData("empty.txt")]
    [InlineData("noplan.txt")]
    [InlineData("broken.docx")]
    [InlineData("junk.bin")]
    [InlineData("huge.txt")]
    public async Task A_file_that_is_no_plan_is_refused_with_one_sentence(string name)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(file, ContentOf(name));

        var (exitCode, output, errors) = await KexieProcess.RunAsync(folder, null, "plan", "import", file, "--yes");

        exitCode.ShouldBe(1);
        errors.Trim().Split('\n').Length.ShouldBe(1, errors);
        errors.ShouldNotContain("   at ");
        output.ShouldNotContain("已导入");
    }

    [Theory]
    [InlineData(2, "nonsense")]
    [InlineData(2, "plan")]
    [InlineData(1, "plan", "import", "no-such-file.txt")]
    [InlineData(1, "chat", "--as", "nobody", "我的任务")]
    [InlineData(1, "remind", "preview", "--days", "0")]
    [InlineData(1, "restore", "no-such-file")]
    [InlineData(1, "outbox", "resend")]
    [InlineData(1, "outbox", "drop", "no-such-key")]
    public async Task What_cannot_be_done_ends_with_its_exit_code_and_one_sentence(int expected, params string[] arguments)
    {
        var (exitCode, _, errors) = await KexieProcess.RunAsync(folder, null, arguments);

        exitCode.ShouldBe(expected);
        errors.Trim().ShouldNotBeEmpty();
        errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Web__Urls", "foo", "Web:Urls")]
    [InlineData("Web__Urls", "http://127.0.0.1:99999", "Web:Urls")]
    [InlineData("Teams__Cloud", "Mars", "Teams:Cloud")]
    [InlineData("Delivery__Lease", "00:00:01", "Delivery:Lease")]
    [InlineData("Delivery__Lease", "180", "Delivery:Lease")]
    [InlineData("Reminders__MorningTme", "09:00", "Reminders:MorningTme")]
    [InlineData("Sample__Enabled", "maybe", "Sample:Enabled")]
    [InlineData("Delivery__FirstWait", "-00:00:01", "Delivery:FirstWait")]
    [InlineData("Ledger__MemoryMegabytes", "0", "Ledger:MemoryMegabytes")]
    [InlineData("Ledger__MemoryMegabytes", "-5", "Ledger:MemoryMegabytes")]
    [InlineData("Ledger__MemoryMegabytes", "x", "Ledger:MemoryMegabytes 的值 \"x\" 不是16 到")]
    [InlineData("Ledger__DataDirectory", " ", "Ledger:DataDirectory")]
    public async Task A_server_with_a_setting_that_cannot_be_names_it_in_one_sentence(string name, string value, string named)
    {
        var (exitCode, output, errors) = await KexieProcess.RunAsync(folder, null, [(name, value)], ["serve"]);

        exitCode.ShouldBe(1);
        errors.Trim().Split('\n').Length.ShouldBe(1, errors);
        errors.ShouldContain(named);
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_server_in_another_zone_whose_clocks_change_plans_the_same()
    {
        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0);
        // New York's clocks change on 1 November 2026 and on 14 March 2027.
        string[] preview = ["remind", "preview", "--from", "2026-10-26", "--days", "200", "--json"];

        var outputs = new List<string>();
        foreach (var zone in new[] { "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati" })
            outputs.Add((await KexieProcess.RunAsync(folder, null, [("TZ", zone)], preview)).Output);

        outputs[0].ShouldContain("T08:30:00+08:00");
        outputs.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_fresh_clone_is_well_and_its_ledger_can_be_taken_out()
    {
        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0);
        var (healthy, findings, _) = await KexieProcess.RunAsync(folder, null, "doctor", "--json");
        var workbook = await KexieProcess.RunAsync(folder, null, "ledger", "export", "ledger.xlsx");
        var json = await KexieProcess.RunAsync(folder, null, "ledger", "export", "ledger.json");
        var other = await KexieProcess.RunAsync(folder, null, "ledger", "export", "ledger.doc");

        healthy.ShouldBe(0, findings);
        System.Text.Json.Nodes.JsonNode.Parse(findings)!.AsArray().Select(finding => finding!["part"]!.GetValue<string>()).Distinct().ShouldBe(["config", "store", "clock", "calendar", "morning", "roster", "teams", "wecom"]);
        (workbook.ExitCode, json.ExitCode, other.ExitCode).ShouldBe((0, 0, 1));
        using var file = File.OpenRead(Path.Combine(folder, "ledger.xlsx"));
        var rows = Core.Workbooks.WorkbookReader.Read(file).ShouldBeOfType<Core.Workbooks.WorkbookResult.Sheets>().Items[0].Rows;
        var items = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "ledger.json")))!.AsArray();
        rows.Count.ShouldBe(items.Count + 1);
        // Numbers and days as such, or a table program could neither sort nor add them up.
        using var sheet = SpreadsheetDocument.Open(file, isEditable: false);
        new OpenXmlValidator().Validate(sheet).ShouldBeEmpty();
        var first = sheet.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().First(row => row.Elements<Cell>().ElementAt(Column("期限")).DataType is null).Elements<Cell>().ToList();
        first[Column("编号")].CellValue!.Text.ShouldBe(rows[1][Column("编号")]);
        DateTime.FromOADate(double.Parse(first[Column("期限")].CellValue!.Text, CultureInfo.InvariantCulture)).Year.ShouldBeInRange(2026, 2027);
        rows.Select(row => row[Column("期限")][..Math.Min(5, row[Column("期限")].Length)]).ShouldContain("2026-", "and read as people see them");

        int Column(string name) => rows[0].ToList().IndexOf(name);
        items.Count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task A_WeCom_that_refuses_makes_the_doctor_say_where_to_mend_it()
    {
        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0);
        await using var platform = await FakeWeCom.StartAsync();
        platform.IsTrustedAddress = false;
        using var doctor = KexieProcess.Start(folder, null, [.. WeComApp.Settings(platform).Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!))], ["doctor", "--json"]);
        doctor.Input.Close();
        var findings = System.Text.Json.Nodes.JsonNode.Parse(await doctor.Output.ReadToEndAsync())!.AsArray();

        (await doctor.WaitForExitAsync()).ShouldBe(1);
        var faults = findings.Where(finding => (string)finding!["part"]! == "wecom" && !(bool)finding["isWell"]!).Select(finding => (string)finding!["text"]!).ToList();
        faults.ShouldContain(fault => fault.Contains("企业可信IP", StringComparison.Ordinal) && fault.Contains("203.0.113.7", StringComparison.Ordinal));
        faults.ShouldContain(fault => fault.Contains("没有收到企业微信的回调", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan", "list")]
    [InlineData("ledger", "verify")]
    [InlineData("remind", "preview")]
    [InlineData("doctor")]
    [InlineData("backup", "good.gz")]
    public async Task In_a_folder_without_a_ledger_nothing_is_made_up_to_report_on(params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "good.gz"), "the only backup", TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await KexieProcess.RunAsync(folder, null, arguments);

        exitCode.ShouldBe(1);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(Path.Combine(folder, "data"));
        Directory.Exists(Path.Combine(folder, "data")).ShouldBeFalse();
        (await File.ReadAllTextAsync(Path.Combine(folder, "good.gz"), TestContext.Current.CancellationToken)).ShouldBe("the only backup");
    }

    [Fact]
    public async Task The_rules_in_force_can_be_read_without_a_ledger()
    {
        var (exitCode, output, _) = await KexieProcess.RunAsync(folder, null, [("Reminders__LeadWorkdays", "9,2")], ["remind", "rules"]);

        exitCode.ShouldBe(0);
        output.Split('\n').ShouldContain(line => line.StartsWith("Reminders:LeadWorkdays", StringComparison.Ordinal) && line.Contains(" 9,2 ", StringComparison.Ordinal));
        output.ShouldContain("Delivery:FirstWait");
    }

    [Fact]
    public async Task A_redis_that_does_not_keep_what_it_is_given_is_no_place_for_a_ledger()
    {
        Assert.SkipWhen(RedisServer.Path is null, RedisServer.MissingReason);
        var socket = Path.Combine(folder, "redis.sock");
        using var server = RedisServer.Start(folder, "--port", "0", "--unixsocket", socket, "--appendonly", "no", "--maxmemory-policy", "allkeys-lru");
        try
        {
            await Eventually.IsSoAsync(() => File.Exists(socket));
            var (exitCode, output, _) = await KexieProcess.RunAsync(folder, $"!{socket}", "doctor");

            exitCode.ShouldBe(1);
            output.ShouldContain("✗ store    Redis");
            output.ShouldContain("appendonly");
            output.ShouldContain("noeviction");
            output.ShouldContain("里面没有方案");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task A_roster_of_people_whom_no_channel_reaches_is_to_be_mended()
    {
        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0);
        (await KexieProcess.RunAsync(folder, null, "plan", "remove", "qinglan", "--yes")).ExitCode.ShouldBe(0);

        var (exitCode, output, _) = await KexieProcess.RunAsync(folder, null, "doctor");

        exitCode.ShouldBe(1);
        output.ShouldContain("没有打开任何渠道");
    }

    [Fact]
    public async Task A_backup_is_for_its_owner_only_and_takes_the_place_of_its_own_kind()
    {
        (await KexieProcess.RunAsync(folder, null, "chat", "--as", "office", "你好")).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(Path.Combine(folder, "letter.txt"), "keep me", TestContext.Current.CancellationToken);

        (await KexieProcess.RunAsync(folder, null, "backup", "backup.gz")).ExitCode.ShouldBe(0);
        (await KexieProcess.RunAsync(folder, null, "backup", "backup.gz")).ExitCode.ShouldBe(0);
        (await KexieProcess.RunAsync(folder, null, "backup", "letter.txt")).ExitCode.ShouldBe(1);

        (await File.ReadAllTextAsync(Path.Combine(folder, "letter.txt"), TestContext.Current.CancellationToken)).ShouldBe("keep me");
        Directory.GetFiles(folder, "*.part").ShouldBeEmpty();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(folder, "backup.gz")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Commands_beside_each_other_without_a_server_take_turns()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => KexieProcess.RunAsync(folder, null, "chat", "--as", "keji", "我的任务")));

        answers.ShouldAllBe(answer => answer.ExitCode == 0 && answer.Output.Contains("4 项任务"));
    }

    [Fact]
    public async Task A_store_that_is_away_is_named_with_its_setting()
    {
        var (exitCode, _, errors) = await KexieProcess.RunAsync(folder, "127.0.0.1:1,connectTimeout=200,connectRetry=1", "plan", "list");

        exitCode.ShouldBe(1);
        errors.ShouldContain("Ledger:Redis");
    }

    private static byte[] ContentOf(string name) => name switch
    {
        "noplan.txt" => Encoding.UTF8.GetBytes("今天天气很好，我们去公园散步。"),
        "broken.docx" => [0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        "junk.bin" => [.. Enumerable.Range(0, 4096).Select(n => (byte)(n * 31))],
        "huge.txt" => new byte[50 << 20],
        _ => [],
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
