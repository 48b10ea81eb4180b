using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace KexieBot.Benchmarks;

/// <summary>
/// <c>learn</c> computes anew what the bot understands from its examples (<see cref="LearnRun"/>).
/// <c>turns</c>, <c>dispatch</c> and <c>planning</c> measure the whole path side by side in one run; anything else goes to BenchmarkDotNet, e.g.
/// <c>--filter *PlanReader*</c>. All take <c>--redis host:port</c> to measure on a server instead of the embedded store.
/// </summary>
internal static class BenchmarkProgram
{
    private static async Task Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "turns":
                await TurnsRun.MeasureAsync(args);
                break;
            case "dispatch":
                await DispatchRun.MeasureAsync(args);
                break;
            case "planning":
                await PlanningRun.MeasureAsync(args);
                break;
            case "learn":
                await LearnRun.LearnAsync(args);
                break;
            default:
                // A cold build on two small cores takes longer than the two minutes it is given.
                BenchmarkSwitcher.FromAssembly(typeof(BenchmarkProgram).Assembly).Run(args, ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10)));
                break;
        }
    }
}
