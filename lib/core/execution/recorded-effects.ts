import type { EffectRecord } from '../effects/ledger.ts';
import type { Trace, TraceCall } from '../trace/trace.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { replayWorkflow } from './replay-workflow.ts';
import type { RunOptions } from './run-workflow.ts';

/**
 * What recording the workflow has done to the world, by the keys under which a run would do it: the writes that a replay
 * with the recorded inputs makes again. A workflow that has left its recording names only those before that place.
 * `made` says which recorded calls count; a call that was made in another world has done nothing in this one.
 */
export async function recordedEffects(options: {
  readonly workflow: Workflow;
  readonly trace: Trace;
  readonly judged?: RunOptions['judged'];
  readonly made: (call: TraceCall) => boolean;
}): Promise<ReadonlyMap<string, EffectRecord>> {
  const { workflow, trace, judged, made } = options;
  const counting = trace.calls.filter(made);
  if (counting.length === 0) return new Map();
  const { effects } = await replayWorkflow({ workflow, trace, judged });
  return new Map(
    effects.flatMap((effect) => {
      if (effect.state !== 'confirmed' || !effect.result) return [];
      const call = counting.find(
        ({ server, tool, outcome }) =>
          server === effect.server &&
          tool === effect.tool &&
          outcome.status === 'answered' &&
          // A replay hands recorded answers through as they are, so that each effect leads to the call that did it.
          outcome.result === effect.result,
      );
      return call ? [[effect.key, { ...effect, how: 'recorded', updatedAt: call.startedAt } as const] as const] : [];
    }),
  );
}
