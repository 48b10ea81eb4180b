namespace KexieBot.Tests.Support;

/// <summary>Tests that measure time or load; they run one after another when all others are done, so that nothing starves them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
