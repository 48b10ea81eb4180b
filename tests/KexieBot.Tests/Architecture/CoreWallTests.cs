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

    [Theory]
    // Reading a workbook, a paper or a sentence knows no ledger and nobody to tell.
    [InlineData("Workbooks", "Plans", "Roster", "Ledger", "Delivery", "Reminders", "Chat", "Commands")]
    [InlineData("Plans", "Roster", "Ledger", "Delivery", "Reminders", "Chat", "Commands")]
    [InlineData("Chat.Understanding", "Ledger", "Delivery", "Reminders", "Commands")]
    // Commands stand on everything; nothing stands on them.
    [InlineData("Chat", "Commands")]
    [InlineData("Roster", "Commands")]
    [InlineData("Ledger", "Commands")]
    [InlineData("Delivery", "Commands")]
    [InlineData("Reminders", "Commands")]
    public void Within_the_core_what_is_below_does_not_know_what_is_above(string below, params string[] above)
    {
        var types = Types.InAssembly(Core).That().ResideInNamespace($"KexieBot.Core.{below}");
        types.GetTypes().ShouldNotBeEmpty();

        foreach (var one in above)
            types.And().HaveDependencyOn($"KexieBot.Core.{one}").GetTypes().Select(type => type.FullName).ShouldBeEmpty(one);
    }
}
