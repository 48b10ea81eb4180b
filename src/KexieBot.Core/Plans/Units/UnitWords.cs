using System.Text.RegularExpressions;

namespace KexieBot.Core.Plans.Units;

/// <summary>The words that label unit lists, give roles and end names. All methods expect folded text.</summary>
internal static partial class UnitWords
{
    /// <summary>Ends of names of bodies in government papers.</summary>
    public const string Suffix =
        "委员会|管委会|党工委|工委|纪委监委|监委|纪委|常委会|党委|局党组|局|委|办公室|办公厅|办|厅|部|总署|署|总局|研究院|研究室|法院|检察院|医院|学院|院|党校|团校|学校|中小学|高校|大学|校|处|科协|科室|处室|部室|股室|科|图书馆|文化馆|科技馆|展览馆|馆|站|研究所|事务所|所|分中心|中心|集团|公司|企业|银行|人行|海关|分行|支行|协会|学会|联合会|研究会|商会|贸促会|消委会|总工会|工会|妇联|团委|团区委|团市委|团县委|团省委|团中央|残联|文联|社联|社科联|侨联|台联|工商联|红十字会|街道|镇街|街镇|街乡|街道办|办事处|镇|乡|苏木|村|社区|人民政府|政府|单位|部门|机构|组织|区县|市县|市州|地市|县区|旗县|各地区|各地|地区|各区|各县|各市|开发区|示范区|新区|园区|高新区|经开区|功能区|市|县|区|州|盟|旗|州市|督查室|组织部|宣传部|统战部|政法委|网信办|编办|武装部|支队|大队|总队|联盟|林场|农场|供销社|供销合作总社|总社|报社|电视台|广播电视台|电台|融媒体中心|台|网|资本|基金会|基金|专班|领导小组|指挥部|联席会议|监会|小组|少工委|关工委|老科协|实验室|国资|军区|医保|党组|分会|联|队|团";

    /// <summary>True when the text ends as names of bodies do.</summary>
    public static bool LooksLikeUnit(ReadOnlySpan<char> name) => name.Length is >= 2 and <= 45 && (name.IndexOf("牵头") < 0 || name.EndsWith("牵头部门") || name.EndsWith("牵头单位")) && EndsAsUnit().IsMatch(name);

    /// <summary>区教育局, 各街道: a name that begins as those of a government's own bodies do.</summary>
    public static bool IsOfThePlace(string name) => name.Length > 2 && name[0] is '区' or '市' or '县' or '省' or '各' or '团' or '驻';

    /// <summary>区市场监管局区政务服务办: two names with no sign between.</summary>
    public static bool IsTwoNames(string piece) => TwoNames().IsMatch(piece);

    public static bool SaysSame(string words) => words is "同上" or "同前";

    public static Match LabelAt(string folded, int from) => Label().Match(folded, from);

    /// <summary>Whether a line begins a field: 责任单位：…, 完成时限：….</summary>
    public static bool StartsWithLabel(string folded) => LabelAt(folded, 0) is { Success: true, Index: 0 };

    /// <summary>Where an English label begins: in such lines it ends the title, and no stop may stand before it. -1 where there is none.</summary>
    public static int EnglishLabelAt(string folded) => EnglishLabel().Match(folded) is { Success: true, Index: var at } ? at : -1;

    /// <summary>The length of a label whose colon is lost, with a unit of the place right behind it; 0 where there is none.</summary>
    public static int LabelWithoutColon(string inside) => BareLabel().Match(inside).Length;

    public static Match RoleAtEnd(string piece) => EndRole().Match(piece);

    /// <summary>A mark of role at the end of a piece: 牵头, 负责, 配合 and their kin.</summary>
    public static UnitRole RoleOf(string word) =>
        word.Contains("牵头", StringComparison.Ordinal) || word.Contains("主办", StringComparison.Ordinal) || word.Contains("主责", StringComparison.Ordinal)
        || word.Contains("抓总", StringComparison.Ordinal) || word.StartsWith("lead", StringComparison.OrdinalIgnoreCase)
            ? UnitRole.Lead
            : Supports().IsMatch(word) && !word.EndsWith("协同负责", StringComparison.Ordinal) ? UnitRole.Supporting : UnitRole.Responsible;

    /// <summary>完成时限 and the like.</summary>
    public static bool IsTimeLabel(string label) => TimeLabel().IsMatch(label);

    public static bool IsUnitLabel(string label) => UnitLabel().IsMatch(label) && !PersonLabel().IsMatch(label);

    public static Match RuleAt(string sentence) => Rule().Match(sentence);

    public static bool SaysFirstLeads(string text) => FirstLeads().IsMatch(text);

    public static bool SaysCommaLeads(string text) => CommaLeads().IsMatch(text);

    public static bool SaysSlashLeads(string text) => SlashLeads().IsMatch(text);

    /// <summary>带*的为牵头单位，其余为配合单位.</summary>
    public static bool SaysRestSupports(string text) => RestSupports().IsMatch(text);

    /// <summary>未单独注明责任单位的，由所在标题后所列单位负责.</summary>
    public static bool SaysInherits(string text) => Inherits().IsMatch(text);

    public static Match ImpliedUnits(string text) => Implied().Match(text);

    [GeneratedRegex("(?:局|委|办|厅|中心|管委会|分局|集团|公司)(?:省|市|区|县)(?=[^，、]{2,}$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TwoNames();

    private const string Verbs = "牵头|责任|负责|主责|配合|协助|协同|协作|成员|协办|参与|参加|主办|承办|落实|实施|主管|主体|联合|支持|分工|指导|建设|完成";
    private const string Bodies = "单位|部门|站所|科站所|主体|机构|科室|处室|股室|部室|地区|区县|方|单位和部门|单位（部门）|部门（单位）|单位及部门";

    // Bilingual plans label in English: Lead: 区科协; Support: 区教育局; Due: 30 June 2026.
    private const string English = "(?<![A-Za-z])(?i:(?:lead|owner|responsible|accountable|support|supporting|supported by|partner|in charge|due|deadline|by|timeline|target)(?:\\s(?:unit|agency|department|office|bureau|body|party|organi[sz]ation|date))?(?:s|ies)?)";

    [GeneratedRegex("(?:" + Suffix + "|^各[\u4e00-\u9fff]{2,10}(?:基地|场馆|站点|网点))(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）)?(?:等)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndsAsUnit();

    [GeneratedRegex(@"(?<l>(?:(?:主要|具体|共同|联合|第一|总|指标)?(?:" + Verbs + @")(?:及|和|、|与|\s)?(?:" + Verbs + @")?(?:" + Bodies + @")(?:（[^（）：]{1,8}）)?(?:及(?:责任|职责)?分工)?|牵头|配合|责任|(?:责任|牵头|配合)单|责任分工|(?:任务|职责)分[工解]|参与|协办|会办|分办|主办|主责|协同|协作|协助|负责|时间(?=\s*[：]\s*(?:\d{1,2}月(?![^。；\n]{0,8}[午点时：])|20\d\d年\d{1,2}月(?:[底上中下]|\d{1,2}日前)|每[周月季年]|长期|持续|第?[一二三四]季度|[上下]半年|年底))|(?:完成|办结|办理|答复|反馈|销号|落实|推进|整改|工作|实施|督办)?(?:时限|期限|时间节点|时间要求|时间进度|进度要求|时间安排|完成时间)(?:要求)?|完成(?=\s*[：]\s*(?:20\d\d年)?(?:\d{1,2}月|第?[一二三四]季度|[上下]半年|年底|长期|持续|每))|(?:完成|办结|办理|推进|实施)时间|报送周期|(?:责任人|责任领导|分管领导|牵头领导|责任处室|联系人|包抓领导|适用范围|政策依据|备注|支持方式|兑现方式))(?:\s*[（/]?\s*[A-Za-z][A-Za-z ]{1,20}）?)?|" + English + @"(?:\s*[（/]?\s*[\u4e00-\u9fff]{2,6}）?)?)\s*(?:[：]|(?<=单位|部门|时限|期限)[为是](?=[\u4e00-\u9fff\d]{2})(?!列|排|第|首|主办|主责|牵头))", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:责任|牵头|主责|配合|协办|主办)(?:单位?|部门?)\s*(?=[区市县省团各][^，、：]{1,12}[，、\s])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareLabel();

    [GeneratedRegex("(?:^|[ .，；。）])" + English + @"\s*[：]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnglishLabel();

    [GeneratedRegex("^完成$|时限|期限|时间|进度|周期|^(?i:due|deadline|by|timeline|target)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeLabel();

    [GeneratedRegex("牵头|责任|负责|主责|配合|协助|协同|协作|成员|协办|会办|分办|参与|参加|主办|承办|落实|实施|主管|分[工解]|支持|指导|建设|完成|联合|^(?i:lead|owner|responsible|accountable|support|partner|in charge)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnitLabel();

    [GeneratedRegex("人$|人：|领导|支持方式|时间|时限|期限", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PersonLabel();

    [GeneratedRegex("配合|协助|协同|协作|成员|协办|会办|参与|参加|支持|^(?i:support|partner)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Supports();

    [GeneratedRegex(@"(?:(?:共同|分别|具体)?(?:负责|配合)组织(?:落实|实施|推进)|牵头并(?:按照?)?(?:各自)?职责(?:分工)?负责|按照?职责(?:分工)?完成(?:有关|相关)工作|[，、]?\s*(?:按照?|依照|根据)?(?:各自)?(?:职责|职能|任务)(?:分工)?(?:范围)?(?:分别|共同)?(?:抓好)?(?:牵头)?(?:负责|落实|配合|做好|推进)(?:落实|实施|推进)?|(?:分别|共同|联合|具体|各自|统筹|总)?(?:牵头|主办|抓总)(?:负责|实施|落实|组织|推进|协调|督导|抓总|会同|组织实施)?|(?:分别|共同|联合|具体|各自|统筹|分工)?负责(?:牵头|实施|落实|推进|配合|组建|组织|协调|统筹|起草|汇总)?|(?:分别|共同|积极|协同|指导|协助|密切|全力)?(?:配合|参与|参加|协同|协作|协助|协办|支持)(?:负责|落实|实施|配合|推进|提供|做好)?|承办|(?:具体|组织)实施|落实)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndRole();

    [GeneratedRegex(@"(?:其中|(?:责任|牵头)(?:单位|部门)中)?[，；、]?\s*(?:(?:列|排)(?:名|序|列)?(?:在)?(?:最前|首位|第一|第1)|首位(?:单位|部门)?为|第一个(?:单位|部门|责任单位|逗号)|[首第]一?(?:家|个)?单位为牵头|(?:以|下列?)下(?:各项|各条)?(?:工作|任务|举措|措施|政策|事项)?(?:的?(?:责任|牵头|配合)?(?:单位|部门)中?)?(?:均|涉及|不再|任务均|举措均|各条均)|以上(?:均|各项)|(?:加|标|带|注)?[“""]?[*★☆※▲#][”""]?(?:号)?(?:标注)?(?:的)?(?:单位|部门|者)?(?:为|是|表示)|(?:逗号|斜[线杠])(?:之)?前|下同|不再(?:重复|一一|单独|逐[项一]|另行)?列出)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?:列|排)(?:名|序|列)?(?:在)?(?:最前|首位|第一|第1)[^。；]{0,12}?(?:牵头|主办|主责)|首位(?:的)?(?:单位|部门|责任单位)?(?:为|是)(?:牵头|主办)|第一个(?:单位|部门|责任单位)?(?:为|是)(?:牵头|主办)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstLeads();

    [GeneratedRegex("(?:第一个)?逗号(?:之)?前(?:的)?(?:单位|部门)?(?:为|是)(?:牵头|主办)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommaLeads();

    [GeneratedRegex("斜[线杠]之?前(?:的)?(?:单位|部门)?(?:为|是)(?:牵头|主办|主责)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlashLeads();

    [GeneratedRegex("(?:牵头|主办|主责)[^。]{0,12}(?:其余|其他|其它|[其之]后|逗号后|斜[线杠]后)(?:的)?(?:各)?(?:单位|部门)?(?:均)?(?:为|是)(?:配合|协办|协助|参与|参加|协同)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RestSupports();

    [GeneratedRegex("(?:未|没有)(?:单独|另行|逐项|分别)?(?:注明|列明|标明|标注|明确|列出)责任单位的?[^。]{0,40}(?:标题|上级|上一级|所在|所属)[^。]{0,30}单位|标题后?(?:所)?(?:列|注明|标注|列出)的?(?:责任)?单位[^。]{0,4}(?:为|是|即)[^。]{2,24}(?:责任|牵头)单位", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inherits();

    [GeneratedRegex("以下(?:各项|各条)?(?:工作|举措|任务|措施|政策|事项)?(?:的?(?:责任|牵头|配合)?(?:单位|部门)中?)?均?(?:需|由|应|涉及|须|包含|包括|含有?|有)(?<u>[^。；]{2,60}?)(?:落实|负责|配合|实施)?[，、]?不再(?:重复|一一|单独|逐[项一]|另行)?列出", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Implied();
}
