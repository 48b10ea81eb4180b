using KexieBot.Core.Reminders;
using KexieBot.Scheduling;
using Microsoft.Extensions.Configuration;

namespace KexieBot.Tests.Scheduling;

public sealed class ReminderOptionsTests
{
    [Fact]
    public void Without_settings_the_usual_rules_apply()
    {
        var options = Read();

        options.Failures.ShouldBeEmpty();
        options.IsEnabled.ShouldBeTrue();
        options.Rules.ShouldBeEquivalentTo(new ReminderRules());
    }

    [Fact]
    public void Settings_are_read_as_text_and_as_lists()
    {
        var options = Read(
            ("MorningTime", "9:05"),
            ("LeadWorkdays", "10, 5,0"),
            ("OverdueWorkdays:0", "2"),
            ("OverdueWorkdays:1", "4"),
            ("UnsignedWorkdays", ""),
            ("WeeklyReportingDay", "thursday"),
            ("ReportingDay", "28"),
            ("Enabled", "false"));

        options.Failures.ShouldBeEmpty();
        options.IsEnabled.ShouldBeFalse();
        options.Rules.MorningTime.ShouldBe(new TimeOnly(9, 5));
        options.Rules.LeadWorkdays.ShouldBe([10, 5, 0]);
        options.Rules.OverdueWorkdays.ShouldBe([2, 4]);
        options.Rules.UnsignedWorkdays.ShouldBeEmpty();
        options.Rules.WeeklyReportingDay.ShouldBe(DayOfWeek.Thursday);
        options.Rules.ReportingDay.ShouldBe(28);
    }

    [Theory]
    [InlineData("MorningTime", "25:00", "08:30")]
    [InlineData("MorningTime", "07:00", "08:30")] // before the office opens
    [InlineData("Closes", "06:00", "20:00")]
    [InlineData("LeadWorkdays", "7;3", "7,3,1,0")]
    [InlineData("LeadWorkdays", "-1", "7,3,1,0")]
    [InlineData("OverdueEvery", "0", "5")]
    [InlineData("ReportingDay", "32", "25")]
    [InlineData("WeeklyReportingDay", "5", "Friday")]
    [InlineData("EscalateToLeaderAfter", "soon", "10")]
    [InlineData("EscalateToLeaderAfter", "4", "10")] // before the unit's head
    [InlineData("Enabled", "yes please", "true")]
    public void A_wrong_value_is_named_with_its_key_and_a_good_example(string key, string value, string example)
    {
        var result = new ReminderOptionsValidator().Validate(null, Read((key, value)));

        var failure = result.Failures!.ShouldHaveSingleItem();
        failure.ShouldStartWith($"Reminders:{key} 的值 \"{value}\"");
        failure.ShouldEndWith($"示例：{example}");
    }

    [Fact]
    public void A_key_that_is_none_is_named()
    {
        var failure = Read(("MorningTme", "09:00")).Failures.ShouldHaveSingleItem();

        failure.ShouldContain("Reminders:MorningTme");
        failure.ShouldContain("MorningTime");
    }

    [Theory]
    [InlineData("Lease", "180")] // days to the platform's reader
    [InlineData("Lease", "3m")]
    [InlineData("Lease", "05:00:00")]
    [InlineData("Concurrency", "abc")]
    [InlineData("FirstWait", "-00:00:10")]
    [InlineData("Leese", "00:03:00")]
    public void A_wrong_setting_of_delivery_is_named(string key, string value)
    {
        var options = new DeliveryOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"Delivery:{key}", (string?)value)]).Build().GetSection("Delivery"));

        options.Failures.ShouldHaveSingleItem().ShouldContain($"Delivery:{key}");
    }

    [Fact]
    public void Every_rule_is_listed_with_the_setting_that_changes_it()
    {
        var lines = Cli.RulesText.Of(new ReminderRules(), new Core.Delivery.DeliveryRules()).ToList();

        foreach (var (section, rules) in new[] { ("Reminders", typeof(ReminderRules)), ("Delivery", typeof(Core.Delivery.DeliveryRules)) })
            rules.GetProperties().Where(property => property.CanWrite).ShouldAllBe(property => lines.Any(line => line.StartsWith($"{section}:{property.Name} ", StringComparison.Ordinal)));
    }

    private static ReminderOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Reminders:{setting.Key}", (string?)setting.Value)))
            .Build();
        var options = new ReminderOptions();
        options.Read(configuration.GetSection(ReminderOptions.Section));
        return options;
    }
}
