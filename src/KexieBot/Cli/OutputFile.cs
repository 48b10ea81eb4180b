using System.CommandLine;

namespace KexieBot.Cli;

/// <summary>Files that verbs write.</summary>
internal static class OutputFile
{
    public static Option<bool> Force() => new("--force") { Description = "覆盖已有的文件 / overwrite a file that is there" };

    /// <summary>Writes what is only ever written by the program, in the place of what was there. Half a file is worse than none: it gets its name when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="isPrivate">It is for its owner only.</param>
    public static async Task ReplaceAsync(string path, Func<Stream, Task> write, bool isPrivate = false)
    {
        var unfinished = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(unfinished);
        try
        {
            await using (var file = new FileStream(unfinished, options))
                await write(file);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
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
