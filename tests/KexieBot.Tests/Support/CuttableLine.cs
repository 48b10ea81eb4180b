using System.Net;
using System.Net.Sockets;

namespace KexieBot.Tests.Support;

/// <summary>A network line to a server on this machine that can be cut: connections die, and new ones are hung up on until it is mended.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly int to;
    private readonly Task accepting;
    private readonly List<TcpClient> open = [];
    private readonly Lock gate = new();
    private bool isCut;

    public CuttableLine(int to)
    {
        this.to = to;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async Task CutAsync(TimeSpan time)
    {
        lock (gate)
        {
            isCut = true;
            open.ForEach(client => client.Dispose());
            open.Clear();
        }

        await Task.Delay(time);
        lock (gate)
            isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        lock (gate)
            open.ForEach(client => client.Dispose());
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync(closing.Token);
                var far = new TcpClient { NoDelay = true };
                near.NoDelay = true;
                lock (gate)
                {
                    if (isCut)
                    {
                        near.Dispose();
                        continue;
                    }

                    open.AddRange([near, far]);
                }

                await far.ConnectAsync(IPAddress.Loopback, to, closing.Token);
                _ = CarryAsync(near, far);
                _ = CarryAsync(far, near);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    private static async Task CarryAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }

        from.Dispose();
        to.Dispose();
    }
}
