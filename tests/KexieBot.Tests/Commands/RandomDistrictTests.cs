using CsCheck;
using KexieBot.Core.Ledger;
using KexieBot.Core.Plans;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Commands;

/// <summary>
/// Random commands of several people through the bot on a real store, with the clock going on, beside a plain model that knows the rules and nothing of the store.
/// After each run states, percents, deadlines and counters agree, and the chain verifies.
/// </summary>
public sealed class RandomDistrictTests(StoreServers stores)
{
    private static readonly (string Person, string Unit)[] Liaisons = [("keji", "区科技局"), ("kexie", "区科协"), ("dong", "东门街道")];

    // Few items and many steps, so that they get through their whole life; the last two are not the liaison's own.
    private static readonly (int Who, int Measure)[] Targets = [(0, 7), (0, 8), (0, 4), (1, 4), (2, 5), (1, 7), (2, 9)];

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, Targets.Length - 1],
        Gen.Int[-10, 120],
        Gen.Int[0, 18],
        Gen.Bool,
        (target, percent, kind, isRepeated) => new Step(Targets[target].Who, Targets[target].Measure, percent, kind, isRepeated));

    [Fact]
    public async Task Whatever_people_say_the_ledger_is_what_the_rules_make_of_it()
    {
        await AnyStep.Array[80, 120].SampleAsync(async steps =>
        {
            await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
            var model = new Model(await ItemsOfAsync(district));
            foreach (var (step, index) in steps.Select((step, index) => (step, index)))
            {
                var (person, text) = SaidIn(step);
                var deliveries = step.IsRepeated ? 2 : 1;
                for (var delivery = 0; delivery < deliveries; delivery++)
                    await district.SayAsync(person, text, $"step{index}");
                for (var delivery = 0; delivery < deliveries && step.IsConfirmed; delivery++)
                    await district.SayAsync(person, "确认", $"step{index}, confirmed");
                model.Apply(step, Liaisons[step.Who].Unit, district.Clock.Office.Now);
                if (step.Kind == 18)
                    district.Clock.Time.Advance(step.Percent % 4 == 0 ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(4));
            }

            await AgreesAsync(district, model);
        }, iter: 16, threads: 1);
    }

    // What is typed for a step, and by whom: the liaison of the step's unit, or the office.
    private static (string Person, string Text) SaidIn(Step step)
    {
        var (person, unit) = Liaisons[step.Who];
        return step.Kind switch
        {
            0 or 1 or 2 => (person, $"更新 {step.Measure} {step.Percent}% 做了一些工作"),
            3 => (person, $"更新 {step.Measure} {step.Percent}%"),
            4 => (person, $"签收 {step.Measure}"),
            5 => (person, $"申请办结 {step.Measure}"),
            6 => ("office", $"同意办结 {step.Measure} {unit}"),
            7 => ("office", $"退回{unit}第{step.Measure}条，请补充佐证"),
            8 => (person, $"申请延期 {step.Measure} 到2027年3月31日，原因：设备未到货"),
            9 => ("office", $"同意延期 {step.Measure} {unit}"),
            10 => ("office", $"暂缓 {step.Measure} {unit}，等待机构改革"),
            11 => ("office", $"恢复 {step.Measure} {unit}，机构改革完成"),
            12 => (person, $"更正 {step.Measure} {step.Percent}% 上次写错了"),
            13 or 14 => (person, "撤销"),
            15 => ("office", $"第{step.Measure}条期限改为2027年2月28日"),
            16 => ("office", $"第{step.Measure}条去掉{unit}"),
            17 => ("office", $"第{step.Measure}条增加{unit}为配合单位"),
            _ => (person, "我的任务"),
        };
    }

    private static async Task<IReadOnlyList<WorkItem>> ItemsOfAsync(District district) =>
        [.. (await Task.WhenAll(Enumerable.Range(4, 6).Select(number => district.Reader.ItemsOfMeasureAsync(District.PlanId, number)))).SelectMany(items => items)];

    private static async Task AgreesAsync(District district, Model model)
    {
        var items = await ItemsOfAsync(district);
        items.Select(Words).Order(StringComparer.Ordinal).ShouldBe(model.Items.Values.Where(item => item.State != WorkItemState.Void).Select(Words).Order(StringComparer.Ordinal));
        var tally = await district.Reader.TallyAsync(District.PlanId);
        (tally.Assigned, tally.InProgress, tally.UnderReview, tally.Closed, tally.Suspended).ShouldBe((
            model.Count(WorkItemState.Assigned), model.Count(WorkItemState.InProgress), model.Count(WorkItemState.UnderReview), model.Count(WorkItemState.Closed), model.Count(WorkItemState.Suspended)));
        await district.ShouldBeWholeAsync();
    }

    private static string Words(WorkItem item) => $"{item.Ref} {item.State} {item.Percent}% {item.Deadline} {item.Extension?.To}";

    private sealed record Step(int Who, int Measure, int Percent, int Kind, bool IsRepeated)
    {
        public bool IsConfirmed => Kind is 11 or 15 or 16 or 17;
    }

    /// <summary>The rules in plain words: what a step changes, if anything.</summary>
    private sealed class Model(IEnumerable<WorkItem> items)
    {
        private static readonly DateOnly NewDay = new(2027, 2, 28);

        public Dictionary<string, WorkItem> Items { get; } = items.ToDictionary(item => item.Ref, StringComparer.Ordinal);

        private readonly Dictionary<int, DateOnly?> planned = items.GroupBy(item => item.Number).ToDictionary(group => group.Key, group => group.First().Deadline);

        // What each unit's liaison did last: the item before and after, when, and whether it can be taken back.
        private readonly Dictionary<string, (WorkItem Before, WorkItem After, DateTimeOffset At, bool CanUndo)> last = [];

        public int Count(WorkItemState state) => Items.Values.Count(item => item.State == state);

        public void Apply(Step step, string unit, DateTimeOffset now)
        {
            switch (step.Kind)
            {
                case 13 or 14:
                    Undo(unit, now);
                    break;
                case 15:
                    foreach (var moved in Items.Values.Where(item => item.Number == step.Measure && item.State is not (WorkItemState.Closed or WorkItemState.Void) && item.Deadline != NewDay).ToList())
                        Put(moved with { Deadline = NewDay, Extension = moved.Extension?.To <= NewDay ? null : moved.Extension });
                    break;
                case 17:
                    Add(step.Measure, unit);
                    break;
                default:
                    if (Items.TryGetValue($"{step.Measure}/{unit}", out var item) && Moved(step, item) is { } after && !ReferenceEquals(after, item))
                    {
                        Put(after);
                        if (step.Kind is <= 5 or 8 or 12)
                            last[unit] = (item, Items[item.Ref], now, CanUndo: true);
                    }

                    break;
            }
        }

        // Every change makes another object, as every change is an event.
        private void Put(WorkItem item) => Items[item.Ref] = item with { Version = item.Version + 1 };

        private void Undo(string unit, DateTimeOffset now)
        {
            if (!last.TryGetValue(unit, out var done) || !done.CanUndo || now - done.At > TimeSpan.FromMinutes(10) || Items[done.After.Ref].Version != done.After.Version)
                return;
            Put(done.Before with { Version = done.After.Version });
            last[unit] = done with { CanUndo = false };
        }

        private void Add(int measure, string unit)
        {
            var others = Items.Values.Where(item => item.Number == measure).ToList();
            var deadline = others.Where(item => item.State != WorkItemState.Void).Max(item => item.Deadline) ?? planned[measure];
            if (!Items.TryGetValue($"{measure}/{unit}", out var present))
                Put(new WorkItem(District.PlanId, measure, unit, UnitRole.Supporting) { Deadline = deadline, Cycle = others[0].Cycle });
            else if (present.State == WorkItemState.Void)
                Put(present with { State = WorkItemState.Assigned, Role = UnitRole.Supporting, Deadline = deadline });
            else if (present.Role != UnitRole.Supporting)
                Put(present with { Role = UnitRole.Supporting });
        }

        private WorkItem Moved(Step step, WorkItem item) =>
            step.Kind switch
            {
                0 or 1 or 2 => Reported(item, step.Percent, hasText: true),
                3 => Reported(item, step.Percent, hasText: false),
                12 => item.ReportedAt is null ? item : Reported(item, step.Percent, hasText: true),
                16 when item.State != WorkItemState.Void => item with { State = WorkItemState.Void, Extension = null },
                4 when item.State == WorkItemState.Assigned => item with { State = WorkItemState.InProgress },
                5 when item.State is WorkItemState.Assigned or WorkItemState.InProgress && (IsLongTerm(item) || item.ReportedAt is not null) && !WaitsForSupport(item) => item with { State = WorkItemState.UnderReview },
                6 when item.State == WorkItemState.UnderReview => item with { State = WorkItemState.Closed, Percent = IsLongTerm(item) ? item.Percent : 100, ReportedPercent = item.Percent, Extension = null },
                7 when item.State == WorkItemState.UnderReview => item with { State = WorkItemState.InProgress },
                8 when item.IsOpen && item.Deadline is { } deadline && deadline < new DateOnly(2027, 3, 31) => item with { Extension = new ExtensionRequest(new DateOnly(2027, 3, 31), "", "", default) },
                9 when item.Extension is { } extension => item with { Deadline = extension.To, Extension = null },
                10 when item.IsOpen => item with { State = WorkItemState.Suspended, Resumes = item.State },
                11 when item.State == WorkItemState.Suspended => item with { State = item.Resumes!.Value, Resumes = null },
                11 when item.State == WorkItemState.Closed => item with { State = WorkItemState.InProgress, Percent = item.ReportedPercent!.Value },
                _ => item,
            };

        private bool WaitsForSupport(WorkItem item) =>
            item.Role == UnitRole.Lead && Items.Values.Any(other => other.Number == item.Number && other is { Role: UnitRole.Supporting, IsOpen: true, ReportedAt: null });

        private static bool IsLongTerm(WorkItem item) => item.Deadline is null && item.Cycle is not null;

        private static WorkItem Reported(WorkItem item, int percent, bool hasText) =>
            percent is < 0 or > 100 || !item.IsOpen || (percent < item.Percent && !hasText && !IsLongTerm(item))
                ? item
                : item with { State = item.State == WorkItemState.Assigned ? WorkItemState.InProgress : item.State, Percent = IsLongTerm(item) ? item.Percent : percent, ReportedAt = DateTimeOffset.MinValue };
    }
}
