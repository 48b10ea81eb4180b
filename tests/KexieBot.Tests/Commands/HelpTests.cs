using KexieBot.Core.Chat;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>帮助: short, by groups, as far as the person may.</summary>
public sealed class HelpTests(StoreServers stores)
{
    [Theory]
    [InlineData("keji", "帮助", "查看 报送 统计 调整 设置")]
    [InlineData("office", "帮助", "查看 报送 统计 审核 调整 设置")]
    [InlineData("leader", "帮助", "查看 统计 审核 设置")]
    [InlineData("ann", "help", "look reporting figures change settings")]
    public async Task Help_is_by_groups_and_each_is_a_button_for_its_lines(string person, string text, string groups)
    {
        await using var district = await DistrictAsync();

        var help = await district.SayAsync(person, text);

        string.Join(' ', help.Facts.Select(fact => fact.Name)).ShouldBe(groups);
        help.Choices.Select(choice => choice.Label).ShouldBe(help.Facts.Select(fact => fact.Name));
        var lines = new List<Fact>();
        foreach (var choice in help.Choices)
            lines.AddRange((await district.SayAsync(person, choice.Say)).Facts);
        lines.Count.ShouldBeGreaterThan(12);
        lines.Select(line => line.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task No_line_of_a_command_is_lost()
    {
        await using var district = await DistrictAsync();
        var help = await district.SayAsync("office", "帮助");

        var lines = new List<string>();
        foreach (var choice in help.Choices)
            lines.AddRange((await district.SayAsync("office", choice.Say)).Facts.Select(fact => fact.Name));

        lines.ShouldBe(district.Get<CommandRegistry>().Commands.Where(command => command.IsFor(PersonRole.Office)).SelectMany(command => command.Help).Select(line => Language.Chinese.Say(line.Example)), ignoreOrder: true);
    }

    private Task<District> DistrictAsync() => District.OnAsync(stores.Fresh(StoreKind.Garnet));
}
