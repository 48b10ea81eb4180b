using System.Reflection;
using StackExchange.Redis;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>A store that throws what no store is known to throw, where a test says so.</summary>
public class FaultyStore : DispatchProxy
{
    private IDatabase store = null!;
    private Func<string, object?, bool> isFaulty = (_, _) => false;

    /// <param name="store">The store behind it.</param>
    /// <param name="isFaulty">Whether the call of this name, with this first argument, fails.</param>
    public static IDatabase Over(IDatabase store, Func<string, object?, bool> isFaulty)
    {
        var faulty = Create<IDatabase, FaultyStore>();
        ((FaultyStore)(object)faulty).store = store;
        ((FaultyStore)(object)faulty).isFaulty = isFaulty;
        return faulty;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        isFaulty(targetMethod!.Name, args is [var first, ..] ? first : null) ? throw new InvalidOperationException("the store's fault") : targetMethod.Invoke(store, args);
}
