using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using Microsoft.Extensions.DependencyInjection;

namespace KexieBot.Core.Commands;

/// <summary>帮助, and the answer to what was not understood. The lines come from the commands themselves.</summary>
public sealed class Help(IServiceProvider services) : ChatCommand
{
    private const int MostChoices = 3;

    public override IReadOnlyList<Intent> Intents => [Intent.Help, Intent.Unknown];

    public override Task<Reply> RunAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(turn.Understood.Intent == Intent.Help ? Overview(turn) : NotUnderstood(turn));

    private Reply Overview(Turn turn)
    {
        // Asked for late: the registry is made of the commands, of which this is one.
        var lines = services.GetRequiredService<CommandRegistry>().HelpFor(turn.Person.Role).ToList();
        return new Reply
        {
            Title = turn.Say($"{turn.Person.Name}，您好！我是科协Bot，可以这样说：", $"Hello {turn.Person.Name}! I am KexieBot. You can say:"),
            Facts = [.. lines.Select(line => new Fact(turn.Say(line.Example, line.EnglishExample), turn.Say(line.What, line.EnglishWhat)))],
            Choices = [.. lines.Where(line => !line.Example.Any(char.IsAsciiDigit)).Take(MostChoices).Select(line => new Choice(turn.Say(line.Example, line.EnglishExample), turn.Say(line.Example, line.EnglishExample)))],
        };
    }

    private static Reply NotUnderstood(Turn turn)
    {
        var nearest = turn.Understood.Nearest.Select(suggestion => suggestion.Text).Take(MostChoices).ToList();
        if (nearest.Count == 0)
            nearest = [turn.Say("我的任务", "my tasks"), turn.Say("帮助", "help")];
        return new Reply
        {
            Title = turn.Understood.Intent == Intent.Unknown
                ? turn.Say("没听懂这句话，没有改动任何内容。您是不是想说：", "I did not understand that; nothing was changed. Did you mean:")
                : turn.Say("这件事我现在还不会做，没有改动任何内容，请联系办公室。您也可以说：", "I cannot do that yet; nothing was changed. Please ask the office. You can also say:"),
            Choices = [.. nearest.Select(text => new Choice(text, text))],
        };
    }
}
