using KexieBot.Core.Chat;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

public sealed class OwnSettingsTests(StoreServers stores)
{
    [Fact]
    public async Task Time_cadence_quiet_and_language_are_set_in_chat_and_outlive_a_new_roster()
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        (await district.SayAsync("keji", "每天9点半提醒我")).Facts[0].Value.ShouldBe("每个工作日 09:30（有事才发）");
        (await district.SayAsync("keji", "改成每周一次")).Facts[0].Value.ShouldBe("每周第一个工作日 09:30");
        (await district.SayAsync("keji", "下周一之前别提醒我")).Facts[1].Value.ShouldBe("到 11月30日为止");
        (await district.SayAsync("keji", "切换英文")).Title.ShouldBe("Your settings");
        (await district.SayAsync("keji", "我的任务")).Language.ShouldBe(Language.English);

        var before = await district.Get<RosterStore>().GetAsync();
        var workbook = new Roster(before.Units, before.Groups, before.Persons.Select(person => person with { Settings = new PersonSettings(), Language = Language.Chinese }));
        var keji = RosterMerge.Of(before, workbook, before.Units.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal)).FindPerson("keji")!;
        (keji.Settings.MorningTime, keji.Settings.IsWeekly, keji.Settings.QuietUntil, keji.Language).ShouldBe((new TimeOnly(9, 30), true, new DateOnly(2026, 11, 30), Language.English));
    }

    [Theory]
    [InlineData("取消免打扰")]
    [InlineData("恢复提醒")]
    public async Task Quiet_time_is_ended_in_so_many_words(string text)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        (await district.SayAsync("keji", "下周一之前别提醒我")).Facts[1].Value.ShouldBe("到 11月30日为止");

        (await district.SayAsync("keji", text)).Facts[1].Value.ShouldBe("没有");
    }

    [Theory]
    [InlineData("每天25点提醒我", "没听懂是几点，没有改动，例如：每天9点提醒我。")]
    [InlineData("每天6点提醒我", "提醒时间要在 08:30 到 20:00 之间。")]
    [InlineData("不用每天发了，每月一次就行", "提醒可以每天或每周一次；要暂停请说“12月1日之前别提醒我”。")]
    [InlineData("明年3月1日前不要提醒", "免打扰最长 60 天，请写今天以后的日期。")]
    public async Task What_cannot_be_is_said_and_changes_nothing(string text, string answer)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        (await district.SayAsync("keji", text)).Title.ShouldBe(answer);

        (await district.Get<RosterStore>().GetAsync()).FindPerson("keji")!.Settings.ShouldBe(new PersonSettings());
    }

    [Theory]
    [InlineData("keji")]
    [InlineData("office")]
    public async Task The_weekly_summary_is_beside_the_daily_message(string person)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));

        var facts = (await district.SayAsync(person, "订阅周报")).Facts;
        facts[0].Value.ShouldStartWith("每个工作日");
        facts[1].Name.ShouldBe("周报");
        (await SettingsAsync(district, person)).ShouldBe(new PersonSettings { WantsWeeklySummary = true });

        (await district.SayAsync(person, "退订周报")).Facts.ShouldNotContain(fact => fact.Name == "周报");
        (await district.SayAsync(person, "改成每周一次")).Facts[0].Value.ShouldStartWith("每周第一个工作日");
        (await SettingsAsync(district, person)).ShouldBe(new PersonSettings { IsWeekly = true });
    }

    private static async Task<PersonSettings> SettingsAsync(District district, string person) => (await district.Get<RosterStore>().GetAsync()).FindPerson(person)!.Settings;
}
