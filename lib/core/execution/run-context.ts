import type { EffectRecord } from '../effects/ledger.ts';
import type { Json } from '../json/json.ts';
import type { Id } from '../workflow/workflow.ts';
import type { PlanMemory } from './plan-memory.ts';
import type { RunEvent } from './run-event.ts';
import { RunStopped } from './run-failure.ts';
import type { RunOptions } from './run-workflow.ts';

/** What all steps of one run share. */
export interface RunContext {
  readonly options: RunOptions;
  readonly emit: (event: EventBody) => void;
  /** Effects of this run by key, in order of first sight. */
  readonly effects: Map<string, EffectRecord>;
  /** How often each equal write has been asked for in this run. */
  readonly occurrences: Map<string, number>;
  /** Answers of the model by what was asked, so that equal questions get equal answers within a run. */
  readonly judgements: Map<string, Promise<{ readonly answer: Json }>>;
  /** Says that this step could not be carried out for lack of a model; the first one counts. */
  readonly missModel: (step: Id) => void;
  readonly plan: PlanMemory;
  readonly nextCallId: (step: string) => string;
}

/** Where a step stands at run time: one index per loop around it, and the items' names for people. */
export interface StepPlace {
  readonly path: readonly number[];
  readonly labels: readonly string[];
}

type WithoutTime<E> = E extends unknown ? Omit<E, 'at'> : never;
export type EventBody = WithoutTime<RunEvent>;

export function throwIfStopped(context: RunContext): void {
  if (context.options.signal?.aborted) throw new RunStopped('stopped', 'The run was stopped.');
}
