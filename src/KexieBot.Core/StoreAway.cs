using StackExchange.Redis;

namespace KexieBot.Core;

/// <summary>Tells a store that does not answer from any other fault. The client's own time-out is a <see cref="TimeoutException"/> and no <see cref="RedisException"/>.</summary>
public static class StoreAway
{
    public static bool Is(Exception exception) => exception is RedisException or TimeoutException;
}
