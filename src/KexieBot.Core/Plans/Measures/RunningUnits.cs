using System.Text.RegularExpressions;
using KexieBot.Core.Plans.Text;
using KexieBot.Core.Plans.Units;

namespace KexieBot.Core.Plans.Measures;

/// <summary>Units that a paper addresses in its sentences: 请财政部…, 科技部、财政部要….</summary>
internal static partial class RunningUnits
{
    public static bool GivesTask(string text) => Addressed().IsMatch(TextFolding.Fold(text)) && DeadlinePhrase.InText(text, new DeadlineContext()).Count > 0;

    /// <summary>True where a sentence addresses a body: 各镇于10月15日前报送总结.</summary>
    public static bool AreIn(string text) => In(text, isAddressing: true).Count > 0;

    /// <param name="isAddressing">True for a paper without unit lists: whom a sentence addresses has the task, not only who is named with a part (由A牵头).</param>
    public static IReadOnlyList<NamedUnit> In(string text, bool isAddressing)
    {
        var folded = TextFolding.Fold(text);
        var units = new List<NamedUnit>();
        foreach (var unit in SentenceUnits.In(text, folded).SelectMany(found => found.List.Units))
            if (!units.Exists(other => other.Name == unit.Name))
                units.Add(unit);
        if (!isAddressing)
            return units;
        foreach (Match match in Addressed().Matches(folded))
        {
            var names = match.Groups["u"];
            var list = UnitListParser.Parse(text.Substring(names.Index, names.Length), UnitRole.Responsible);
            if (list.Units.Count == 0 || !list.Units.All(unit => Plausible(unit.Name)))
                continue;
            var leads = match.Groups["with"].Success;
            units.AddRange(list.Units.Where(unit => !units.Exists(other => other.Name == unit.Name))
                .Select(unit => leads ? unit with { Role = UnitRole.Lead } : unit));
        }
        return units;
    }

    private static bool Plausible(string name) => name.Length <= 16 && UnitWords.LooksLikeUnit(TextFolding.Fold(name));

    [GeneratedRegex(@"(?:(?<=^|[。；\n]|[。；]\s|，(?=各))(?:请|责成|由)?|请|责成|(?<=[，；])由(?=[^，。；]{2,30}每))(?<u>[^，。；（）“”\n](?:[^，。；（）“”\n]|（[^（）。；]{1,8}）){1,60}?)(?:(?<with>会同)(?:有关|相关)(?:部门|单位|方面))?(?=(?:等(?:有关|相关)?(?:部门|单位))?(?:都?要|应(?!急|用|对)当?|须|需要|负责|按照|按职责|根据|在20|在\d{1,2}月|在相关|落实|抓紧|可以|均要|于|尽快|立即|每(?:半?月|周|季度|半年|年|日|天)|，(?:在|于|按|尽快|立即)|在[^，。]{2,30}[时中]，?要|对[^，。]{2,20}(?:要|应)))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Addressed();
}
