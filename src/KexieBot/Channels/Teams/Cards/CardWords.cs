using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;

namespace KexieBot.Channels.Teams.Cards;

/// <summary>The few words that a card adds of its own, in the reply's language.</summary>
internal sealed class CardWords(Language language)
{
    public string More => language.Say(Texts.Card_More);

    public string Cut => language.Say(Texts.Card_Cut);

    public string Required(string label) => language.Say(Texts.Card_Required, label);

    public string Wrong(string label) => language.Say(Texts.Card_Wrong, label);

    public string Shown(int from, int to, int of) => language.Say(Texts.Card_Shown, from, to, of);

    /// <summary>A light as a dot's colour and a word: colour alone says nothing to one man in twelve, nor to a screen reader.</summary>
    public (string Dot, string? Word, string Color) For(Light light) => light switch
    {
        Light.Red => ("●", language.Say(Texts.Card_Red), "Attention"),
        Light.Yellow => ("●", language.Say(Texts.Card_Yellow), "Warning"),
        Light.Green => ("●", language.Say(Texts.Card_Green), "Good"),
        _ => ("○", null, "Default"),
    };
}
