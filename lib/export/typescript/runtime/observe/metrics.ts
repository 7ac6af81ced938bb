import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider, type MeterProviderOptions } from '@opentelemetry/sdk-metrics';
import type { Meter } from '../agent-setup.ts';
import { withinLimit } from './within-limit.ts';

export interface Metrics {
  readonly meter: Meter;
  /** How many messages of the queue nobody has acknowledged. */
  queueLag(of: { readonly queue: string; readonly messages: number }): void;
  /** Slots of the schedule, by what became of them. */
  slots(of: { readonly outcome: string; readonly slots: number }): void;
  /** Everything so far in the text format of Prometheus. */
  text(): Promise<string>;
  /** Sends the last of them where they are sent. Never rejects. */
  close(): Promise<void>;
}

const SECONDS = { unit: 's', advice: { explicitBucketBoundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] } };

/** Counts over OpenTelemetry: for Prometheus, and for whoever else reads. */
export function openMetrics({
  readers = [],
  resource,
}: Pick<MeterProviderOptions, 'readers' | 'resource'> = {}): Metrics {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter, ...readers], resource });
  const meter = provider.getMeter('mcp-agent');
  const passes = meter.createCounter('agent_passes', { description: 'Runs of the workflow by mode and status' });
  const passSeconds = meter.createHistogram('agent_pass_duration', { ...SECONDS, description: 'Duration of runs' });
  const effects = meter.createCounter('agent_effects', { description: 'Changes by tool and outcome' });
  const judgements = meter.createCounter('agent_judgements', {
    description: 'Questions to the model by step and where the answer came from',
  });
  const callSeconds = meter.createHistogram('agent_tool_call_duration', {
    ...SECONDS,
    description: 'Duration of tool calls',
  });
  const success = meter.createGauge('agent_last_success_timestamp_seconds', {
    unit: 's',
    description: 'When a run last succeeded',
  });
  const drift = meter.createGauge('agent_drift_items', { description: 'Kept items that are not as wanted' });
  const failing = meter.createGauge('agent_failing_items', {
    description: 'Kept items that cannot be seen or brought back',
  });
  const lag = meter.createGauge('agent_queue_lag', { description: 'Messages that nobody has acknowledged' });
  const slots = meter.createCounter('agent_schedule_slots', {
    description: 'Slots of the schedule by what became of them',
  });
  const serializer = new PrometheusSerializer();
  return {
    meter: {
      toolCall: ({ seconds, ...labels }) => callSeconds.record(seconds, labels),
      effect: (labels) => effects.add(1, { ...labels }),
      judgement: (labels) => judgements.add(1, { ...labels }),
      kept: (kept) => {
        drift.record(kept.drift);
        failing.record(kept.failing);
        if (kept.steady) success.record(Date.now() / 1000, { mode: 'keep' });
      },
      pass: ({ seconds, ...labels }) => {
        passes.add(1, labels);
        passSeconds.record(seconds, labels);
        if (labels.status === 'succeeded') success.record(Date.now() / 1000, { mode: labels.mode });
      },
    },
    queueLag: ({ queue, messages }) => lag.record(messages, { queue }),
    slots: (of) => slots.add(of.slots, { outcome: of.outcome }),
    async text() {
      const { resourceMetrics } = await exporter.collect();
      return serializer.serialize(resourceMetrics);
    },
    close: () => withinLimit(provider.shutdown()),
  };
}
