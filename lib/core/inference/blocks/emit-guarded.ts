import type { Step } from '../../workflow/workflow.ts';
import type { Scope } from '../columns/scope.ts';
import { noteDoubts } from '../draft/doubts.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import type { Block } from './compile-block.ts';
import { emitBlock } from './emit-block.ts';
import type { Guard } from './guards/find-guard.ts';
import type { Item } from './site.ts';

/** What was done under a condition that the user named: the recording showed only one side. */
export function emitGuarded(
  guard: Guard,
  items: readonly Item[],
  rows: readonly (readonly Unit[])[],
  before: readonly Step[],
  scope: Scope,
  context: DraftContext,
): Block {
  const inner = emitBlock(items, rows, scope, context, 0, true);
  const first = items[0];
  const sample = first?.kind === 'site' ? first.units.find((unit) => unit !== undefined) : undefined;
  const key = `guard$${sample?.calls[0]?.id ?? ''}`;
  const step: Step = {
    id: key,
    do: 'if',
    cond: guard.expr,
    then: inner.steps,
    else: guard.otherwise === 'stop' ? 'undemonstrated' : [],
  };
  noteDoubts(key, guard.doubts, context, ['cond']);
  context.notes.push({
    step: key,
    status: guard.status,
    text: `You named a condition: ${guard.label}. The recording showed only that side.`,
  });
  return { steps: [...before, step], scope: inner.scope };
}
