using static KexieBot.Core.Roster.RosterWorkbookTable;

namespace KexieBot.Core.Roster;

/// <summary>What stands in an empty roster workbook: marked examples, and how to fill it in.</summary>
internal static class RosterTemplate
{
    // In the order of the form's columns.
    private static readonly string[][] Units =
    [
        [$"{ExampleMark}区科技局", "科技局、区科委、区科学技术局", "KJ01"],
        [$"{ExampleMark}东门街道", "东门街道办事处", ""],
    ];

    private static readonly string[][] Groups =
    [
        [$"{ExampleMark}各街道", "各街道办事处、各镇街", "东门街道、西门街道"],
    ];

    private static readonly string[][] Persons =
    [
        [$"{ExampleMark}keji", "林晓", "联络员", "区科技局", "linxiao", "", "", "zh"],
        [$"{ExampleMark}wang.jun", "王君", "单位负责人", "区科技局、区科协", "wangjun", "wang.jun@example.com", "Teams", "zh"],
        [$"{ExampleMark}office", "陈主任", "办公室", "", "chen", "", "", "zh"],
        [$"{ExampleMark}leader", "李区长", "领导", "", "", "leader@example.com", "", "zh"],
    ];

    public static IReadOnlyList<string[]> ExamplesOf(RosterSheetForm form) =>
        form == RosterWorkbookColumns.Units ? Units : form == RosterWorkbookColumns.Groups ? Groups : Persons;

    public static IReadOnlyList<IReadOnlyList<string>> Explanation { get; } =
    [
        ["表", "列", "怎么填"],
        ["单位", "名称", "必填。方案里通常的写法，如“区科技局”。"],
        ["单位", "别名", "其他叫法，用“、”隔开；名称里本身有“、”的，加上引号。一个叫法只能属于一个单位。"],
        ["单位", "编号", "可不填。填了以后不要改：单位改名时凭编号认出是同一个单位，旧名自动成为别名。"],
        ["单位组", "名称", "代表多个单位的说法，如“各街道”“领导小组成员单位”。"],
        ["单位组", "成员", "成员单位，用“、”隔开；可以写“单位”表里的名称、别名，也可以写另一个单位组。"],
        ["人员", "工号", "可不填，不填时用姓名；有同名的人必须填。填了以后不要改。"],
        ["人员", "姓名", "必填。"],
        ["人员", "身份", "必填：联络员、单位负责人、领导、办公室。"],
        ["人员", "单位", "联络员和单位负责人必填，多个用“、”隔开；领导填分管单位，不填表示全部。"],
        ["人员", "企业微信账号", "企业微信管理后台通讯录里的“账号”，不是姓名，也不是手机号。"],
        ["人员", "Teams账号", "登录名（如 name@example.com）或 Entra 对象ID；两个都填时用“、”隔开。"],
        ["人员", "首选渠道", "企业微信或Teams；不填时先用企业微信。"],
        ["人员", "语言", "zh或en，不填为zh。"],
        ["", "", $"以“{ExampleMark}”开头的行是示例，不会导入，可以删去。列的顺序可以调整，表头的字不要改。"],
        ["", "", "再次导入以新表为准：新表里没有的人员会移出；没有的单位，在台账里还有任务的保留，其余移出。有错误时整份不导入。"],
    ];
}
