using System.CommandLine;
using KexieBot.Core.Roster;

namespace KexieBot.Cli;

/// <summary><c>roster</c>: import, export, template.</summary>
internal static class RosterVerbs
{
    public static Command Create() => new("roster", "名册 / the roster") { ImportVerb(), ExportVerb(), TemplateVerb() };

    private static Command ImportVerb()
    {
        var file = new Argument<string>("file") { Description = "名册工作簿 .xlsx / the roster workbook" };
        var yes = new Option<bool>("--yes") { Description = "不再询问 / do not ask" };
        var import = new Command("import", "导入名册 / import a roster") { file, yes };
        import.SetAction((parsed, _) => ImportAsync(parsed.GetValue(file)!, parsed.GetValue(yes)));
        return import;
    }

    private static Command ExportVerb()
    {
        var file = new Argument<string>("file") { Description = "写到哪个 .xlsx / the workbook to write" };
        var force = OutputFile.Force();
        var export = new Command("export", "导出现有名册 / write the present roster") { file, force };
        export.SetAction(async (parsed, _) =>
        {
            await using var session = await CliSession.OpenAsync();
            var roster = await session.Get<RosterStore>().GetAsync();
            await using var stream = OutputFile.Create(parsed.GetValue(file)!, parsed.GetValue(force));
            RosterWorkbook.Write(stream, roster);
            Console.WriteLine($"已写出 {roster.Persons.Count} 人、{roster.Units.Count} 个单位。Written.");
            return 0;
        });
        return export;
    }

    private static Command TemplateVerb()
    {
        var file = new Argument<string>("file") { Description = "写到哪个 .xlsx / the workbook to write" };
        var force = OutputFile.Force();
        var template = new Command("template", "写一个带示例的空名册 / write an empty roster with examples") { file, force };
        template.SetAction(async (parsed, _) =>
        {
            await using var stream = OutputFile.Create(parsed.GetValue(file)!, parsed.GetValue(force));
            RosterWorkbook.Template(stream);
            Console.WriteLine($"已写出 {parsed.GetValue(file)}，填好后用 roster import 导入。Fill it in, then import it.");
            return 0;
        });
        return template;
    }

    private static async Task<int> ImportAsync(string path, bool isAgreed)
    {
        if (!File.Exists(path))
            throw new VerbRefusedException($"没有这个文件：{path}");
        await using var file = File.OpenRead(path);
        var reading = RosterWorkbook.Read(file);
        foreach (var problem in reading.Problems)
            Console.WriteLine($"  {(problem.Level == RosterProblemLevel.Error ? "×" : "!")} {problem.Message}");
        if (reading.IsRefused)
            throw new VerbRefusedException($"名册有 {reading.Problems.Count(problem => problem.Level == RosterProblemLevel.Error)} 处错误，没有导入；请按上面所列修改后再试。Nothing was imported.");
        await using var session = await CliSession.OpenAsync(Beginning.Empty);
        var importing = session.Get<RosterImporting>();
        var changes = await importing.ChangesAsync(reading.Roster);
        foreach (var change in changes)
            Console.WriteLine($"  {change.Text}");
        if (changes.Count == 0)
        {
            Console.WriteLine("与现有名册相同，没有改动。Nothing to change.");
            return 0;
        }

        if (!isAgreed && !Confirmation.Ask($"共 {changes.Count} 处变化，确认导入？"))
            throw new VerbRefusedException("没有导入；确认无误请加 --yes。Nothing was imported; add --yes to agree.");
        await importing.CommitAsync(reading.Roster);
        Console.WriteLine("名册已导入。Imported.");
        return 0;
    }
}
