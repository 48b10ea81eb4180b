using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Tests.Support.Teams;

/// <summary>Replies that show all that a renderer must draw.</summary>
public static class SampleReplies
{
    public static Reply Everything { get; } = Reply.Of("您有 4 项任务，1 项逾期", ReplyTone.Warning) with
    {
        Lines = ["截至今天 9:00。", "带 **星号** 的文字按原样显示。"],
        Facts = [new Fact("牵头单位", "区科技局"), new Fact("期限", "2026年12月31日")],
        Rows =
        [
            new ItemRow("7", "开展创新争先活动，组织科技工作者建功立业") { Light = Light.Red, Percent = 60, State = "办理中", Due = "11月20日 · 逾期3天", Choices = [new Choice("报进展", "更新 7") { IsPrimary = true }, new Choice("申请延期", "申请延期 7")] },
            new ItemRow("8", "营造尊重科学的氛围") { Light = Light.Yellow, Percent = 0, State = "待签收", Due = "11月27日 · 还有4天", Choices = [new Choice("签收", "签收 8")] },
            new ItemRow("6", "优化联系服务机制") { Light = Light.Green, State = "长期坚持", Due = "每季度报送" },
        ],
        Chart = new ReplyChart(ChartKind.HorizontalBar, "平均进展", [new ChartPoint("区科技局", 60), new ChartPoint("区教育局", 40.5), new ChartPoint("区科协", 0)]) { Measure = "%" },
        Form = new ReplyForm("更新 7", "提交进展",
        [
            new FormField("percent", "完成百分比", FieldKind.Number) { IsRequired = true, Value = "60", Min = 0, Max = 100 },
            new FormField("note", "进展情况", FieldKind.Paragraph) { IsRequired = true, MaxLength = 2000 },
            new FormField("problem", "困难", FieldKind.Paragraph),
        ]),
        Choices = [new Choice("签收全部", "签收全部") { IsPrimary = true }, new Choice("逾期", "逾期"), new Choice("进展汇总", "进展汇总")],
        Hint = "发“帮助”看我能做什么。",
        RefreshSay = "我的任务",
    };
}
