using KexieBot.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KexieBot.Web;

/// <summary>Metrics on <c>/metrics</c> as Prometheus text, and metrics and traces over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class TelemetryModule
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var isExported = !string.IsNullOrEmpty(builder.Configuration[OtlpEndpoint]);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("kexiebot"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(KexieTelemetry.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddPrometheusExporter();
                if (isExported)
                    metrics.AddOtlpExporter();
            });
        if (isExported)
            telemetry.WithTracing(tracing => tracing.AddSource(KexieTelemetry.Name, "Microsoft.AspNetCore").AddOtlpExporter());
    }
}
