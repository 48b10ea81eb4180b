using System.Reflection;
using StackExchange.Redis;

namespace KexieBot.Tests.Support.WeCom;

/// <summary>A store that fails where a test says so.</summary>
public class FaultyStore : DispatchProxy
{
    private IDatabase store = null!;
    private Func<string, object?, Exception?> fault = (_, _) => null;

    /// <param name="store">The store behind it.</param>
    /// <param name="fault">What the call of this name, with this first argument, throws.</param>
    public static IDatabase Over(IDatabase store, Func<string, object?, Exception?> fault)
    {
        var faulty = Create<IDatabase, FaultyStore>();
        ((FaultyStore)(object)faulty).store = store;
        ((FaultyStore)(object)faulty).fault = fault;
        return faulty;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        fault(targetMethod!.Name, args is [var first, ..] ? first : null) is { } exception ? throw exception : targetMethod.Invoke(store, args);
}
