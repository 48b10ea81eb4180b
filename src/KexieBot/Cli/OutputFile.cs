using System.CommandLine;

namespace KexieBot.Cli;

/// <summary>Files that verbs write.</summary>
internal static class OutputFile
{
    public static Option<bool> Force() => new("--force") { Description = "覆盖已有的文件 / overwrite a file that is there" };

    /// <summary>Writes what is only ever written by the program, in the place of what was there. Half a file is worse than none: it gets its name when it is whole.</summary>
    public static async Task ReplaceAsync(string path, Func<Stream, Task> write)
    {
        var unfinished = path + ".part";
        await using (var file = File.Create(unfinished))
            await write(file);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Begins a file that a person fills in: one of the same name may be filled in already.</summary>
    /// <exception cref="VerbRefusedException">The file is there already and was not to be overwritten, or its folder is not.</exception>
    public static FileStream Create(string path, bool isForced)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new VerbRefusedException($"没有这个文件夹：{folder}。No such folder.");
        if (File.Exists(path) && !isForced)
            throw new VerbRefusedException($"已有文件 {path}，没有覆盖；请换个名字，或加 --force。The file is there already; choose another name, or add --force.");
        return File.Create(path);
    }
}
