using CsCheck;
using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

public sealed class DeadlinePhraseTests
{
    private static readonly DeadlineContext July2026 = new(new DateOnly(2026, 7, 6));

    [Theory]
    [InlineData("2026年9月底前完成初评。", "2026-09-30")]
    [InlineData("2026年底前完成。", "2026-12-31")]
    [InlineData("2026年年底前完成。", "2026-12-31")]
    [InlineData("2027年2月底前拨付。", "2027-02-28")]
    [InlineData("2026年12月15日前建成。", "2026-12-15")]
    [InlineData("9月30日前报送。", "2026-09-30")]
    [InlineData("今年底前完成。", "2026-12-31")]
    [InlineData("明年6月底前完成编制。", "2027-06-30")]
    [InlineData("第三季度完成。", "2026-09-30")]
    [InlineData("2027年上半年建成。", "2027-06-30")]
    [InlineData("上半年培训200人次。", "2027-06-30")]
    [InlineData("办开放日，下半年3场。", "2026-12-31")]
    [InlineData("9月中旬举办活动。", "2026-09-20")]
    [InlineData("12月上旬召开会议。", "2026-12-10")]
    [InlineData("8月下旬开展检查。", "2026-08-31")]
    [InlineData("到2028年，建成二十个。", "2028-12-31")]
    [InlineData("到2027年底，覆盖率达到80%。", "2027-12-31")]
    [InlineData("“十五五”期间建成新馆。", "2030-12-31")]
    [InlineData("国庆节前完成慰问。", "2026-09-30")]
    [InlineData("“十一”前完成慰问。", "2026-09-30")]
    [InlineData("元旦前完成慰问。", "2026-12-31")]
    [InlineData("2027年元旦前完成慰问。", "2026-12-31")]
    [InlineData("明年元旦前完成慰问。", "2026-12-31")]
    [InlineData("中秋节前完成慰问。", "2026-09-24")]
    [InlineData("自印发之日起30日内制定细则。", "2026-08-05")]
    [InlineData("印发之日起10个工作日内报备。", "2026-07-20")]
    [InlineData("印发之日起三个月内完成。", "2026-10-06")]
    [InlineData("本通知印发后3个月内上线。", "2026-10-06")]
    [InlineData("秋季学期开学前配齐教师。", "2026-08-31")]
    [InlineData("年内出台管理办法。", "2026-12-31")]
    [InlineData("年内发布技术标准。", "2026-12-31")]
    [InlineData("“十五五”期间重点建设5个科技馆。", "2030-12-31")]
    [InlineData("西北二环高速公路年底前竣工。", "2026-12-31")]
    [InlineData("确保年底前化解任务完成。", "2026-12-31")]
    [InlineData("方案4/3前报送。", "2027-04-03")]
    [InlineData("３月底前报送总结。", "2027-03-31")]
    [InlineData("二〇二六年十一月底前完成。", "2026-11-30")]
    [InlineData("本月底前完成排查。", "2026-07-31")]
    [InlineData("本月15日前报送。", "2026-07-15")]
    [InlineData("下月上旬召开会议。", "2026-08-10")]
    [InlineData("本周五前完成保洁。", "2026-07-10")]
    [InlineData("下周三前完成第一轮。", "2026-07-15")]
    public void A_phrase_in_running_text_has_its_day(string text, string day) =>
        DeadlinePhrase.InText(text, July2026).ShouldHaveSingleItem().Date.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("有效期至2028年12月31日。")]
    [InlineData("3.2前沿技术攻关。")]
    [InlineData("1.1前期调研。")]
    [InlineData("谋划“十五五”时期工作。")]
    [InlineData("对年内组织接待游客的旅行社予以奖励。")]
    [InlineData("政策实施期限截至2026年12月31日。")]
    [InlineData("上述政策实施时间为2026年1月1日至2026年12月31日。")]
    [InlineData("每辆补贴最高500元，补贴政策执行至2026年12月31日。")]
    [InlineData("2026年9月30日前继续按照100%比例暂退保证金。")]
    [InlineData("补足保证金期限延至2027年3月31日。")]
    [InlineData("本措施自2026年5月31日起实施。")]
    [InlineData("2026年1月1日至12月31日，返还社会保险费。")]
    [InlineData("毕业一年内的高校毕业生可申领补贴。")]
    [InlineData("每年12月底前报送总结。")]
    [InlineData("每月25日前报送信息。")]
    [InlineData("每年5月12日前后开展宣传。")]
    [InlineData("2026年前三季度工作情况。")]
    [InlineData("对6个月内仍未整改到位的通报。")]
    [InlineData("1日内办结，3个环节。")]
    [InlineData("三年期以上贷款。")]
    [InlineData("补助期限至2028年12月31日。")]
    [InlineData("2026年12月31日前已放贷的不重复享受。")]
    [InlineData("政策时间延续至2026年12月31日。")]
    [InlineData("还本付息最长可延至2026年12月31日。")]
    [InlineData("所欠费款可在2026年底前补缴。")]
    [InlineData("2026年底前到期的贷款可申请展期。")]
    [InlineData("优先改造2005年底前建成的小区。")]
    [InlineData("2026年底前申报的，再补助5万元。")]
    [InlineData("2026年底前，鼓励担保公司免收担保费。")]
    [InlineData("年底前，对小微企业给予2%的贴息。")]
    [InlineData("登记注册3 年内的个体工商户可申请，完成审核后放款。")]
    [InlineData("自受理之日起5个工作日内答复。")]
    [InlineData("Projects may use the May Hall in Q5.")]
    public void What_only_looks_like_a_deadline_is_passed_over(string text) =>
        DeadlinePhrase.InText(text, July2026).ShouldBeEmpty();

    [Theory]
    [InlineData("12月", "2026-12-31")]
    [InlineData("2026年6月持续跟踪", "2026-06-30")]
    [InlineData("2026.12.31", "2026-12-31")]
    [InlineData("2026/9/5", "2026-09-05")]
    [InlineData("2026年", "2026-12-31")]
    [InlineData("2026年12月取得阶段性成果并持续推进", "2026-12-31")]
    public void A_whole_field_needs_no_word_of_limit(string text, string day) =>
        DeadlinePhrase.InField(text, July2026)[0].Date.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Q3 2026", "2026-09-30")]
    [InlineData("H1 2027", "2027-06-30")]
    [InlineData("H2", "2026-12-31")]
    [InlineData("EOY 2026", "2026-12-31")]
    [InlineData("by end of June 2027", "2027-06-30")]
    [InlineData("30 September 2026", "2026-09-30")]
    [InlineData("Sept 15, 2026", "2026-09-15")]
    [InlineData("mid-August", "2026-08-20")]
    [InlineData("by 2028", "2028-12-31")]
    public void A_field_may_be_english(string text, string day) =>
        DeadlinePhrase.InField(text, July2026).ShouldHaveSingleItem().Date.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Stages_that_run_forward_lie_in_one_year()
    {
        DeadlinePhrase.InText("4月底前开工，8月底前封顶，11月底前竣工。", July2026).Select(d => d.Date)
            .ShouldBe([new DateOnly(2026, 4, 30), new DateOnly(2026, 8, 31), new DateOnly(2026, 11, 30)]);
        DeadlinePhrase.InText("3月底前开工，12月底前竣工。", new DeadlineContext(new DateOnly(2026, 11, 20))).Select(d => d.Date)
            .ShouldBe([new DateOnly(2027, 3, 31), new DateOnly(2027, 12, 31)]);
        DeadlinePhrase.InText("12月底前定稿，3月底前印发。", new DeadlineContext(new DateOnly(2026, 11, 20))).Select(d => d.Date)
            .ShouldBe([new DateOnly(2026, 12, 31), new DateOnly(2027, 3, 31)]);
    }

    [Theory]
    [InlineData("收到反馈意见之日起3个月内完成。", "收到反馈意见之日起3个月内")]
    [InlineData("证照目录发布后6个月内，完成制证。", "证照目录发布后6个月内")]
    public void Time_from_an_event_without_a_day_keeps_its_words(string text, string words)
    {
        var deadline = DeadlinePhrase.InText(text, July2026).ShouldHaveSingleItem();

        deadline.Date.ShouldBeNull();
        deadline.Text.ShouldBe(words);
    }

    [Fact]
    public void Stages_come_in_their_order_and_share_the_year() =>
        DeadlinePhrase.InText("2027年3月底前完成初评，11月底前完成推荐。", July2026).Select(d => d.Date)
            .ShouldBe([new DateOnly(2027, 3, 31), new DateOnly(2027, 11, 30)]);

    [Fact]
    public void Workdays_follow_the_given_calendar()
    {
        var context = July2026 with { IsWorkday = day => day.Day % 2 == 0 };

        DeadlinePhrase.InText("印发之日起3个工作日内", context).ShouldHaveSingleItem().Date.ShouldBe(new DateOnly(2026, 7, 12));
    }

    [Theory]
    [InlineData("每季度通报一次进展。", ReportingCycle.Quarterly)]
    [InlineData("每月25日前报送。", ReportingCycle.Monthly)]
    [InlineData("每半年开展一次督查。", ReportingCycle.HalfYearly)]
    [InlineData("每年举办一届大赛。", ReportingCycle.Yearly)]
    [InlineData("每周调度。", ReportingCycle.Weekly)]
    [InlineData("完成换届，长期坚持。", ReportingCycle.Ongoing)]
    [InlineData("在社区开设课程，持续推进。", ReportingCycle.Ongoing)]
    [InlineData("常态化开展科普进校园。", ReportingCycle.Ongoing)]
    public void A_cadence_has_its_kind(string text, ReportingCycle kind) => CyclePhrase.InText(text).ShouldNotBeNull().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("每年给予最高50万元资助。")]
    [InlineData("每家企业每年最高50万元。")]
    [InlineData("持续优化营商环境是重要任务。")]
    public void A_cadence_of_money_is_none(string text) => CyclePhrase.InText(text).ShouldBeNull();

    [Fact]
    public void Every_printed_day_is_read_back() =>
        Gen.Int[0, 1500].Select(n => new DateOnly(2025, 1, 1).AddDays(n)).Sample(day =>
            DeadlinePhrase.InText($"于{day.Year}年{day.Month}月{day.Day}日前完成。", new DeadlineContext()).ShouldHaveSingleItem().Date == day);

    [Fact]
    public void No_text_makes_it_throw_or_hang() =>
        Gen.Char["年月日底前0123456789一二三十第季度每之起内到至上中下旬学期国庆节“”（），。 "].Array[0, 60].Select(c => new string(c))
            .Sample(text => DeadlinePhrase.InText(text, July2026).Count >= 0 && DeadlinePhrase.InField(text, July2026).Count >= 0);
}
