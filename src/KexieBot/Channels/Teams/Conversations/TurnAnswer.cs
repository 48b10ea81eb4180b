using System.Text.Json;
using KexieBot.Channels.Teams.Protocol;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>What the HTTP response says.</summary>
internal sealed record TurnAnswer(int Status, AdaptiveCardInvokeResponse? Body = null)
{
    public static TurnAnswer Ok { get; } = new(StatusCodes.Status200OK);

    /// <summary>Taken; the answer follows as a message.</summary>
    public static TurnAnswer Accepted { get; } = new(StatusCodes.Status202Accepted);

    public static TurnAnswer NotImplemented { get; } = new(StatusCodes.Status501NotImplemented);

    public static TurnAnswer Busy { get; } = new(StatusCodes.Status503ServiceUnavailable);

    public static TurnAnswer Card(JsonElement card) => new(StatusCodes.Status200OK, new AdaptiveCardInvokeResponse(200, AdaptiveCardInvokeResponse.CardType, card));

    public static TurnAnswer CardMessage(string text) =>
        new(StatusCodes.Status200OK, new AdaptiveCardInvokeResponse(200, AdaptiveCardInvokeResponse.MessageType, JsonSerializer.SerializeToElement(text, TeamsJson.Wire.String)));

    public static TurnAnswer CardError(int status, string code, string message) =>
        new(StatusCodes.Status200OK, new AdaptiveCardInvokeResponse(status, AdaptiveCardInvokeResponse.ErrorType, JsonSerializer.SerializeToElement(new ErrorBody(code, message), TeamsJson.Wire.ErrorBody)));
}
