using System.Text.Json;
using System.Text.RegularExpressions;
using KexieBot.Core.Plans;

namespace KexieBot.Tests.Plans;

/// <summary>Counts of agreement between a draft and its hand-made answer.</summary>
internal sealed record PlanScore(int Gold, int Draft, int Hit, int GoldUnits, int DraftUnits, int UnitHits, int Roles, int GoldDates, int DraftDates, int DateHits)
{
    public static PlanScore Zero { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public double Measures => F1(Hit, Gold, Draft);
    public double Units => F1(UnitHits, GoldUnits, DraftUnits);
    public double RoleShare => UnitHits == 0 ? 1 : (double)Roles / UnitHits;
    public double Dates => GoldDates + DraftDates == 0 ? 1 : F1(DateHits, GoldDates, DraftDates);

    public static PlanScore operator +(PlanScore a, PlanScore b) => new(
        a.Gold + b.Gold, a.Draft + b.Draft, a.Hit + b.Hit, a.GoldUnits + b.GoldUnits, a.DraftUnits + b.DraftUnits,
        a.UnitHits + b.UnitHits, a.Roles + b.Roles, a.GoldDates + b.GoldDates, a.DraftDates + b.DraftDates, a.DateHits + b.DateHits);

    public static PlanScore Of(JsonElement gold, PlanDraft draft)
    {
        var answers = gold.GetProperty("measures").EnumerateArray()
            .Where(m => !(m.TryGetProperty("flag", out var flag) && flag.GetString() == "outline_only")).ToList();
        var pairs = Pair(answers, draft.Measures);
        var score = Zero with
        {
            Gold = answers.Count,
            Draft = draft.Measures.Count,
            Hit = pairs.Count,
            GoldUnits = answers.Sum(m => m.GetProperty("units").GetArrayLength()),
            DraftUnits = draft.Measures.Sum(m => m.Units.Count),
            GoldDates = answers.Count(m => m.GetProperty("deadline").ValueKind == JsonValueKind.String),
            DraftDates = draft.Measures.Count(m => m.Deadline?.Date is not null),
        };
        return pairs.Aggregate(score, (sum, pair) => sum.Add(pair.Gold, pair.Draft));
    }

    private PlanScore Add(JsonElement gold, DraftMeasure draft)
    {
        var answers = gold.GetProperty("units").EnumerateArray()
            .GroupBy(u => Plain(u.GetProperty("name").GetString()!)).ToDictionary(g => g.Key, g => g.Last().GetProperty("role").GetString(), StringComparer.Ordinal);
        var found = draft.Units.GroupBy(u => Plain(u.Name)).ToDictionary(g => g.Key, g => g.Last().Role.ToString().ToLowerInvariant(), StringComparer.Ordinal);
        var common = answers.Keys.Where(found.ContainsKey).ToList();
        var date = gold.GetProperty("deadline").ValueKind == JsonValueKind.String ? gold.GetProperty("deadline").GetString() : null;
        return this with
        {
            UnitHits = UnitHits + common.Count,
            Roles = Roles + common.Count(name => answers[name] == found[name]),
            DateHits = DateHits + (date is not null && date == draft.Deadline?.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ? 1 : 0),
        };
    }

    private static List<(JsonElement Gold, DraftMeasure Draft)> Pair(List<JsonElement> gold, IReadOnlyList<DraftMeasure> draft)
    {
        var candidates = new List<(double Score, int Gold, int Draft)>();
        for (var i = 0; i < gold.Count; i++)
        {
            var title = gold[i].GetProperty("title").GetString()!;
            for (var j = 0; j < draft.Count; j++)
            {
                var text = draft[j].Text;
                var alike = Math.Max(Alike(title, draft[j].Title), Alike(title, text[..Math.Min(text.Length, title.Length + 8)]));
                if (alike >= 0.8)
                    candidates.Add((alike - (Math.Abs(i - j) * 1e-4), i, j));
            }
        }
        HashSet<int> usedGold = [], usedDraft = [];
        return [.. candidates.OrderByDescending(c => c.Score)
            .Where(c => !usedGold.Contains(c.Gold) && !usedDraft.Contains(c.Draft) && usedGold.Add(c.Gold) && usedDraft.Add(c.Draft))
            .Select(c => (gold[c.Gold], draft[c.Draft]))];
    }

    // Titles that begin alike are the same; wording in between is left to character pairs.
    private static double Alike(string a, string b)
    {
        (a, b) = (Plain(a), Plain(b));
        if (a.Length == 0 || b.Length == 0)
            return 0;
        var (brief, full) = a.Length < b.Length ? (a, b) : (b, a);
        if (a == b)
            return 1;
        if (brief.Length >= 4 && full.StartsWith(brief, StringComparison.Ordinal))
            return 0.95;
        var pairs = brief.Zip(brief.Skip(1)).ToHashSet();
        var others = full.Zip(full.Skip(1)).ToHashSet();
        return 2.0 * pairs.Count(others.Contains) / (pairs.Count + others.Count);
    }

    private static string Plain(string text) => Regex.Replace(text, "[\\s　]+|[，。、；：:;,.“”\"'《》（）()〔〕\\[\\]【】·—\\-_*]", "");

    private static double F1(int hit, int gold, int draft) => hit == 0 ? 0 : 2.0 * hit / (gold + draft);
}
