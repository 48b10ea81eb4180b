using System.Diagnostics;
using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

/// <summary>A Chinese plan printed to PDF by a browser, as an office does it: broken lines, and radicals in place of characters.</summary>
public sealed class PrintedPdfTests
{
    private const string Plan = """
        <!doctype html><html lang="zh"><meta charset="utf-8">
        <style>body { font: 16pt/1.9 "Noto Sans CJK SC", sans-serif } h1 { text-align: center; font-size: 22pt } @page { size: A4; margin: 3cm 2.6cm }</style>
        <h1>青澜区科普能力提升实施方案</h1>
        <h2>一、总体要求</h2>
        <p>　　坚持政府推动、社会参与，到2027年全区公民具备科学素质的比例达到18%以上。</p>
        <h2>二、重点任务</h2>
        <p>　　（一）建好科普阵地。2026年9月底前，新建社区科普馆6个，在公园、车站、医院设置科普橱窗，实现街道全覆盖，并按月更新内容。（牵头单位：区科协；配合单位：区城管局、区卫生健康局、各街道办事处）</p>
        <p>　　（二）培育科普队伍。2026年12月31日前，选聘科普专员80名，建立考核激励制度，把科普工作实绩作为职称评审的参考。（责任单位：区人力资源和社会保障局、区科协）</p>
        <h2>三、保障措施</h2>
        <p>　　（三）加强经费保障。将科普经费列入年度预算，2027年6月底前人均科普经费达到5元。（责任单位：区财政局、区科协）</p>
        <p style="text-align: right">青澜区科学技术协会<br>2026年3月18日</p>
        </html>
        """;

    private const string Table = """
        <!doctype html><html lang="zh"><meta charset="utf-8">
        <style>body { font: 14pt/1.6 "Noto Sans CJK SC", sans-serif } h1 { text-align: center; font-size: 20pt } @page { size: A4; margin: 2.5cm 2cm }
        table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #000; padding: 4pt; vertical-align: middle; text-align: center; font-weight: normal } td.l { text-align: left } tr.tall { height: 150mm }</style>
        <h1>青澜区科普任务分解表</h1>
        <table><thead><tr><th width="8%">序号</th><th width="16%">类别</th><th width="30%">工作内容</th><th width="15%">牵头单位</th><th width="18%">配合单位</th><th>完成时限</th></tr></thead>
        <tr><td>1</td><td rowspan="2">阵地建设</td><td class="l">新建社区科普馆六个，在公园、车站、医院设置科普橱窗并按月更新内容。</td><td>区科协</td><td>区城管局<br>区卫生健康局</td><td>2026年9月底前</td></tr>
        <tr><td>2</td><td class="l">改造区科技馆序厅。</td><td>区科协</td><td>区住房和城乡建设局、区财政局</td><td>2026年12月底前</td></tr>
        <tr class="tall"><td>3</td><td rowspan="2">队伍建设</td><td class="l">选聘科普专员八十名，建立考核激励制度。</td><td>区人力资源和社会保障局</td><td>区科协</td><td>2027年3月底前</td></tr>
        <tr><td>4</td><td class="l">办好科普讲师培训班。</td><td>区科协</td><td>无</td><td>每季度</td></tr>
        </table></html>
        """;

    [Fact]
    public async Task A_ruled_table_is_read_by_its_cells_with_merged_ones_and_over_the_page()
    {
        var draft = PlanReader.Read(await PrintedAsync(Table));

        draft.Lines().ShouldBe("""
            1 新建社区科普馆六个，在公园、车站、医院设置科普橱窗并按月更新内容 | 区科协+ 区城管局- 区卫生健康局- | 2026-09-30
            2 改造区科技馆序厅 | 区科协+ 区住房和城乡建设局- 区财政局- | 2026-12-31
            3 选聘科普专员八十名，建立考核激励制度 | 区人力资源和社会保障局+ 区科协- | 2027-03-31
            4 办好科普讲师培训班 | 区科协+
            """.ReplaceLineEndings("\n"));
        draft.Measures.Select(measure => measure.Section).ShouldBe(["阵地建设", "阵地建设", "队伍建设", "队伍建设"]);
        draft.Title.ShouldBe("青澜区科普任务分解表");
    }

    [Theory]
    [InlineData("top", "left")]
    [InlineData("middle", "center")]
    public async Task A_table_without_rulings_is_read_by_its_columns(string vertical, string across)
    {
        var bare = Table.Replace("border: 1px solid #000; padding: 4pt; vertical-align: middle; text-align: center", $"padding: 4pt 8pt; vertical-align: {vertical}; text-align: {across}")
            .Replace(" rowspan=\"2\"", "").Replace("<td>2</td>", "<td>2</td><td></td>").Replace("<td>4</td>", "<td>4</td><td></td>").Replace("height: 150mm", "height: auto").Replace("14pt/1.6", "12pt/1.6")
            .Replace("</table>", "</table><p>　　注：各牵头单位于每季度末将进展情况报送区科协，由区科协汇总后报区政府，逾期不报的予以通报，并纳入年度考核。</p>");

        (await PrintedReadAsync(bare)).Lines().ShouldBe("""
            1 新建社区科普馆六个，在公园、车站、医院设置科普橱窗并按月更新内容 | 区科协+ 区城管局- 区卫生健康局- | 2026-09-30
            2 改造区科技馆序厅 | 区科协+ 区住房和城乡建设局- 区财政局- | 2026-12-31
            3 选聘科普专员八十名，建立考核激励制度 | 区人力资源和社会保障局+ 区科协- | 2027-03-31
            4 办好科普讲师培训班 | 区科协+
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_table_without_rulings_goes_on_over_pages_that_repeat_no_header()
    {
        var rows = string.Concat(Enumerable.Range(1, 40).Select(n => $"<tr><td>{n}</td><td class=l>在第{n}个社区建设科普角，配齐展板和图书，每月更新内容一次，方便群众就近学习。</td><td>区科协</td><td>第{n}街道办事处</td></tr>"));
        var draft = await PrintedReadAsync($$"""
            <!doctype html><html lang="zh"><meta charset="utf-8">
            <style>body { font: 14pt/1.6 "Noto Sans CJK SC", sans-serif } @page { size: A4; margin: 2.5cm 2cm } td, th { padding: 3pt 8pt; vertical-align: top; font-weight: normal; text-align: left } thead { display: table-row-group } tr { break-inside: avoid }</style>
            <h1>青澜区科普角任务分解表</h1>
            <table><thead><tr><th width="8%">序号</th><th>工作任务</th><th width="16%">牵头单位</th><th width="24%">配合单位</th></tr></thead>{{rows}}</table></html>
            """);

        draft.Measures.Select(measure => $"{measure.Number} {measure.Title} {measure.Units()}").ShouldBe(
            Enumerable.Range(1, 40).Select(n => $"{n} 在第{n}个社区建设科普角，配齐展板和图书，每月更新内容一次，方便群众就近学习 区科协+ 第{n}街道办事处-"));
    }

    private static async Task<PlanDraft> PrintedReadAsync(string html) => PlanReader.Read(await PrintedAsync(html));

    [Fact]
    public async Task A_plan_printed_by_a_browser_is_read_whole()
    {
        var draft = PlanReader.Read(await PrintedAsync(Plan));

        draft.Title.ShouldBe("青澜区科普能力提升实施方案");
        draft.IssuedOn.ShouldBe(new DateOnly(2026, 3, 18));
        draft.Lines().ShouldBe("""
            1 建好科普阵地 | 区科协+ 区城管局- 区卫生健康局- 各街道办事处- | 2026-09-30
            2 培育科普队伍 | 区人力资源和社会保障局 区科协 | 2026-12-31
            3 加强经费保障 | 区财政局 区科协 | 2027-06-30
            """.ReplaceLineEndings("\n"));
        draft.Problems.ShouldBeEmpty();
    }

    private static async Task<PlanDocument> PrintedAsync(string html)
    {
        var browser = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "chromium is not installed.");
        var folder = Directory.CreateTempSubdirectory("kexie-pdf-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "plan.html"), html);
            using var printing = Process.Start(new ProcessStartInfo(browser!, ["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder}/profile", "--no-pdf-header-footer", "--print-to-pdf=plan.pdf", "plan.html"])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            await printing.StandardError.ReadToEndAsync();
            await printing.WaitForExitAsync();

            return DocumentReader.Read(await File.ReadAllBytesAsync(Path.Combine(folder, "plan.pdf")), "plan.pdf").ShouldBeOfType<DocumentResult.Read>().Document;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
