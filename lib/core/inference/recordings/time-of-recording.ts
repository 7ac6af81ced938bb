import type { Trace } from '../../trace/trace.ts';
import type { Column } from '../columns/column.ts';

/** The time of the run as a value that each recording had another of; nothing where there is one recording. */
export function timeOfRecording(traces: readonly Trace[]): readonly Column[] {
  if (traces.length < 2) return [];
  return [
    {
      expr: { $: 'run', what: 'now' },
      values: traces.map((trace) => trace.now),
      ready: traces.map(() => -1),
      turns: traces.map(() => undefined),
      words: ['now'],
      about: [],
      cost: 2,
      origin: 'computed',
      units: [],
      label: 'the time of the run',
      partial: false,
    },
  ];
}
