using KexieBot.Core.Roster;
using KexieBot.Core.Workbooks;

namespace KexieBot.Tests.Rosters;

/// <summary>Roster workbooks to read, made of rows as somebody would type them.</summary>
internal static class RosterFiles
{
    public static readonly string[] UnitHeader = ["名称", "别名", "编号"];
    public static readonly string[] GroupHeader = ["名称", "别名", "成员"];
    public static readonly string[] PersonHeader = ["工号", "姓名", "身份", "单位", "企业微信账号", "Teams账号", "语言"];

    /// <summary>Two units with a liaison each, a group of both, and somebody in the office: nothing to mend.</summary>
    public static List<WorkbookSheet> Good() =>
    [
        Sheet("单位", UnitHeader, ["区科技局", "区科委、科技局", "KJ01"], ["区科协", "", ""]),
        Sheet("单位组", GroupHeader, ["各单位", "", "区科技局、科协"]),
        Sheet("人员", PersonHeader,
            ["keji", "林晓", "联络员", "区科技局", "linxiao", "lin@example.com", "zh"],
            ["kexie", "周岚", "联络员", "区科协", "", "", ""],
            ["office", "陈主任", "办公室", "", "", "", ""]),
    ];

    public static WorkbookSheet Sheet(string name, params IReadOnlyList<string>[] rows) => new(name, rows);

    /// <summary>The good workbook with a row more on one sheet.</summary>
    public static List<WorkbookSheet> GoodWith(string sheet, params string[] row) =>
        [.. Good().Select(good => good.Name == sheet ? good with { Rows = [.. good.Rows, row] } : good)];

    public static byte[] Of(Roster roster) => Written(stream => RosterWorkbook.Write(stream, roster));

    public static byte[] Of(IReadOnlyList<WorkbookSheet> sheets) => Written(stream => WorkbookWriter.Write(stream, sheets));

    public static byte[] Template() => Written(RosterWorkbook.Template);

    public static RosterReading Read(byte[] file) => RosterWorkbook.Read(new MemoryStream(file));

    public static RosterReading Read(IReadOnlyList<WorkbookSheet> sheets) => Read(Of(sheets));

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
