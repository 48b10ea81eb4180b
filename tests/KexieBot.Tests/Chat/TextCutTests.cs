using KexieBot.Core;

namespace KexieBot.Tests.Chat;

public sealed class TextCutTests
{
    [Theory]
    [InlineData("科技局", 3, "科技局")]
    [InlineData("区科技局", 3, "区科…")]
    // 𠮷 is two units: it stays whole or goes.
    [InlineData("陈𠮷安", 4, "陈𠮷安")]
    [InlineData("陈𠮷安安", 4, "陈𠮷…")]
    [InlineData("陈𠮷安安", 3, "陈…")]
    public void A_text_is_shortened_to_its_room_and_never_inside_a_character(string text, int most, string expected) =>
        TextCut.To(text, most).ShouldBe(expected);
}
