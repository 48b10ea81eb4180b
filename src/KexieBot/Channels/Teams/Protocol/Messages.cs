using System.Text.Json;

namespace KexieBot.Channels.Teams.Protocol;

/// <summary>What POST and PUT of an activity answer.</summary>
internal sealed record ResourceResponse(string? Id);

internal sealed record ConversationParameters
{
    public bool IsGroup { get; init; }

    public TeamsChannelAccount? Bot { get; init; }

    public IReadOnlyList<TeamsChannelAccount> Members { get; init; } = [];

    public string? TenantId { get; init; }

    public TeamsChannelData? ChannelData { get; init; }
}

internal sealed record PagedMembersResult(string? ContinuationToken, IReadOnlyList<TeamsChannelAccount>? Members);

internal sealed record ErrorResponse(ErrorBody? Error, string? SubCode = null);

internal sealed record ErrorBody(string? Code, string? Message, string? SubCode = null);

/// <summary>The body of the answer to <c>adaptiveCard/action</c>; its HTTP status is always 200.</summary>
internal sealed record AdaptiveCardInvokeResponse(int StatusCode, string Type, JsonElement Value)
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    public const string MessageType = "application/vnd.microsoft.activity.message";

    public const string ErrorType = "application/vnd.microsoft.error";
}

/// <summary>The identity provider's answer to client credentials.</summary>
internal sealed record TokenResponse(
    [property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string? AccessToken,
    [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int? ExpiresIn);

internal sealed record OpenIdMetadata(
    [property: System.Text.Json.Serialization.JsonPropertyName("jwks_uri")] string? JwksUri);
