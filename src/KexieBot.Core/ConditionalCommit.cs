using StackExchange.Redis;

namespace KexieBot.Core;

/// <summary>
/// A transaction on a key that others write to as well. WATCH guards whole keys: somebody's change of another entry in the same sorted set or hash aborts the
/// transaction though its own condition holds, and that is no answer to what was asked. So it is tried again until it is committed or a condition is unmet.
/// </summary>
public static class ConditionalCommit
{
    private const int Attempts = 40;

    /// <summary>True where it was committed, false where a condition did not hold and nothing was written.</summary>
    /// <param name="store">The store.</param>
    /// <param name="build">Fills one transaction and gives its conditions; called anew for each attempt.</param>
    /// <exception cref="Ledger.StoreBusyException">Others were faster forty times in a row.</exception>
    public static async Task<bool> TryAsync(IDatabase store, Func<ITransaction, ConditionResult[]> build)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var commit = store.CreateTransaction();
            var conditions = build(commit);
            if (await commit.ExecuteAsync())
                return true;
            if (Array.Exists(conditions, condition => !condition.WasSatisfied))
                return false;
            await Task.Delay(Random.Shared.Next(1, 2 + Math.Min(attempt, 20)));
        }

        throw new Ledger.StoreBusyException("the same entries");
    }
}
