using CsCheck;
using KexieBot.Core.Roster;

namespace KexieBot.Tests.Rosters;

public sealed class NameListTests
{
    [Theory]
    [InlineData("区科委、区科学技术局", "区科委|区科学技术局")]
    [InlineData(" 区科委 , 区科协；区妇联\n区残联，、", "区科委|区科协|区妇联|区残联")]
    [InlineData("区委组织部（人才办、老干部局）、区科协", "区委组织部（人才办、老干部局）|区科协")]
    [InlineData("“各区、县（市）政府”、各街道", "各区、县（市）政府|各街道")]
    [InlineData("区“四上”企业办、区科协", "区“四上”企业办|区科协")]
    [InlineData("区科协、区 科协", "区科协")]
    [InlineData(" 、", "")]
    public void A_cell_splits_into_names(string cell, string names) => string.Join('|', NameList.Split(cell)).ShouldBe(names);

    [Fact]
    public void What_was_joined_splits_into_the_same_names() =>
        Gen.Char["区局街道科（）()、，;"].Array[1, 8].Select(signs => new string(signs)).Array[0, 6]
            .Select(names => names.DistinctBy(UnitName.Normal, StringComparer.OrdinalIgnoreCase).ToArray())
            .Sample(names => NameList.Split(NameList.Join(names)).SequenceEqual(names));
}
