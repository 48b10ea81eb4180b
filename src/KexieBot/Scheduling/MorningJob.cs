using KexieBot.Core;
using KexieBot.Core.Reminders;
using Microsoft.Extensions.Options;
using Quartz;

namespace KexieBot.Scheduling;

/// <summary>Asks whether the morning is to be planned: at the morning's time, at the start, and every minute for what both missed.</summary>
[DisallowConcurrentExecution]
internal sealed partial class MorningJob(MorningRun run, HeardMarks marks, WorkCalendar calendar, OfficeClock clock, SchedulingPulse pulse, IOptions<ReminderOptions> options, ILogger<MorningJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var planned = options.Value.IsEnabled ? await run.RunIfDueAsync() : 0;
            Count(!options.Value.IsEnabled ? "disabled" : planned > 0 ? "planned" : "idle");
            if (await marks.LastPlannedAsync() is { } last)
                KexieTelemetry.WorkdaysSincePlanned.Record(Math.Max(0, calendar.WorkdaysBetween(last, clock.Today)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next minute tries again; the pulse stops beating if that goes on.
            Log.Failed(logger, exception);
            Count("failed");
            return;
        }

        pulse.MorningChecked();
    }

    private static void Count(string outcome) => KexieTelemetry.JobRuns.Add(1, new("job", "morning"), new("outcome", outcome));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Planning the morning failed; it is tried again in a minute.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
