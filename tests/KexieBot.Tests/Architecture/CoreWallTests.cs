using System.Reflection;
using KexieBot.Core.Chat;
using NetArchTest.Rules;

namespace KexieBot.Tests.Architecture;

/// <summary>The wall between what the bot means (Core) and how it is reached (host).</summary>
public sealed class CoreWallTests
{
    private static readonly Assembly Core = typeof(ChatBot).Assembly;

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Quartz")]
    [InlineData("Garnet")]
    [InlineData("KexieBot.Channels")]
    public void Core_knows_nothing_of_how_it_is_reached(string outside)
    {
        // The rule sees types and what they use: it must see what Core does use.
        Types.InAssembly(Core).That().HaveDependencyOn("StackExchange.Redis").GetTypes().Count().ShouldBeGreaterThan(5);

        Types.InAssembly(Core).That().HaveDependencyOn(outside).GetTypes().ShouldBeEmpty();
        Core.GetReferencedAssemblies().ShouldNotContain(name => name.Name!.StartsWith(outside, StringComparison.Ordinal));
    }
}
