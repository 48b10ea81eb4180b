using System.Text;

namespace KexieBot.Core.Roster;

/// <summary>How names of units are compared.</summary>
public static class UnitName
{
    /// <summary>The name without spaces and with half-width forms: "区　科技局" and "区科技局" are one name.</summary>
    public static string Normal(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The name without a leading 区, 县 or 市: papers write 区科技局 where people say 科技局. Names that need the sign (区委…, 市场监管局) keep it.</summary>
    public static string WithoutLevel(string name)
    {
        var normal = Normal(name);
        var isLevel = normal.Length > 3 && normal[0] is '区' or '县' or '市';
        var needsIt = isLevel && (normal[1] is '委' or '政' or '人' or '级' or '直' || normal.StartsWith("市场", StringComparison.Ordinal));
        return isLevel && (!needsIt || KeepsMeaning(normal)) ? normal[1..] : normal;
    }

    // 区人社局 and 区人力资源… lose the sign, 区人大 and 区人民政府 do not.
    private static bool KeepsMeaning(string normal) =>
        normal[1] == '人' && normal[2] is '社' or '力' or '才' or '防';

    internal static T? SingleOrDefaultIfUnique<T>(this IEnumerable<T> source, Func<T, bool> predicate)
        where T : class
    {
        var found = source.Where(predicate).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }
}
