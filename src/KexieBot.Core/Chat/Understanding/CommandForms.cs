using System.Text.RegularExpressions;

namespace KexieBot.Core.Chat.Understanding;

/// <summary>
/// The forms that help, cards and the README show for what carries free text: 更新 7 60% 已完成初评. They are read by their beginning alone,
/// so that no word of the text behind (已同意推迟验收, 通报已印发) can turn a report into something else. Patterns read the <see cref="Skeleton.Shape"/>.
/// </summary>
internal static class CommandForms
{
    private static readonly (Intent Intent, Regex Form)[] Forms =
    [
        Form(Intent.ReportProgress, "^(更新|上报|填报|报送|update|report)[ :]?M(U ?|[ ,:])?P|^(更新|update)[ :]?M([ ,:;。]|U|$)|^M[ ,:]?P[^?]*$|^P[ ,][^?]*$"),
        Form(Intent.CorrectProgress, "^U?(更正|correct)[ :]?M|^UM ?(更正|correct)"),
        Form(Intent.ReportProblem, "^U?(问题|problem)[ :]?M|^UM ?(问题|problem)"),
        Form(Intent.Sign, "^U?(签收|sign)[ :]?M( ?U)?$|^UM ?(签收|sign)$"),
        Form(Intent.Upload, "^U?M( ?U)?佐证([^不缺没少未太有过]|$)|^UM ?M?佐证([^不缺没少未太有过]|$)|^(佐证|evidence)[ :]?M|^UM ?evidence"),
        Form(Intent.RequestClose, "^U?(申请办结|close)[ :]?M([ ,:。]|U?$)|^U?M ?(申请办结|close)"),
        Form(Intent.RequestExtension, "^U?(申请延期|extend)[ :]?M|^U?M ?(申请延期|extend)|^(i |we )?(please |want to |would like to |have to )?(ask for|request|apply for|need) (an? |the )?(extension|more time)\\b"),
        Form(Intent.AskHistory, "^(历史|history)[ :]?M|^M历史$"),
        Form(Intent.MeasureDetail, "^M$"),
        Form(Intent.Instruct, "^(紧急)?(批示|instruct)[ :]?(U)?M|^(紧急)?(批示|instruct):"),
        Form(Intent.Pause, "^(暂缓|pause)[ :]?U?M[^?吗]*$"),
        Form(Intent.Reopen, "^(重开|恢复|reopen)[ :]?U?M[^?吗]*$"),
        Form(Intent.SetLiaison, "^U(的)?联络员(换成|换为|改为|改成|设为|定为|调整为|变更为)|^set liaison of U to"),
        Form(Intent.RejectClose, "^return[ :]?M ?U$"),
        Form(Intent.RejectDispute, "^(驳回异议|reject dispute)[ :]?M"),
        Form(Intent.Help, "^(帮助|help):"),
        Form(Intent.Cancel, "^(明天|等会|等一会|等下|晚点|稍后|一会|回头|改天|过会|下次)儿?再?(说|报|填|弄|看|讲)吧?$"),
        Form(Intent.ImportPlan, "^(导入方案|import plan)"),
        Form(Intent.RemovePlan, "^(删除方案|remove plan)[ :]?"),
        Form(Intent.Undelivered, "^(重发|放弃)消息 ?[a-p]{5}$|^(resend|drop) message [a-p]{5}$"),
    ];

    // Asked of a bot that holds telephone numbers and reports: what nobody gets by chat, whatever the model makes of it.
    private static readonly Regex Denied = Pattern(
        "(忽略|无视|忘记|忘掉|绕过|跳过).{0,10}(规则|指令|提示|要求|设定|限制|权限)|ignore.{0,30}(instruction|rule|prompt|previous)|system ?prompt|系统提示词|你现在(是|扮演)|(设|改|升|变|提升)(为|成).{0,3}管理员|管理员密码|(给|发|告诉|说|show|tell).{0,12}(密码|密钥|api ?key|access ?token)" +
        "|(所有|全部|全体|各单位|每个|其他|别的|all).{0,14}(手机|电话|号码|联系方式|身份证|phone).{0,10}(发|给|列|导|告诉)|(发|给|列|导|告诉|send|give|list).{0,10}(所有|全部|全体|各单位|每个|all).{0,14}(手机|电话|号码|联系方式|身份证|phone)");

    public static Intent? Find(Skeleton skeleton)
    {
        if (IsUpdate(skeleton))
            return Intent.ReportProgress;
        foreach (var (intent, form) in Forms)
        {
            if (form.IsMatch(skeleton.Shape))
                return intent;
        }

        return null;
    }

    // 更新 8 第3次报送: a space behind the number sets the text off, whatever it begins with.
    private static bool IsUpdate(Skeleton skeleton) =>
        skeleton.MeasureSpans is [var number, ..] && Update.IsMatch(skeleton.Text[..number.Start]) && number.End + 1 < skeleton.Text.Length && skeleton.Text[number.End] is ' ' or '\n';

    private static readonly Regex Update = Pattern("^(更新|上报|填报|报送|update|report) ?$");

    /// <summary>True for what is asked for and nobody gets: passwords, everybody's telephone numbers, other rules.</summary>
    public static bool IsDenied(Skeleton skeleton) => Denied.IsMatch(skeleton.Shape);

    private static (Intent Intent, Regex Form) Form(Intent intent, string pattern) => (intent, Pattern(pattern));

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
