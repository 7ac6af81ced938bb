import type { Trace } from './trace.ts';

/**
 * Several recordings of one job with call ids that are different over all of them, so that a step can name the calls of
 * each. The first recording stays as it is; ids of later ones that were taken get the recording's number: `c3@2`.
 */
export function distinctCalls(traces: readonly Trace[]): readonly Trace[] {
  const taken = new Set<string>();
  return traces.map((trace, at) => {
    const clash = at > 0 && trace.calls.some((call) => taken.has(call.id));
    const calls = clash ? trace.calls.map((call) => ({ ...call, id: `${call.id}@${at + 1}` })) : trace.calls;
    for (const call of calls) taken.add(call.id);
    return clash ? { ...trace, calls } : trace;
  });
}
