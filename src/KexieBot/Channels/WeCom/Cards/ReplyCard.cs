using System.Globalization;
using System.Text;
using KexieBot.Core.Chat;

namespace KexieBot.Channels.WeCom.Cards;

/// <summary>
/// A reply as a template card. The platform's cards hold little and no free text, so this says whether the whole reply fits; where it does not,
/// the text goes before and the card carries the buttons only. Limits in characters are advice to the platform, and the client cuts what exceeds them.
/// </summary>
internal static class ReplyCard
{
    private const int TitleChars = 36;
    private const int SubTitleChars = 160;
    private const int NameChars = 5;
    private const int ValueChars = 30;
    private const int ButtonChars = 10;

    /// <summary>The whole reply on one card, or null where it needs more room or has nothing to tap and nowhere to lead.</summary>
    public static WeComPart.Card? Whole(Reply reply, string ledgerUrl)
    {
        if (!Fits(reply))
            return null;
        var actions = Actions.Of(reply);
        var card = Compose(reply, actions, ledgerUrl, reply.Title, SubTitle(reply), Facts(reply));
        var isNoGain = card?.CardType switch
        {
            WeComCard.TextNotice => reply.Facts.Count + reply.Rows.Count == 0,
            WeComCard.MultipleInteraction => Facts(reply).Count > 0 || actions.Buttons.Count > 1,
            _ => false,
        };
        return card is null || isNoGain ? null : Checked(card, actions, reply);
    }

    /// <summary>Only what can be tapped, to follow the reply's text; null where there is nothing.</summary>
    public static WeComPart.Card? ActionsOnly(Reply reply)
    {
        var actions = Actions.Of(reply);
        var title = reply.Language.Say(Texts.ReplyCard_WhatNext);
        var card = actions.IsEmpty ? null : Compose(reply, actions, "", title, WeComText.Shorten(SubTitleOfActions(reply), SubTitleChars), []);
        return card is null ? null : Checked(card, actions, new Reply { Title = title, Language = reply.Language, Form = reply.Form, Choices = reply.Choices });
    }

    private static string SubTitleOfActions(Reply reply) => SubTitle(new Reply { Title = reply.Title, Language = reply.Language, Lines = [reply.Title], Form = reply.Form });

    private static WeComPart.Card? Checked(WeComCard card, Actions actions, Reply says) => WeComCardRules.FirstBreach(card, isReplacement: true) != 0
        ? null
        : new WeComPart.Card(card, actions.FormSay) { InWords = WeComText.Split(new ReplyBody(says, isMarkdown: false).Write(saysForm: true, saysChoices: true)) is [var first, ..] ? first : says.Title };

    private static bool Fits(Reply reply) =>
        reply.Title.Length is > 0 and <= TitleChars
        && reply.Rows.Count <= 1
        && reply.Chart is null
        && !Actions.MustType(reply.Form)
        && SubTitle(reply).Length <= SubTitleChars
        && Facts(reply) is { Count: <= WeComCardRules.MaxHorizontal } facts
        && facts.All(f => f.Keyname.Length is > 0 and <= NameChars && f.Value.Length <= ValueChars);

    private static WeComCard? Compose(Reply reply, Actions actions, string ledgerUrl, string title, string subTitle, List<WeComHorizontal> facts)
    {
        var type = actions.CardType;
        if (type == WeComCard.TextNotice && ledgerUrl.Length == 0)
            return null;
        return new WeComCard(type)
        {
            Source = new WeComSource(reply.Language.Say(Texts.ReplyCard_Name)) { DescColor = reply.Tone switch { ReplyTone.Good => 3, ReplyTone.Neutral => 0, _ => 2 } },
            MainTitle = new WeComMainTitle(title, type == WeComCard.MultipleInteraction ? Some(subTitle) : null),
            SubTitleText = type == WeComCard.MultipleInteraction ? null : Some(subTitle),
            HorizontalContentList = facts.Count == 0 || type == WeComCard.MultipleInteraction ? null : facts,
            CardAction = ledgerUrl.Length > 0 && type != WeComCard.MultipleInteraction ? new WeComCardAction(1, ledgerUrl) : null,
            ButtonSelection = type == WeComCard.ButtonInteraction ? actions.Selections is [var only] ? only : null : null,
            ButtonList = type == WeComCard.ButtonInteraction ? actions.Buttons : null,
            SelectList = type == WeComCard.MultipleInteraction ? actions.Selections : null,
            SubmitButton = type == WeComCard.MultipleInteraction ? actions.Submit : null,
        };
    }

    private static string SubTitle(Reply reply)
    {
        var lines = reply.Lines.AsEnumerable();
        if (reply.Rows is [var row])
            lines = lines.Append($"{row.Ref} {row.Title}");
        if (reply.Hint is { Length: > 0 } hint)
            lines = lines.Append(hint);
        if (reply.Form is { } form && !Actions.MustType(form) && form.Fields.Any(f => f.Kind == FieldKind.Paragraph))
            lines = lines.Append(reply.Language.Say(Texts.ReplyCard_NoteFollows));
        return string.Join('\n', lines);
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;

    private static List<WeComHorizontal> Facts(Reply reply)
    {
        var facts = reply.Facts.Select(f => new WeComHorizontal(f.Name, f.Value)).ToList();
        if (reply.Rows is not [var row])
            return facts;
        var language = reply.Language;
        var standing = string.Join(" · ", new[] { ReplyBody.LightWord(row.Light, language), row.Percent is { } p ? ReplyBody.Percent(p) : "", row.State ?? "" }.Where(s => s.Length > 0));
        Add(language.Say(Texts.ReplyCard_Unit), row.Unit);
        Add(language.Say(Texts.ReplyCard_State), standing);
        Add(language.Say(Texts.ReplyCard_Due), row.Due);
        return facts;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                facts.Add(new WeComHorizontal(name, value));
        }
    }

    /// <summary>What of a reply can be tapped.</summary>
    private sealed record Actions(IReadOnlyList<WeComButton> Buttons, IReadOnlyList<WeComSelection> Selections, WeComSubmit? Submit)
    {
        public bool IsEmpty => Buttons.Count == 0 && Submit is null;

        public string? FormSay => Submit?.Key;

        // One drop-down fits on a card that has buttons too; more need the card that has nothing else.
        public string CardType => Selections.Count > 1 ? WeComCard.MultipleInteraction : Buttons.Count > 0 ? WeComCard.ButtonInteraction : WeComCard.TextNotice;

        public static Actions Of(Reply reply)
        {
            var form = reply.Form is { } f && !MustType(f) && IsKey(f.Say) ? f : null;
            var selections = form?.Fields.Select(Selection).OfType<WeComSelection>().Take(WeComCardRules.MaxSelections).ToList() ?? [];
            var submit = form is null ? null : new WeComSubmit(WeComText.Shorten(form.SubmitLabel, ButtonChars), form.Say);
            var choices = reply.Choices.Concat(reply.Rows is [var row] ? row.Choices : []);
            return new Actions(ButtonsOf(choices, submit), selections, submit);
        }

        /// <summary>The form asks for something that no card can take.</summary>
        public static bool MustType(ReplyForm? form) =>
            form is not null && (form.Fields.Any(f => f.IsRequired && Selection(f) is null) || form.Fields.Count(f => Selection(f) is not null) is 0 or > WeComCardRules.MaxSelections);

        private static List<WeComButton> ButtonsOf(IEnumerable<Choice> choices, WeComSubmit? submit)
        {
            var buttons = choices.Where(c => IsKey(c.Say) && c.Label.Length > 0).Select(c => new WeComButton(WeComText.Shorten(c.Label, ButtonChars), c.IsPrimary ? 1 : 2, c.Say));
            if (submit is not null)
                buttons = buttons.Prepend(new WeComButton(submit.Text, 1, submit.Key));
            return [.. buttons.DistinctBy(b => b.Key, StringComparer.Ordinal).Take(WeComCardRules.MaxButtons)];
        }

        private static WeComSelection? Selection(FormField field) => field.Kind == FieldKind.Number ? Numbers(field) : null;

        // What is selected when the card appears is what it is now: sending it as it stands must not change the figure.
        private static WeComSelection? Numbers(FormField field)
        {
            var (min, max) = (field.Min ?? 0, field.Max ?? 100);
            int? now = int.TryParse(field.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null;
            List<int> values = max - min < WeComCardRules.MaxOptions ? [.. Enumerable.Range(min, Math.Max(0, max - min + 1))] : (min, max) == (0, 100) ? Tens(now) : [];
            if (values.Count == 0)
                return null;
            var unit = max == 100 ? "%" : "";
            var options = values.Select(Written).Select(v => new WeComOption(v, v + unit)).ToList();
            return new WeComSelection(field.Name, field.Label, options) { SelectedId = now is { } selected ? Written(selected) : null };
        }

        // Ten options at most: the tens without 0 and the figure of now, for which the ten goes that is the least likely to be reported next.
        private static List<int> Tens(int? now)
        {
            var tens = Enumerable.Range(1, 10).Select(n => n * 10).ToList();
            if (now is not { } figure || tens.Contains(figure))
                return tens;
            tens.Remove(figure < 10 ? 90 : 10);
            tens.Add(figure);
            tens.Sort();
            return tens;
        }

        private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

        private static bool IsKey(string say) => say.Length > 0 && Encoding.UTF8.GetByteCount(say) <= WeComCardRules.KeyBytes;
    }
}
