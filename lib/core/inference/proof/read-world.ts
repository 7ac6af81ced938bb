import type { JsonObject } from '../../json/json.ts';
import { isTransientError } from '../../tool/transient-error.ts';
import type { Trace, TraceCall } from '../../trace/trace.ts';
import { callsOf } from '../../workflow/walk.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { structureResults } from '../read/structure-results.ts';
import { type Judgements, plainWorkflow } from './plain-workflow.ts';
import { type World, withAnswer } from './world.ts';

/** The recording as a world: the calls that steps came from, with their answers as data. */
export function readWorld(
  trace: Trace,
  workflow: Workflow,
  { inputs, judgements }: { readonly inputs: JsonObject; readonly judgements: Judgements },
): World {
  const origins = new Set(callsOf(workflow.body).flatMap(({ step }) => step.origin ?? []));
  const observed = structureResults(trace);
  const calls = trace.calls.flatMap((call, at): readonly TraceCall[] => {
    const read = observed[at];
    if (!origins.has(call.id) || read === undefined) return [];
    if (read.error === undefined) return [withAnswer(call, read.data)];
    return isTransientError(read.error) ? [] : [call];
  });
  return { workflow: plainWorkflow(workflow, judgements), trace: { ...trace, calls }, inputs };
}
