using KexieBot.Core.Reminders;
using Microsoft.Extensions.Options;
using Quartz;

namespace KexieBot.Scheduling;

/// <summary>Asks whether the morning is to be planned: at the morning's time, at the start, and every minute for what both missed.</summary>
[DisallowConcurrentExecution]
internal sealed class MorningJob(MorningRun run, SchedulingPulse pulse, IOptions<ReminderOptions> options) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (options.Value.IsEnabled)
            await run.RunIfDueAsync();
        pulse.MorningChecked();
    }
}
