using CsCheck;
using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

public sealed class PlanReaderProperties
{
    private static readonly string[] Units = ["区科协", "区教育局", "区工业和信息化局", "区委组织部（人才办）", "各街道", "各镇（街道）", "全区各级科协组织", "区全民科学素质工作领导小组成员单位", "团区委", "区总工会", "区文化和旅游局", "各区、县（市）政府"];
    private static readonly string[] Titles = ["加强阵地建设", "办好“科普日”活动", "完善工作机制", "服务科技工作者", "推进信息化", "建设人才队伍"];
    private static readonly (string Open, string Close)[] Brackets = [("（", "）"), ("(", ")"), ("〔", "〕"), ("【", "】"), ("[", "]")];

    private static readonly Gen<Printed> AnyPrinted = Gen.Select(
        Gen.OneOf(Titles), Gen.Shuffle(Units).Select(all => all.Take(5).ToArray()), Gen.Int[1, 3], Gen.Int[0, 2],
        Gen.OneOf(Brackets), Gen.Bool, Gen.Int[0, 12],
        (title, units, leads, others, bracket, byWords, month) => new Printed(title, units[..leads], units[leads..(leads + others)], bracket, byWords, month));

    [Fact]
    public void What_is_printed_is_read_back() =>
        AnyPrinted.Array[1, 8].Sample(measures =>
        {
            var text = "青澜区科普工作实施方案\n一、重点任务\n" + string.Join('\n', measures.Select((m, i) => m.Text(i + 1)));
            return Reading.Of(text).Lines() == string.Join('\n', measures.Select((m, i) => m.Expected(i + 1)));
        }, iter: 300);

    [Fact]
    public void The_same_text_in_one_line_gives_the_same_measures() =>
        AnyPrinted.Array[2, 6].Sample(measures =>
        {
            var lines = measures.Select((m, i) => m.Text(i + 1)).ToList();
            return Reading.Of("为做好工作，制定本方案。" + string.Concat(lines)).Lines() == Reading.Of(string.Join('\n', lines)).Lines();
        }, iter: 200);

    [Fact]
    public void No_text_makes_it_throw_and_every_number_is_positive() =>
        Gen.OneOf("一、", "（一）", "1.", "（1）", "第一条 ", "责任单位：", "（责任单位：", "）", "区科协", "、", "，", "。", "\n", "牵头", "配合", "2026年底前", "每季度", "序号\t任务\t责任单位\n", "\t", "|", "……(省略9字)", "(未完,全文共9字)", "目录\n", "—2—\n", "附则\n", "以下均需各街道落实，不再列出", "　", "*", "@区科协", "→", "第2、3项由", "●", "+---+\n", "负责做好宣传", "（主）", "〔同上〕", "｜", "（区教育局配合）", "3月底前完成的事项", "第003号 ")
            .Array[0, 60].Sample(parts => Measures(string.Concat(parts)).All(m => m.Number > 0 && m.Title is not null && m.Line > 0), iter: 2000);

    [Fact]
    public void Brackets_in_brackets_end_no_process() =>
        Reading.Of("1.办展 @" + string.Concat(Enumerable.Repeat("局部（", 3_000)) + "区科协" + string.Concat(Enumerable.Repeat("配合）", 3_000)) + "\n序号\t任务\t责任单位\n1\t建馆\t" + string.Concat(Enumerable.Repeat("局部（", 3_000)) + "区科协" + string.Concat(Enumerable.Repeat("配合）", 3_000))).ShouldNotBeNull();

    [Theory]
    [InlineData("（责任单位：", "unclosed lists in one paragraph")]
    [InlineData("1.办事。\n（以上3项责任单位：区科协）\n", "each list speaks of items far above")]
    [InlineData("序号\n任务\n责任单位\n", "each line may begin a table")]
    public void A_text_made_to_be_slow_is_given_up_with_a_sentence(string part, string why)
    {
        var document = PlanDocument.FromText("x.txt", string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)));

        var draft = PlanReader.Read(document, issuedOn: null, isWorkday: null, new ReadingTime(TimeSpan.FromSeconds(2)));

        draft.Measures.ShouldBeEmpty(why);
        draft.Problems.ShouldHaveSingleItem().Message.ShouldContain("读取超时");
    }

    private static IReadOnlyList<DraftMeasure> Measures(string text) => PlanReader.Read(PlanDocument.FromText("x.txt", text)).Measures;

    private sealed record Printed(string Title, string[] Leads, string[] Others, (string Open, string Close) Bracket, bool ByWords, int Month)
    {
        public override string ToString() => Text(1);

        private string Deadline => Month == 0 ? "" : $"2026年{Month}月底前完成。";

        public string Text(int number) =>
            $"{number}.{Title}。组织开展各项工作。{Deadline}{Bracket.Open}{(ByWords ? Words : Labels)}{Bracket.Close}";

        public string Expected(int number)
        {
            var units = string.Join(' ', Leads.Select(u => u + "+").Concat(Others.Select(u => u + "-")));
            var date = Month == 0 ? "" : $" | 2026-{Month:00}-{DateTime.DaysInMonth(2026, Month)}";
            return $"{number} {Title} | {units}{date}";
        }

        private string Words => string.Join('、', Leads) + "牵头" + (Others.Length > 0 ? "，" + string.Join('、', Others) + "配合" : "");
        private string Labels => "牵头单位：" + string.Join('、', Leads) + (Others.Length > 0 ? "；配合单位：" + string.Join('、', Others) : "");
    }
}
