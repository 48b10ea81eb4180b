using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace KexieBot.Tests.Support.Teams;

/// <summary>The Agents Playground, Microsoft's local stand-in for the Teams client: of one person.</summary>
public sealed class Playground : IDisposable
{
    private readonly Process process;
    private readonly string configuration;

    private Playground(Process process, string configuration, int port)
    {
        (this.process, this.configuration) = (process, configuration);
        Url = $"http://127.0.0.1:{port}/";
    }

    public string Url { get; }

    /// <summary>In the person's AAD object id, UPN and 29:… id stands <paramref name="key"/>.</summary>
    public static async Task<Playground> StartAsync(string botEndpoint, string key, string name, CancellationToken cancellationToken)
    {
        var configuration = Path.Combine(Directory.CreateTempSubdirectory("kexie-tests-").FullName, "playground.yml");
        var template = await File.ReadAllTextAsync(Path.Combine(TeamsClients.Folder, "playground.yml"), cancellationToken);
        await File.WriteAllTextAsync(configuration, template.Replace("{key}", key, StringComparison.Ordinal).Replace("{name}", name, StringComparison.Ordinal), cancellationToken);
        var cli = TeamsClients.Module("@microsoft/m365agentsplayground/cli.js");
        var port = FreePort();
        var process = NodeScript.Start(
            new() { ["TEAMSAPPTESTER_BROWSER"] = "none", ["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = configuration },
            cli, "start", "-e", botEndpoint, "-p", $"{port}", "--service-url", $"http://127.0.0.1:{port}/_connector", "--disable-telemetry");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var playground = new Playground(process, configuration, port);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await http.GetStringAsync(new Uri(playground.Url + "_debug/ping"), cancellationToken);
                return playground;
            }
            catch (HttpRequestException) when (attempt < 150 && !process.HasExited)
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
        Directory.Delete(Path.GetDirectoryName(configuration)!, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
