import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPMetricExporter as JsonMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as JsonTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Environment } from '../environment.ts';
import type { OtlpSettings } from './otlp-settings.ts';
import { samplerOf } from './sampler.ts';
import { sdkTracing } from './sdk-tracing.ts';
import type { Telemetry } from './telemetry.ts';
import { untraced } from './tracing.ts';
import { LONGEST_REQUEST_MS, withinLimit } from './within-limit.ts';

/** Sends over HTTP with the exporters of OpenTelemetry: spans in batches, metrics once a minute. */
export function openOtlp(of: {
  readonly environment: Environment;
  readonly traces: OtlpSettings | null;
  readonly metrics: OtlpSettings | null;
  readonly service: string;
  readonly onProblem: (problem: string) => void;
}): Telemetry {
  listenForProblems(of.onProblem);
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': of.service }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider =
    of.traces &&
    new TracerProvider({
      resource,
      sampler: samplerOf(of.environment),
      spanProcessors: [
        new BatchSpanProcessor({ exporter: spanExporter(of.traces), exportTimeoutMillis: LONGEST_REQUEST_MS }),
      ],
    });
  const reader =
    of.metrics &&
    new PeriodicExportingMetricReader({
      exporter: metricExporter(of.metrics),
      exportTimeoutMillis: LONGEST_REQUEST_MS,
    });
  return {
    tracing: provider ? sdkTracing(provider.getTracer('mcp-agent', '1.0.0')) : untraced,
    metrics: reader ? { readers: [reader], resource } : {},
    flush: () => withinLimit(provider?.forceFlush(), reader?.forceFlush()),
    close: () => withinLimit(provider?.shutdown()),
  };
}

function spanExporter(settings: OtlpSettings) {
  return new (settings.format === 'json' ? JsonTraceExporter : OTLPTraceExporter)(exporterOptions(settings));
}

function metricExporter(settings: OtlpSettings) {
  return new (settings.format === 'json' ? JsonMetricExporter : OTLPMetricExporter)(exporterOptions(settings));
}

function exporterOptions({ url, headers }: OtlpSettings) {
  return { url, headers: { ...headers }, timeoutMillis: LONGEST_REQUEST_MS };
}

/** The exporters tell their problems to nobody else. */
function listenForProblems(onProblem: (problem: string) => void): void {
  const tell = (message: string) => onProblem(message.slice(0, 300));
  diag.setLogger({ error: tell, warn: tell, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN);
}
