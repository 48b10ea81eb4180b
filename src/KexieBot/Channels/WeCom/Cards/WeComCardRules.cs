using System.Text;

namespace KexieBot.Channels.WeCom.Cards;

/// <summary>The platform's rules for cards and the errcode that it answers to each breach (发送应用消息, 模板卡片消息), so that a breach shows before the platform sees it.</summary>
internal static class WeComCardRules
{
    public const int KeyBytes = 1024;
    public const int TaskIdBytes = 128;
    public const int MaxButtons = 6;
    public const int MaxHorizontal = 6;
    public const int MaxSelections = 3;
    public const int MaxOptions = 10;
    private const int OptionIdBytes = 128;

    /// <summary>The errcode of the first breach, 0 for none. A replacement carries no task id.</summary>
    public static int FirstBreach(WeComCard card, bool isReplacement = false)
    {
        var shared = Shared(card, isReplacement);
        return shared != 0 ? shared : card.CardType switch
        {
            WeComCard.TextNotice => TextNotice(card),
            WeComCard.ButtonInteraction => Buttons(card),
            WeComCard.MultipleInteraction => Selections(card),
            _ => 42031,
        };
    }

    private static int Shared(WeComCard card, bool isReplacement)
    {
        if (card.HorizontalContentList is { } rows)
        {
            if (rows.Count > MaxHorizontal)
                return 42035;
            if (rows.Any(r => r.Keyname.Length == 0))
                return 42027;
        }

        if (card.CardAction is { Type: 1 } action && !Filled(action.Url))
            return 42045;
        if (isReplacement)
            return 0;
        var needsTask = card.CardType is not WeComCard.TextNotice;
        return card.TaskId is null ? needsTask ? 42014 : 0 : IsTaskId(card.TaskId) ? 0 : 42014;
    }

    private static int TextNotice(WeComCard card)
    {
        if (card.CardAction is not { Type: 1 })
            return 42045;
        return Filled(card.MainTitle?.Title) || Filled(card.SubTitleText) ? 0 : 42033;
    }

    private static int Buttons(WeComCard card)
    {
        if (!Filled(card.MainTitle?.Title))
            return 42033;
        if (card.ButtonList is not { Count: >= 1 and <= MaxButtons } buttons)
            return 42017;
        if (buttons.Any(b => b.Text.Length == 0))
            return 42038;
        if (buttons.Any(b => !IsKey(b.Key)) || buttons.DistinctBy(b => b.Key, StringComparer.Ordinal).Count() != buttons.Count)
            return 42039;
        return card.ButtonSelection is { } selection ? Selection(selection) : 0;
    }

    private static int Selections(WeComCard card)
    {
        if (!Filled(card.MainTitle?.Title))
            return 42033;
        if (card.SelectList is not { Count: >= 1 and <= MaxSelections } list)
            return 42047;
        if (list.DistinctBy(s => s.QuestionKey, StringComparer.Ordinal).Count() != list.Count)
            return 42043;
        if (list.Select(Selection).FirstOrDefault(code => code != 0) is var breach && breach != 0)
            return breach;
        if (card.SubmitButton is not { } submit || !IsKey(submit.Key))
            return 42046;
        return submit.Text.Length == 0 ? 42049 : 0;
    }

    private static int Selection(WeComSelection selection)
    {
        if (!IsKey(selection.QuestionKey))
            return 42043;
        if (selection.OptionList.Count is < 1 or > MaxOptions)
            return 42037;
        if (selection.OptionList.Any(o => o.Id.Length == 0 || Encoding.UTF8.GetByteCount(o.Id) > OptionIdBytes)
            || selection.OptionList.DistinctBy(o => o.Id, StringComparer.Ordinal).Count() != selection.OptionList.Count)
            return 42040;
        return selection.OptionList.Any(o => o.Text.Length == 0) ? 42041 : 0;
    }

    private static bool Filled(string? text) => !string.IsNullOrEmpty(text);

    private static bool IsKey(string key) => key.Length > 0 && Encoding.UTF8.GetByteCount(key) <= KeyBytes;

    private static bool IsTaskId(string id) =>
        id.Length is > 0 and <= TaskIdBytes && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@');
}
