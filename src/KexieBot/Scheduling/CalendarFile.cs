using KexieBot.Core.Reminders;

namespace KexieBot.Scheduling;

/// <summary>
/// The work calendar: the one that lies beside the program, and in the place of its years those of <c>workcalendar.json</c> in the data folder, a file of the same form that
/// an upgrade does not overwrite. <see cref="Refresh"/> takes up a change; a file that cannot be read changes nothing.
/// </summary>
internal sealed partial class CalendarFile
{
    public const string OwnName = "workcalendar.json";

    private readonly ILogger<CalendarFile> logger;
    private (DateTime, long)? seen;

    public CalendarFile(string dataFolder, ILogger<CalendarFile> logger)
    {
        this.logger = logger;
        OwnPath = Path.GetFullPath(Path.Combine(dataFolder, OwnName));
        Calendar = Read(own: null);
        Refresh();
    }

    public WorkCalendar Calendar { get; }

    public string OwnPath { get; }

    /// <summary>The own file is there and in use.</summary>
    public bool IsOwnInUse { get; private set; }

    /// <summary>Why the own file as it lies there is not used; null where it is, or there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads the own file again where it has changed since it was last looked at, appeared or went.</summary>
    public void Refresh()
    {
        var file = new FileInfo(OwnPath);
        (DateTime, long)? stamp = file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
        if (stamp == seen)
            return;
        try
        {
            using var own = stamp is null ? null : File.OpenRead(OwnPath);
            Calendar.Become(Read(own));
            (IsOwnInUse, Fault) = (own is not null, null);
            Log.Taken(logger, OwnPath, IsOwnInUse ? "read" : "gone: the calendar beside the program is used");
        }
        catch (Exception exception)
        {
            // Whatever somebody wrote by hand: it must not end the server that reads it once a minute.
            Fault = exception.Message;
            Log.Unreadable(logger, exception, OwnPath);
        }

        seen = stamp;
    }

    private static WorkCalendar Read(Stream? own)
    {
        using var shipped = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "workcalendar", "cn-holidays.json"));
        return WorkCalendar.Read(shipped, own);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The office's own calendar file {Path} is {State}.")]
        public static partial void Taken(ILogger logger, string path, string state);

        [LoggerMessage(2, LogLevel.Error, "The office's own calendar file {Path} cannot be used; the calendar stays as it was.")]
        public static partial void Unreadable(ILogger logger, Exception exception, string path);
    }
}

/// <summary>Looks at the own calendar file once a minute. By its date and size, as notifications do not come from every kind of disk.</summary>
internal sealed class CalendarWatch(CalendarFile file, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            file.Refresh();
    }
}
