using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KexieBot.Tests.Support.Teams;

/// <summary>Stands between the Playground and the bot and adds the token that the Connector would send: so the bot's own validation stays on.</summary>
public sealed class SigningGate : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private SigningGate(WebApplication app) => this.app = app;

    public string Url => app.Urls.First() + "/api/messages";

    public static async Task<SigningGate> StartAsync(TeamsBench bench)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gate = new SigningGate(builder.Build());
        gate.app.MapPost("/api/messages", (Delegate)((HttpContext context) => gate.PassOnAsync(context, bench)));
        await gate.app.StartAsync();
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task<IResult> PassOnAsync(HttpContext context, TeamsBench bench)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var serviceUrl = (string)JsonNode.Parse(body)!["serviceUrl"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bench.Url, "api/messages")) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bench.Microsoft.Identity.Token(serviceUrl, bench.Time.GetUtcNow()));
        using var answer = await http.SendAsync(request);
        return Results.Text(await answer.Content.ReadAsStringAsync(), "application/json", statusCode: (int)answer.StatusCode);
    }
}
