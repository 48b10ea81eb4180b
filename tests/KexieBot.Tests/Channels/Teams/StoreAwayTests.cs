using System.Net;
using System.Net.Sockets;
using KexieBot.Tests.Support;
using KexieBot.Tests.Support.Teams;
using StackExchange.Redis;

namespace KexieBot.Tests.Channels.Teams;

/// <summary>A redis-server that dies under a running bot.</summary>
public sealed class StoreAwayTests
{
    [Fact]
    public async Task A_message_is_answered_all_the_same_and_where_that_fails_too_Teams_is_told_to_bring_it_again()
    {
        Assert.SkipWhen(RedisServer.Path is null, RedisServer.MissingReason);
        var folder = Directory.CreateTempSubdirectory("kexie-tests-").FullName;
        var socket = Path.Combine(folder, "redis.sock");
        using var server = RedisServer.Start(folder, "--port", "0", "--unixsocket", socket);
        var options = new ConfigurationOptions { AbortOnConnectFail = true };
        options.EndPoints.Add(new UnixDomainSocketEndPoint(socket));
        await using (var connection = await RedisServer.ConnectWhenReadyAsync(options))
        await using (var bench = await TeamsBench.StartAsync(connection.GetDatabase()))
        {
            bench.Microsoft.Conversations.Open(TeamsActivities.PersonalChat);
            var activities = new TeamsActivities(bench.Microsoft.ServiceUrl);
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);

            using var answered = await bench.PostAsync(activities.Message("更新 8 60% 已开会"));
            answered.StatusCode.ShouldBe(HttpStatusCode.OK);
            ((string)bench.Microsoft.Sent.ShouldHaveSingleItem()["summary"]!).ShouldStartWith("没有办成");

            bench.Microsoft.Fault = _ => new Fault.Answer(400, "BadSyntax");
            using var unanswered = await bench.PostAsync(activities.Message("更新 8 60% 已开会"));
            unanswered.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        Directory.Delete(folder, recursive: true);
    }
}
