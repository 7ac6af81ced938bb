import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { Environment } from '../environment.ts';

/** `OTEL_TRACES_SAMPLER`: which runs are traced; all of them, unless the caller's own trace is not. Throws where there is none of that name. */
export function samplerOf(environment: Environment) {
  const name = environment.get('OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on';
  const ratio = () => new TraceIdRatioBasedSampler(ratioOf(environment));
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return ratio();
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: ratio() });
    default:
      throw new Error(`OTEL_TRACES_SAMPLER must be one of OpenTelemetry's own samplers, not "${name}".`);
  }
}

function ratioOf(environment: Environment): number {
  const text = environment.get('OTEL_TRACES_SAMPLER_ARG') ?? '1';
  const ratio = Number(text);
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new Error(`OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, not "${text}".`);
}
