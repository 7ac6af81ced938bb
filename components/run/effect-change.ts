import type { RunEffect } from './run-model.ts';

/** What a write does, as in a diff. */
export type Change = 'create' | 'change' | 'delete';

const CHANGING =
  /^(update|set|edit|change|modify|patch|put|replace|move|rename|merge|close|reopen|resolve|transition|assign|mark|archive|restore|cancel|enable|disable|lock|unlock|approve|reject|label)/i;

/** What speaks of changing changes, even where what was there before is lost; else what destroys deletes, the rest creates. */
export function changeOf({ tool, effect }: Pick<RunEffect, 'tool' | 'effect'>): Change {
  if (CHANGING.test(tool)) return 'change';
  return effect === 'destroy' ? 'delete' : 'create';
}

export const changeLook = {
  create: { sign: '+', word: 'create', past: 'created', colour: 'text-ok' },
  change: { sign: '~', word: 'change', past: 'changed', colour: 'text-warn' },
  delete: { sign: '−', word: 'delete', past: 'deleted', colour: 'text-bad' },
} as const satisfies Record<Change, object>;
