using BenchmarkDotNet.Running;

namespace KexieBot.Benchmarks;

/// <summary>Runs the benchmarks named on the command line, e.g. <c>--filter *PlanReader*</c>.</summary>
internal static class BenchmarkProgram
{
    private static void Main(string[] args) =>
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkProgram).Assembly).Run(args);
}
