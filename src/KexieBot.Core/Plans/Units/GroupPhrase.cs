using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;

namespace KexieBot.Core.Plans;

/// <summary>Recognises phrases that stand for many units: 各街道, 领导小组成员单位, 相关部门.</summary>
public static partial class GroupPhrase
{
    /// <summary>True for a phrase that only a roster can turn into units. Says nothing on whether the roster knows it.</summary>
    public static bool IsGroup(string name) => Group().IsMatch(TextFolding.Fold(name).Replace(" ", "", StringComparison.Ordinal));

    [GeneratedRegex("^(?:各|每个|有关|相关|其他|全体|所有)|^(?:全[区市县省]|国务院|省级?|市级?|区级?|县级?|中央|在.{1,3}?|驻.{1,3}?|本?[区市县])(?:各|有关|相关|所有)|(?:成员|直属|责任|相关|有关|职能|主管|驻[区市县])(?:单位|部门)$|(?:有关|相关)(?:部门|单位|区县|市县|镇街|企业|街道)$|各级|(?:市|区|县|省|镇|街道)(?:直|属)(?:各)?(?:部门|单位|机关)|^(?:镇街|镇（街道）|街道（镇）|各?乡镇（街道）|高校院所|科研院所|学会协会)$|^全[区市县省](?:.{0,8})(?:学会|协会|学校|中小学|企业|街道|镇|社区|医院|高校|组织)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Group();
}
