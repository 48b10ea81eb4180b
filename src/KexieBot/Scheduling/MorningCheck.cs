using KexieBot.Core;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Options;
using Quartz;

namespace KexieBot.Scheduling;

/// <summary>Asks whether the morning is to be planned. Finishes after it what a process that died left untold of a hand-over.</summary>
internal sealed partial class MorningCheck(
    MorningRun run, RosterEdits rosterEdits, UnplannedMorning unplanned, HeardMarks marks, WorkCalendar calendar, OfficeClock clock, SchedulingPulse pulse, ClockSkew skew, IOptions<ReminderOptions> options, ILogger<MorningCheck> logger) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    // Before the first morning of all: it should have been planned on the first workday after the start.
    private readonly DateOnly beforeStart = calendar.PreviousWorkday(clock.Today);

    private string? last;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await CheckAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task CheckAsync()
    {
        using var activity = KexieTelemetry.Activities.StartActivity("morning check");
        try
        {
            // Before and after: a run that fails every day must be seen as well.
            await RecordAgeAsync();
            var isRightTime = await skew.IsBearableAsync();
            var planned = options.Value.IsEnabled && isRightTime ? await run.RunIfDueAsync() : 0;
            Count(!options.Value.IsEnabled ? "disabled" : !isRightTime ? "skewed" : planned > 0 ? "planned" : "idle");
            await RecordAgeAsync();
            await rosterEdits.FinishAsync();
        }
        catch (Exception exception)
        {
            // The next minute tries again; the pulse stops beating if that goes on.
            Log.Failed(logger, exception);
            Count("failed");
            await TellAsync();
            return;
        }

        pulse.MorningChecked();
    }

    private async Task TellAsync()
    {
        try
        {
            if (await unplanned.TellAsync() is > 0 and var persons)
                Log.Told(logger, persons);
        }
        catch (Exception exception)
        {
            // What kept the morning from being planned may keep the office from being told: readiness tells it too.
            Log.NotTold(logger, exception);
        }
    }

    private async Task RecordAgeAsync() =>
        KexieTelemetry.WorkdaysSincePlanned.Record(Math.Max(0, calendar.WorkdaysBetween(await marks.LastPlannedAsync() ?? beforeStart, clock.Today)));

    // A line a minute would bury the others: what is as it was is for whoever asks for more.
    private void Count(string outcome)
    {
        KexieTelemetry.JobRuns.Add(1, new("job", "morning"), new("outcome", outcome));
        Log.Ran(logger, outcome == last ? LogLevel.Debug : LogLevel.Information, outcome);
        last = outcome;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Planning the morning failed; it is tried again in a minute.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 3, Message = "The morning was looked at: {Outcome}.")]
        public static partial void Ran(ILogger logger, LogLevel level, string outcome);

        [LoggerMessage(4, LogLevel.Error, "The office could not be told that the morning was not planned.")]
        public static partial void NotTold(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "The morning was not planned an hour after its time; {Persons} persons of the office are told.")]
        public static partial void Told(ILogger logger, int persons);
    }
}

/// <summary>The check at the morning's time, by Quartz.</summary>
internal sealed class MorningJob(MorningCheck check) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await check.RunAsync(cancellationToken);
}

/// <summary>The check at the start and once a minute, for what the trigger missed: it waits for a day and an hour, and a clock that is set back makes it wait for them again. This one waits for time that passes.</summary>
internal sealed class MorningWatch(MorningCheck check, OfficeClock clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock.Time);
        do
        {
            await check.RunAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
