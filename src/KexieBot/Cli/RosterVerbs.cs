using System.CommandLine;

namespace KexieBot.Cli;

/// <summary><c>roster</c>: import, template.</summary>
internal static class RosterVerbs
{
    public static Command Create() => new("roster", "名册 / the roster");
}
