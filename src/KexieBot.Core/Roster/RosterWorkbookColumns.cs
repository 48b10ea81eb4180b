namespace KexieBot.Core.Roster;

/// <summary>A column of the roster workbook. People's own tables call it by other words too, so it is found by any of its <paramref name="Names"/>; the first is ours.</summary>
internal sealed record RosterColumn(bool IsRequired, params string[] Names)
{
    public string Name => Names[0];
}

/// <summary>A sheet of the roster workbook.</summary>
internal sealed record RosterSheetForm(string Name, bool IsRequired, params RosterColumn[] Columns);

/// <summary>The sheets and columns of the roster workbook.</summary>
internal static class RosterWorkbookColumns
{
    public static readonly RosterColumn NameOfUnit = new(true, "名称", "单位名称", "单位");
    public static readonly RosterColumn AliasesOfUnit = new(false, "别名", "简称", "曾用名");
    public static readonly RosterColumn IdOfUnit = new(false, "编号", "单位编号", "ID");
    public static readonly RosterSheetForm Units = new("单位", true, NameOfUnit, AliasesOfUnit, IdOfUnit);

    public static readonly RosterColumn NameOfGroup = new(true, "名称", "单位组", "单位组名称");
    public static readonly RosterColumn AliasesOfGroup = new(false, "别名", "简称");
    public static readonly RosterColumn Members = new(true, "成员", "成员单位");
    public static readonly RosterSheetForm Groups = new("单位组", false, NameOfGroup, AliasesOfGroup, Members);

    public static readonly RosterColumn IdOfPerson = new(false, "工号", "编号", "工号/编号", "ID");
    public static readonly RosterColumn NameOfPerson = new(true, "姓名", "名字");
    public static readonly RosterColumn Role = new(true, "身份", "角色");
    public static readonly RosterColumn UnitsOfPerson = new(true, "单位", "所属单位", "负责单位");
    public static readonly RosterColumn WeCom = new(false, "企业微信账号", "企业微信", "企微账号", "企微");
    public static readonly RosterColumn Teams = new(false, "Teams账号", "Teams", "Teams帐号");
    public static readonly RosterColumn Preferred = new(false, "首选渠道", "首选通道");
    public static readonly RosterColumn LanguageOfPerson = new(false, "语言");
    public static readonly RosterSheetForm Persons = new("人员", true, IdOfPerson, NameOfPerson, Role, UnitsOfPerson, WeCom, Teams, Preferred, LanguageOfPerson);

    public const string Explanation = "填写说明";
}
