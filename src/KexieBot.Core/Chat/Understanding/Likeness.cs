namespace KexieBot.Core.Chat.Understanding;

/// <summary>What an unread message looks like: for buttons, and for slips of the hand in reading commands.</summary>
internal static class Likeness
{
    private const int Offered = 3;

    private static readonly Suggestion[] Things =
    [
        new(Intent.MyTasks, "我的任务"), new(Intent.PlanSummary, "进展汇总"), new(Intent.Help, "帮助"), new(Intent.DueList, "本周到期"),
        new(Intent.OverdueList, "逾期任务"), new(Intent.MeasureDetail, "第7条"), new(Intent.ReportProgress, "更新 7 60% 已完成初评"),
        new(Intent.Sign, "签收"), new(Intent.RequestClose, "第7条申请办结"), new(Intent.RequestExtension, "第7条申请延期到12月底"),
        new(Intent.AskHistory, "第7条历史"), new(Intent.AskLiaison, "联络员是谁"), new(Intent.NotReported, "哪些单位没报"),
        new(Intent.Ranking, "完成率排名"), new(Intent.ProblemList, "问题清单"), new(Intent.Export, "导出台账"), new(Intent.Urge, "催一下第7条"),
    ];

    // Short enough that one wrong character still leaves most of the words right.
    private static readonly (string Words, Intent Intent)[] Readable =
        [.. RuleBook.Exact.Where(entry => entry.Intent.OnlyReads() && entry.Intent is not Intent.Smalltalk)
            .SelectMany(entry => entry.Words.Select(words => (Words: Skeleton.CompactOf(words), entry.Intent)))
            .Where(pair => pair.Words.Length is >= 4 and <= 12)];

    /// <summary>A reading intent whose words differ by one letter, where exactly one does; never one that writes.</summary>
    public static Intent? SafeGuess(Skeleton skeleton)
    {
        var said = skeleton.Compact;
        if (said.Length is < 4 or > 13)
            return null;
        var near = Readable.Where(pair => Math.Abs(pair.Words.Length - said.Length) <= 1 && Distance(pair.Words, said) <= 1)
            .Select(pair => pair.Intent).Distinct().Take(2).ToList();
        return near.Count == 1 ? near[0] : null;
    }

    public static IReadOnlyList<Suggestion> NearestTo(Skeleton skeleton) =>
        [.. Things.Select((thing, place) => (thing, place, shared: Shared(thing.Text, skeleton.Compact)))
            .OrderByDescending(pair => pair.shared).ThenBy(pair => pair.place)
            .Take(Offered).Select(pair => pair.thing)];

    private static int Shared(string example, string said)
    {
        var shared = 0;
        foreach (var letter in example.Where(char.IsLetter).Distinct())
            shared += said.AsSpan(0, Math.Min(said.Length, 200)).Contains(letter) ? 1 : 0;
        return shared;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }
        return row[^1];
    }
}
