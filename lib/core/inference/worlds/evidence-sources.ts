import { changeParts } from '../../json/change-at.ts';
import type { Evidence, Fact } from '../../workflow/evidence.ts';
import { callsOf } from '../../workflow/walk.ts';
import type { Id } from '../../workflow/workflow.ts';
import { answerOf, type World } from '../proof/world.ts';

/** A member of one step's answers that arguments were taken from, by the evidence. */
export interface Source {
  readonly step: Id;
  readonly path: readonly string[];
  readonly facts: readonly ResultFact[];
  /** The recorded calls of the step. */
  readonly calls: ReadonlySet<string>;
  /** The texts and numbers that stand there, in all answers. */
  readonly values: ReadonlySet<string | number>;
}

export type ResultFact = Fact & {
  readonly target: NonNullable<Fact['target']>;
  readonly source: NonNullable<Fact['source']> & { readonly kind: 'result' };
};

export function evidenceSources(world: World, evidence: Evidence): readonly Source[] {
  const steps = new Map<string, Id>();
  const origins = new Map<Id, Set<string>>();
  for (const { step } of callsOf(world.workflow.body)) {
    const calls = origins.get(step.id) ?? new Set();
    origins.set(step.id, calls);
    for (const call of step.origin ?? []) {
      steps.set(call, step.id);
      calls.add(call);
    }
  }
  const kept = new Map(world.trace.calls.map((call) => [call.id, call]));
  const found = new Map<string, { step: Id; path: readonly string[]; facts: ResultFact[] }>();
  for (const fact of evidence.values.flatMap((value) => value.facts)) {
    const { target, source, ...rest } = fact;
    if (target === undefined || source?.kind !== 'result' || !kept.has(source.call) || !kept.has(target.call)) continue;
    const step = steps.get(source.call);
    if (step === undefined) continue;
    const path = source.path.map((key) => (typeof key === 'number' ? '*' : key));
    const key = JSON.stringify([step, path]);
    const known = found.get(key) ?? { step, path, facts: [] };
    known.facts.push({ ...rest, target, source });
    found.set(key, known);
  }
  return [...found.values()].map((source) => {
    const calls = origins.get(source.step) ?? new Set();
    const values = new Set<string | number>();
    for (const id of calls) {
      const call = kept.get(id);
      const data = call === undefined ? undefined : answerOf(call);
      if (data === undefined) continue;
      changeParts(data, source.path, (value) => {
        if (typeof value === 'string' || typeof value === 'number') values.add(value);
        return value;
      });
    }
    return { ...source, calls, values };
  });
}
