using KexieBot.Core.Chat;
using KexieBot.Core.Roster;

namespace KexieBot.Tests.Rosters;

public sealed class RosterMergeTests
{
    private static readonly HashSet<string> InUse = ["区老龄办"];

    private static readonly Roster Before = new(
        [new Unit("KJ01", "区科委") { Aliases = ["科委"] }, new Unit("区科协", "区科协") { Aliases = ["科协机关"] }, new Unit("区老龄办", "区老龄办"), new Unit("区侨联", "区侨联")],
        [new UnitGroup("各单位", ["KJ01", "区科协"]), new UnitGroup("各学会", [])],
        [
            new Person("keji", "林晓", PersonRole.Liaison) { UnitIds = ["KJ01"], Accounts = [new(ChannelKind.WeCom, "linxiao")] },
            new Person("周岚", "周岚", PersonRole.Liaison) { UnitIds = ["区科协"], Accounts = [new(ChannelKind.WeCom, "zhoulan")] },
            new Person("heping", "何平", PersonRole.Liaison) { UnitIds = ["区侨联"] },
        ],
        version: 7);

    private static readonly Roster Workbook = new(
        [new Unit("KJ01", "区科技局"), new Unit("KX02", "区科协"), new Unit("区商务局", "区商务局")],
        [new UnitGroup("各单位", ["KJ01", "KX02", "区商务局"])],
        [
            new Person("keji", "林晓", PersonRole.Liaison) { UnitIds = ["KJ01", "区商务局"], Accounts = [new(ChannelKind.WeCom, "linxiao")] },
            new Person("zhoulan", "周岚", PersonRole.Liaison) { UnitIds = ["KX02"], Accounts = [new(ChannelKind.WeCom, "ZhouLan")] },
        ]);

    private static readonly Roster After = RosterMerge.Of(Before, Workbook, InUse);

    [Fact]
    public void A_renamed_unit_keeps_its_id_and_is_still_found_by_its_old_name()
    {
        After.FindUnitById("KJ01")!.Name.ShouldBe("区科技局");
        After.FindUnitById("KJ01")!.Aliases.ShouldBe(["区科委"]);
        After.FindUnit("科委")!.Id.ShouldBe("KJ01");
    }

    [Fact]
    public void A_unit_that_gets_another_id_keeps_the_one_the_ledger_knows()
    {
        var unit = After.FindUnit("区科协")!;

        unit.Id.ShouldBe("区科协");
        After.FindUnit("KX02").ShouldBe(unit);
        After.FindGroup("各单位")!.UnitIds.ShouldBe(["KJ01", "区科协", "区商务局"]);
        After.LiaisonsOf("区科协").ShouldHaveSingleItem().Name.ShouldBe("周岚");
    }

    [Fact]
    public void A_person_who_gets_an_id_later_stays_the_same_person() => After.FindPerson("zhoulan").ShouldBeNull();

    [Fact]
    public void Units_with_items_stay_and_others_go() =>
        After.Units.Select(unit => unit.Id).ShouldBe(["KJ01", "区科协", "区商务局", "区老龄办"]);

    [Fact]
    public void Persons_and_groups_missing_from_the_workbook_go()
    {
        After.Persons.Select(person => person.Id).ShouldBe(["keji", "周岚"]);
        After.Groups.ShouldHaveSingleItem();
    }

    [Fact]
    public void Importing_the_same_workbook_again_changes_nothing()
    {
        RosterChange.Between(After, RosterMerge.Of(After, Workbook, InUse)).ShouldBeEmpty();
        RosterMerge.Of(After, Workbook, InUse).Version.ShouldBe(7);
    }

    [Fact]
    public void Exporting_and_importing_changes_nothing() =>
        RosterChange.Between(After, RosterMerge.Of(After, RosterFiles.Read(RosterFiles.Of(After)).Roster, InUse)).ShouldBeEmpty();

    [Fact]
    public void An_old_name_that_the_workbook_gives_to_another_unit_moves_there()
    {
        var workbook = new Roster([new Unit("KJ01", "区科技局"), new Unit("JX03", "区经信局") { Aliases = ["区科委"] }], [], []);

        RosterMerge.Of(Before, workbook, InUse).FindUnit("区科委")!.Id.ShouldBe("JX03");
    }

    [Fact]
    public void An_alias_taken_out_of_the_workbook_goes() => After.FindUnit("科协机关").ShouldBeNull();

    [Fact]
    public void The_changes_are_told_in_order() =>
        RosterChange.Between(Before, After).Select(change => change.Text).ShouldBe(
        [
            "新增单位 区商务局",
            "变更单位 区科技局：名称 区科委 → 区科技局；别名 科委 → 区科委",
            "变更单位 区科协：别名 科协机关 → KX02",
            "移出单位 区侨联",
            "变更单位组 各单位：增加成员 区商务局",
            "移出单位组 各学会",
            "变更人员 林晓（keji，联络员）：单位 区科委 → 区商务局、区科技局",
            "变更人员 周岚（周岚，联络员）：账号 企业微信 zhoulan → 企业微信 ZhouLan",
            "移出人员 何平（heping，联络员）",
        ]);

    [Fact]
    public void Ids_that_differ_in_case_alone_are_two_units_of_the_ledger()
    {
        var before = new Roster([new Unit("OPC社区", "OPC社区"), new Unit("opc社区", "opc社区")], [], []);
        var after = RosterMerge.Of(before, new Roster([new Unit("opc社区", "OPC社区")], [], []), new HashSet<string> { "OPC社区", "opc社区" });

        after.Units.Select(unit => unit.Id).ShouldBe(["OPC社区", "opc社区"]);
    }

    [Fact]
    public void Names_that_two_units_exchange_leave_no_alias_behind()
    {
        var before = new Roster([new Unit("1", "区科技局"), new Unit("2", "区经信局")], [], []);
        var after = RosterMerge.Of(before, new Roster([new Unit("1", "区经信局"), new Unit("2", "区科技局")], [], []), InUse);

        after.FindUnit("区科技局")!.Id.ShouldBe("2");
        after.FindUnit("区经信局")!.Id.ShouldBe("1");
    }

    [Fact]
    public void A_first_import_is_all_new() =>
        RosterChange.Between(Roster.Empty, RosterMerge.Of(Roster.Empty, Workbook, InUse))
            .ShouldAllBe(change => change.Text.StartsWith("新增", StringComparison.Ordinal));
}
