namespace KexieBot.Cli;

/// <summary>A question at the terminal before something is written.</summary>
internal static class Confirmation
{
    /// <summary>False where there is no terminal to ask at.</summary>
    public static bool Ask(string question)
    {
        if (Console.IsInputRedirected)
            return false;
        Console.Write($"{question} 输入 y 继续 (y/n) ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "是";
    }
}
