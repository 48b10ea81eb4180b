namespace KexieBot.Channels.Teams.Connector;

/// <summary>What the handlers under the client must know of a call; travels with the request through its retries.</summary>
internal sealed record ConnectorCall(string Thread, string Tenant)
{
    public static HttpRequestOptionsKey<ConnectorCall> Key { get; } = new("kexie.teams.call");

    /// <summary>Doing it twice is the same as doing it once. A sent message is not: nobody can take the second one back.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Somebody waits for it: while the store that counts the calls is away, it goes out uncounted.</summary>
    public bool IsReply { get; init; }

    /// <summary>The caller's own end, heeded only until the first request leaves.</summary>
    public CancellationToken UntilSent { get; init; }

    /// <summary>A request may have reached the platform without an answer that settles what became of it.</summary>
    public bool MayHaveArrived { get; set; }

    public static ConnectorCall? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var call) ? call : null;
}
