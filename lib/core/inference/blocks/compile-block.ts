import type { Step } from '../../workflow/workflow.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { arrange } from './arrange-calls.ts';
import { emitBlock } from './emit-block.ts';

export interface Block {
  readonly steps: readonly Step[];
  readonly scope: Scope;
}

/**
 * Compiles what happened in each row (pass) of one stretch of the program into steps that do the same in all of them.
 * Rows are the top of the recording (one row) or the iterations of a loop; loops inside are compiled the same way.
 */
export function compileBlock(
  rows: readonly (readonly Unit[])[],
  scope: Scope,
  context: DraftContext,
  depth = 0,
): Block {
  const items = arrange(rows, scope, context, depth);
  return emitBlock(items, rows, scope, context, depth);
}
