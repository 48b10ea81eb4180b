using KexieBot.Storage;
using KexieBot.Tests.Support;

namespace KexieBot.Tests.Processes;

/// <summary>The embedded store's file after a kill in the middle of a commit record.</summary>
public sealed class AppendOnlyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kexie-torn-").FullName;

    private string Data => Path.Combine(folder, "data");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_commit_record_without_its_body_takes_nothing_with_it()
    {
        // The second life begins behind a checkpoint: what it adds is in the append-only file alone.
        await ReportAsync("第一次走访", "第二次走访");
        await ReportAsync("第三次走访", "第四次走访");
        TearCommit();

        var (_, answer, _) = await KexieProcess.RunAsync(folder, null, "chat", "--as", "keji", "历史 8");

        answer.ShouldContain("第四次走访");
        answer.ShouldContain("第一次走访");
        (await KexieProcess.RunAsync(folder, null, "ledger", "verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_whole_file_is_left_as_it_is()
    {
        await ReportAsync("第一次走访");
        var before = await File.ReadAllBytesAsync(AppendOnlyFile.FileOf(Data, 0), TestContext.Current.CancellationToken);

        AppendOnlyFile.Mend(Data).ShouldBeFalse();

        (await File.ReadAllBytesAsync(AppendOnlyFile.FileOf(Data, 0), TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    // The head of a commit of forty bytes, and the file ends: its body was to go to the next sector.
    private void TearCommit()
    {
        var tail = AppendOnlyFile.TailOf(Data);
        using var file = File.OpenWrite(AppendOnlyFile.FileOf(Data, tail));
        file.Position = tail;
        file.Write([.. BitConverter.GetBytes(-40), .. BitConverter.GetBytes(1)]);
        file.SetLength(tail + 8);
    }

    private async Task ReportAsync(params string[] notes)
    {
        using var kexie = KexieProcess.Start(folder, null, "chat", "--as", "keji", "--json");
        await kexie.Output.ReadLineAsync();
        foreach (var note in notes)
        {
            await kexie.Input.WriteLineAsync($"更新 8 {note}");
            await kexie.Input.FlushAsync();
            (await kexie.Output.ReadLineAsync() ?? "").ShouldContain("已记入");
        }

        await kexie.KillAsync();
    }
}
