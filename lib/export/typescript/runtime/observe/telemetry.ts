import type { MeterProviderOptions } from '@opentelemetry/sdk-metrics';
import type { Environment } from '../environment.ts';
import { otlpSettings } from './otlp-settings.ts';
import { type Tracing, untraced } from './tracing.ts';

/** What an agent sends about itself over OTLP. */
export interface Telemetry {
  readonly tracing: Tracing;
  /** For the metrics: where they are sent too, and whose they are. Empty where that is off. */
  readonly metrics: Pick<MeterProviderOptions, 'readers' | 'resource'>;
  /** Sends what was not sent yet, within `LONGEST_SENDING_MS`. Never rejects. */
  flush(): Promise<void>;
  /** `flush`, and no more spans are sent. The metrics are closed by whoever has them. */
  close(): Promise<void>;
}

const SILENT: Telemetry = { tracing: untraced, metrics: {}, async flush() {}, async close() {} };

/**
 * Traces and metrics by the standard variables of OpenTelemetry; off, and no package for it loaded, unless they name an
 * endpoint. Throws one line where they cannot be used.
 * @param options.service `service.name` where `OTEL_SERVICE_NAME` says nothing
 * @param options.onProblem told why something could not be sent
 */
export async function openTelemetry(
  environment: Environment,
  options: { readonly service: string; readonly onProblem: (problem: string) => void },
): Promise<Telemetry> {
  const traces = otlpSettings(environment, 'TRACES');
  const metrics = otlpSettings(environment, 'METRICS');
  if (traces === null && metrics === null) return SILENT;
  const { openOtlp } = await import('./otlp.ts');
  return openOtlp({ environment, traces, metrics, ...options });
}
