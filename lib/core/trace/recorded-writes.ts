import { effectOf } from '../tool/classify-tool.ts';
import { errorOf } from '../tool/in-band-error.ts';
import type { Trace, TraceCall } from './trace.ts';

/**
 * Whether a recorded call was made in the world that runs reach from here. The shipped sample was recorded in a world of
 * its own; every other recording speaks of the servers that it names.
 */
export function wasMadeHere(call: Pick<TraceCall, 'origin'>, prototype: { readonly sample: boolean }): boolean {
  return !(prototype.sample && call.origin === 'import');
}

/** Recorded writes that were carried out in this world, in order. */
export function recordedWrites(trace: Trace, prototype: { readonly sample: boolean }): readonly TraceCall[] {
  return trace.calls.filter(
    (call) =>
      wasMadeHere(call, prototype) &&
      call.outcome.status === 'answered' &&
      errorOf(call.outcome.result) === null &&
      effectOf(call, trace.tools) !== 'read',
  );
}
