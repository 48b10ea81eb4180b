using System.Text;
using BenchmarkDotNet.Attributes;
using KexieBot.Core.Plans;

namespace KexieBot.Benchmarks;

/// <summary>Time to read grows with the text, not faster: one, two, four and eight times 75 pages.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class PlanReaderBenchmarks
{
    private const int MeasuresIn75Pages = 225;

    private PlanDocument lines = null!;
    private PlanDocument oneLine = null!;
    private PlanDocument table = null!;

    [Params(1, 2, 4, 8)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Write()
    {
        var measures = Enumerable.Range(1, MeasuresIn75Pages * Size).Select(n => Measure(((n - 1) % MeasuresIn75Pages) + 1)).ToList();
        lines = PlanDocument.FromText("plan.txt", "青澜区科普工作实施方案\n" + string.Join('\n', measures.Chunk(MeasuresIn75Pages).Select((chunk, i) => $"{"一二三四五六七八"[i]}、第{i + 1}部分任务\n" + string.Join('\n', chunk))));
        oneLine = PlanDocument.FromText("plan.txt", "为做好工作，制定本方案。" + string.Concat(measures.Chunk(MeasuresIn75Pages).Select((chunk, i) => $"{"一二三四五六七八"[i]}、第{i + 1}部分任务。" + string.Concat(chunk))));
        table = PlanDocument.FromText("plan.txt", "序号\t重点任务\t责任单位\t完成时限\n" + string.Join('\n', Enumerable.Range(1, measures.Count).Select(n => $"{n}\t{Filler}\t区科协、区教育局\t2026年底前")));
    }

    [Benchmark(Baseline = true)]
    public int Lines() => PlanReader.Read(lines).Measures.Count;

    [Benchmark]
    public int OneLine() => PlanReader.Read(oneLine).Measures.Count;

    [Benchmark]
    public int Table() => PlanReader.Read(table).Measures.Count;

    private const string Filler = "围绕基层群众需求，组织科技工作者深入社区、学校、企业开展科普宣讲、技术咨询和志愿服务，建立需求清单和服务清单，推动优质资源下沉，不断提升科协组织联系服务群众的能力和水平。";

    private static string Measure(int number)
    {
        var text = new StringBuilder($"{number}.推进第{number}号科普阵地建设。");
        for (var i = 0; i < 3; i++)
            text.Append(Filler);
        return text.Append("2026年12月底前完成，每季度报送一次进展。（牵头单位：区科协；配合单位：区教育局、区卫生健康局、各街道）").ToString();
    }
}
