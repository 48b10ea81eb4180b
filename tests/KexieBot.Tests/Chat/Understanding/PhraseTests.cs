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
    [InlineData("9号前", "2026-12-09")]
    [InlineData("25号前", "2026-11-25")]
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
    [InlineData("7号 65% 评审会定在下周", "7")]
    [InlineData("9号现在到哪了", "9")]
    [InlineData("25号前报齐", "")]
    [InlineData("第10条作废,和第7条重复了", "10")]
    [InlineData("第10条和第7条作废", "10,7")]
    [InlineData("8 75", "8")]
    [InlineData("4 5 签收", "4,5")]
    [InlineData("3 20 家企业", "")]
    [InlineData("收集意见20条", "")]
    [InlineData("第三季度", "")]
    public void Measures_are_read(string text, string measures) => string.Join(',', MeasureRefs.Find(text).Measures).ShouldBe(measures);

    [Theory]
    [InlineData("六成五", 65)]
    [InlineData("百分之六十", 60)]
    [InlineData("一半", 50)]
    [InlineData("从60%改成75%", 75)]
    [InlineData("进度60", 60)]
    [InlineData("进度六十", 60)]
    [InlineData("第8条数填错，改成70", 70)]
    [InlineData("不对，第3条是50%不是70%", 50)]
    [InlineData("第6条不是80%，是60%", 60)]
    [InlineData("第8条由40%提到55%", 55)]
    public void A_percent_is_read(string text, int percent) => PercentPhrase.Find(text)!.Percent.ShouldBe(percent);

    [Theory]
    [InlineData("第2条不是60%")]
    [InlineData("第6条时间填错，改成12")]
    [InlineData("第3条进度十分慢")]
    [InlineData("3 20 家企业")]
    public void No_percent_is_read_where_none_is_said(string text) => PercentPhrase.Find(text).ShouldBeNull();

    [Theory]
    [InlineData("第7条完成了吗")]
    [InlineData("第7条能办结了没有")]
    [InlineData("第7条延期申请批了吗")]
    public void A_question_closes_nothing(string text) =>
        Utterances.Read(text, UnderstandingContext.WithoutRoster(Monday)).Intent.ShouldNotBeOneOf(Intent.ApproveClose, Intent.ApproveExtension, Intent.RejectClose, Intent.RejectExtension, Intent.VoidMeasure);
}
