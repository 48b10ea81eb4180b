#pragma warning disable
using KexieBot.Core.Plans;
using KexieBot.Core.Roster;
namespace KexieBot.Core.Samples;

public static class SampleRoster
{
    public static Roster.Roster Load()
    {
        var d = PlanReader.Read(PlanDocument.FromText("x", SamplePlan.Text()));
        var units = d.Measures.SelectMany(m => m.Units).Where(u => !u.IsGroup).Select(u => u.Name).Distinct().Select(n => new Unit(n, n)).ToList();
        units.AddRange(new[] { "东门街道", "西门街道" }.Select(n => new Unit(n, n)));
        var i = 0;
        return new(units, [new UnitGroup("各街道", ["东门街道", "西门街道"])], [new("office", "办公室", PersonRole.Office), new("leader", "李区长", PersonRole.Leader), .. units.Select(u => new Person(u.Name == "区科技局" ? "keji" : "u" + i++, "联" + i, PersonRole.Liaison) { UnitIds = [u.Id] })]);
    }
}
