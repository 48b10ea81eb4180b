namespace KexieBot.Channels.WeCom.Cards;

/// <summary>A template card (模板卡片消息), with the platform's names; what this bot does not send is left out.</summary>
internal sealed record WeComCard(string CardType)
{
    public const string TextNotice = "text_notice";
    public const string ButtonInteraction = "button_interaction";
    public const string MultipleInteraction = "multiple_interaction";

    public WeComSource? Source { get; init; }

    public WeComMainTitle? MainTitle { get; init; }

    public WeComMainTitle? EmphasisContent { get; init; }

    public string? SubTitleText { get; init; }

    public IReadOnlyList<WeComHorizontal>? HorizontalContentList { get; init; }

    public WeComCardAction? CardAction { get; init; }

    /// <summary>Never used twice within an app. Absent in a replacement.</summary>
    public string? TaskId { get; init; }

    public WeComSelection? ButtonSelection { get; init; }

    public IReadOnlyList<WeComButton>? ButtonList { get; init; }

    public IReadOnlyList<WeComSelection>? SelectList { get; init; }

    public WeComSubmit? SubmitButton { get; init; }
}

internal sealed record WeComSource(string Desc)
{
    /// <summary>0 grey, 1 black, 2 red, 3 green.</summary>
    public int DescColor { get; init; }
}

internal sealed record WeComMainTitle(string? Title, string? Desc = null);

internal sealed record WeComHorizontal(string Keyname, string Value);

/// <summary>Type 0 leads nowhere and is for button cards only; 1 is a URL.</summary>
internal sealed record WeComCardAction(int Type, string? Url = null);

/// <summary>Style 1 blue, 2 white, 3 red, 4 grey on white.</summary>
internal sealed record WeComButton(string Text, int Style, string Key);

internal sealed record WeComSelection(string QuestionKey, string Title, IReadOnlyList<WeComOption> OptionList)
{
    public string? SelectedId { get; init; }
}

internal sealed record WeComOption(string Id, string Text);

internal sealed record WeComSubmit(string Text, string Key);
