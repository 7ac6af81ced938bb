import { memoryLedger } from '../../../effects/memory-ledger.ts';
import { type RunResult, runWorkflow } from '../../../execution/run-workflow.ts';
import { canonicalJson } from '../../../json/canonical.ts';
import type { JsonObject } from '../../../json/json.ts';
import type { Workflow } from '../../../workflow/workflow.ts';
import { answer, type Call, NOW, type SmallWorld } from '../small-world.ts';

/** A call that a program made: by which step, in which rounds of its loops. */
export interface MadeCall extends Call {
  readonly step: string;
  readonly path: readonly number[];
}

export interface JobRun extends Pick<RunResult, 'status' | 'error'> {
  /** Calls that were answered without an error, in order. */
  readonly calls: readonly MadeCall[];
}

/** More calls than any of these jobs needs, so that a program that never ends is one that fails. */
const MOST_CALLS = 2000;

/** Runs a program in a world and tells all that it called. */
export async function runJob(workflow: Workflow, world: SmallWorld, inputs: JsonObject): Promise<JobRun> {
  const calls: MadeCall[] = [];
  let at: { readonly step: string; readonly path: readonly number[] } = { step: '', path: [] };
  let time = 0;
  const result = await runWorkflow({
    workflow,
    mode: 'apply',
    inputs,
    now: NOW,
    timeZone: 'UTC',
    caller: {
      call: async ({ server, tool, args }) => {
        if (calls.length > MOST_CALLS) throw new Error('The program does not stop calling.');
        const name = `${server}/${tool}`;
        const result = answer(world, name, args);
        if (result.isError !== true) calls.push({ name, args, ...at });
        return result;
      },
    },
    ledger: memoryLedger(() => NOW),
    approver: { approve: async () => ({ approved: true }) },
    clock: {
      milliseconds: () => {
        time += 1;
        return time;
      },
      sleep: async () => {},
    },
    onEvent: (event) => {
      if (event.type === 'call-started') at = { step: event.step, path: event.path };
    },
  });
  const { status, error } = result;
  return { status, ...(error === undefined ? {} : { error }), calls };
}

/** The writes of a run, in no order: how often each was made. */
export function bagOf(calls: readonly Call[], writes: ReadonlySet<string>): ReadonlyMap<string, number> {
  const bag = new Map<string, number>();
  for (const { name, args } of calls) {
    if (!writes.has(name)) continue;
    const key = `${name} ${canonicalJson(args)}`;
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

/** Whether all of `part` is in `whole`. */
export const isPart = (part: ReadonlyMap<string, number>, whole: ReadonlyMap<string, number>): boolean =>
  [...part].every(([key, times]) => (whole.get(key) ?? 0) >= times);

export const isSame = (left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean =>
  isPart(left, right) && isPart(right, left);
