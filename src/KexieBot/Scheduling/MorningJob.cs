using KexieBot.Core;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.Extensions.Options;
using Quartz;

namespace KexieBot.Scheduling;

/// <summary>Asks whether the morning is to be planned: at the morning's time, at the start, and every minute for what both missed. Finishes after it what a process that died left untold of a hand-over.</summary>
[DisallowConcurrentExecution]
internal sealed partial class MorningJob(
    MorningRun run, RosterEdits rosterEdits, UnplannedMorning unplanned, HeardMarks marks, WorkCalendar calendar, OfficeClock clock, SchedulingPulse pulse, ClockSkew skew, IOptions<ReminderOptions> options, ILogger<MorningJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
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
        catch (Exception exception) when (exception is not OperationCanceledException)
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
        catch (Exception exception) when (StoreAway.Is(exception) || exception is Core.Ledger.StoreBusyException)
        {
            // The store is away, which is why the morning could not be planned: the log has it, and readiness.
        }
    }

    private async Task RecordAgeAsync()
    {
        if (await marks.LastPlannedAsync() is { } last)
            KexieTelemetry.WorkdaysSincePlanned.Record(Math.Max(0, calendar.WorkdaysBetween(last, clock.Today)));
    }

    private static void Count(string outcome) => KexieTelemetry.JobRuns.Add(1, new("job", "morning"), new("outcome", outcome));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Planning the morning failed; it is tried again in a minute.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "The morning was not planned an hour after its time; {Persons} persons of the office are told.")]
        public static partial void Told(ILogger logger, int persons);
    }
}
