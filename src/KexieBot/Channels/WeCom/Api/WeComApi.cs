using KexieBot.Core;

namespace KexieBot.Channels.WeCom.Api;

/// <summary>The platform's calls, with the access token seen to: renewed once when the platform drops it, never more. A busy platform is asked twice more, and after 45009 none of them until its pause is over.</summary>
internal sealed class WeComApi(WeComHttp http, WeComAccessToken accessToken, WeComRates rates, OfficeClock clock)
{
    // Short: whoever waits for the answer is a person, and the outbox has waits of its own.
    private static readonly TimeSpan[] BusyWaits = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];

    public Task<WeComCall> PostAsync<T>(string path, T body, CancellationToken cancellationToken)
    {
        var json = WeComJson.Write(body);
        return PostJsonAsync(path, "", json, cancellationToken);
    }

    public Task<WeComCall> PostJsonAsync(string path, string query, byte[] json, CancellationToken cancellationToken) =>
        WithTokenAsync(token => http.PostAsync($"cgi-bin/{path}?access_token={token}{query}", json, cancellationToken), cancellationToken);

    /// <summary><paramref name="query"/> starts with &amp; and is already escaped.</summary>
    public Task<WeComCall> GetAsync(string path, string query, CancellationToken cancellationToken) =>
        WithTokenAsync(token => http.GetAsync($"cgi-bin/{path}?access_token={token}{query}", cancellationToken), cancellationToken);

    /// <summary>Answers with <see cref="WeComCall.File"/> where there is one.</summary>
    public Task<WeComCall> GetFileAsync(string path, string query, CancellationToken cancellationToken) =>
        WithTokenAsync(token => http.GetFileAsync($"cgi-bin/{path}?access_token={token}{query}", cancellationToken), cancellationToken);

    /// <summary>media/upload (上传临时素材): a file of 6 bytes to 20 MB, kept by the platform for three days.</summary>
    public Task<WeComCall> UploadAsync(string fileName, byte[] content, CancellationToken cancellationToken) =>
        WithTokenAsync(token => http.PostFileAsync($"cgi-bin/media/upload?access_token={token}&type=file", fileName, content, cancellationToken), cancellationToken);

    /// <summary>A group webhook carries its own key instead of a token.</summary>
    public Task<WeComCall> PostWebhookAsync(string key, WebhookRequest body, CancellationToken cancellationToken) =>
        http.PostAsync($"cgi-bin/webhook/send?key={Uri.EscapeDataString(key)}", WeComJson.Write(body), cancellationToken);

    private async Task<WeComCall> WithTokenAsync(Func<string, Task<WeComCall>> call, CancellationToken cancellationToken)
    {
        if (await rates.BlockedForAsync() is not null)
            return WeComErrors.Refusal(WeComErrors.TooOften, "");
        var answer = await WithTokenOnceAsync(call, cancellationToken);
        foreach (var wait in BusyWaits)
        {
            if (answer is not WeComCall.Refused { Code: var code } || !WeComErrors.IsBusy(code))
                break;
            await Task.Delay(wait, clock.Time, cancellationToken);
            answer = await WithTokenOnceAsync(call, cancellationToken);
        }

        if (answer is WeComCall.Refused { Code: WeComErrors.TooOften })
            await rates.BlockAsync();
        return answer;
    }

    private async Task<WeComCall> WithTokenOnceAsync(Func<string, Task<WeComCall>> call, CancellationToken cancellationToken)
    {
        var (token, failure) = await accessToken.GetAsync(cancellationToken);
        if (token is null)
            return failure!;
        var answer = await call(Uri.EscapeDataString(token));
        if (answer is not WeComCall.Refused refused || !WeComErrors.IsToken(refused.Code))
            return answer;

        await accessToken.DropAsync(token);
        (token, failure) = await accessToken.GetAsync(cancellationToken);
        return token is null ? failure! : await call(Uri.EscapeDataString(token));
    }
}
