import type { Step, StepCommon } from '#core/workflow/workflow.ts';
import type { JudgementCollector } from './judgement-collector.ts';
import type { CallTable } from './lower-calls.ts';
import type { Lowering, Scope } from './lower-context.ts';
import type { Typed } from './lower-expression.ts';
import { plainName, valueNames } from './names.ts';
import type { Statement } from './program.ts';
import { NO_ORIGIN, originOf } from './step-origin.ts';
import { BOOLEAN } from './type.ts';
import type { Value } from './value.ts';

/** What the lowering of every kind of step stands on. */
export interface StepLowering extends Lowering {
  readonly calls: CallTable;
  readonly judgements: JudgementCollector;
  /** Steps whose value is read somewhere. */
  readonly referred: ReadonlySet<string>;
}

/** What a step became. */
export interface Lowered {
  readonly statements: readonly Statement[];
  /** What the steps after it see. */
  readonly scope: Scope;
}

/** The variable of a step whose value is read, else null. */
export function nameOf(step: Step, scope: Scope, context: StepLowering): string | null {
  return context.referred.has(step.id) ? scope.nameFor(...valueNames(step)) : null;
}

/** `const name = value` where the value is read later, else the value alone; an unread `let` is nothing. */
export function bind(step: Step, typed: Typed, scope: Scope, context: StepLowering): Lowered {
  const origin = originOf(step);
  if (!context.referred.has(step.id)) {
    return { statements: [{ do: 'run', value: typed.value, origin }], scope };
  }
  const name = scope.nameFor(...valueNames(step));
  return {
    statements: [{ do: 'bind', name, value: typed.value, origin }],
    scope: scope.with('step', step.id, { name, type: typed.type }),
  };
}

/** Statements, and then a constant that says that they have run. */
export function bindTrue(step: StepCommon, before: readonly Statement[], scope: Scope): Lowered {
  const name = scope.nameFor(plainName(step.id), step.id);
  const value: Value = { is: 'literal', value: true };
  return {
    statements: [...before, { do: 'bind', name, value, origin: NO_ORIGIN }],
    scope: scope.with('step', step.id, { name, type: BOOLEAN }),
  };
}
