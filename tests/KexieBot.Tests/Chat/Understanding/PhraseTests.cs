using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Tests.Chat.Understanding;

public sealed class PhraseTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Theory]
    [InlineData("12月底", "2026-12-31")]
    [InlineData("下周五", "2026-12-04")]
    [InlineData("周五前", "2026-11-27")]
    [InlineData("下月中旬", "2026-12-20")]
    [InlineData("明天下班前", "2026-11-24")]
    [InlineData("12.15", "2026-12-15")]
    [InlineData("12月15号", "2026-12-15")]
    [InlineData("元旦前", "2027-01-01")]
    [InlineData("end of december", "2026-12-31")]
    [InlineData("dec 15", "2026-12-15")]
    [InlineData("上个月底", "2026-10-31")]
    public void A_day_is_read(string text, string day) =>
        DatePhrase.Find(text, Monday)!.Date.ShouldBe(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("两周", "P14D")]
    [InlineData("10个工作日", "P10WD")]
    [InlineData("三个月", "P3M")]
    public void A_stretch_is_read(string text, string shift) => DatePhrase.Find(text, Monday)!.Shift!.ToString().ShouldBe(shift);

    [Theory]
    [InlineData("第4到第8条", "4,5,6,7,8")]
    [InlineData("1、3、5条", "1,3,5")]
    [InlineData("第五条和第七条", "5,7")]
    [InlineData("plan/7", "plan/7")]
    [InlineData("收集意见20条", "")]
    [InlineData("第三季度", "")]
    public void Measures_are_read(string text, string measures) => string.Join(',', MeasureRefs.Find(text).Measures).ShouldBe(measures);

    [Theory]
    [InlineData("六成五", 65)]
    [InlineData("百分之六十", 60)]
    [InlineData("一半", 50)]
    [InlineData("从60%改成75%", 75)]
    [InlineData("进度60", 60)]
    public void A_percent_is_read(string text, int percent) => PercentPhrase.Find(text)!.Percent.ShouldBe(percent);

    [Theory]
    [InlineData("第7条完成了吗")]
    [InlineData("第7条能办结了没有")]
    [InlineData("第7条延期申请批了吗")]
    public void A_question_closes_nothing(string text) =>
        Utterances.Read(text, UnderstandingContext.WithoutRoster(Monday)).Intent.ShouldNotBeOneOf(Intent.ApproveClose, Intent.ApproveExtension, Intent.RejectClose, Intent.RejectExtension, Intent.VoidMeasure);
}
