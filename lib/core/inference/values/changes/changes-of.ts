import type { Json } from '../../../json/json.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { Change } from './changes.ts';
import { hasParts, PART_CHANGES } from './part-changes.ts';
import { changesFor } from './zone-changes.ts';

/** A change that applies to a value, and what it makes of it. */
export interface Changed {
  readonly change: Change;
  readonly result: Json;
}

/** Longer texts are documents: their pieces are looked for, not what a change makes of the whole. */
const MAX_TEXT = 20_000;

const remembered = new WeakMap<DraftContext, Map<string | number, readonly Changed[]>>();

/** What each change makes of a value, those that do not apply left out. Remembered, because every argument asks. */
export function changesOf(value: string | number, context: DraftContext): readonly Changed[] {
  let known = remembered.get(context);
  if (known === undefined) {
    known = new Map();
    remembered.set(context, known);
  }
  let changed = known.get(value);
  if (changed === undefined) {
    changed = typeof value === 'string' && value.length > MAX_TEXT ? [] : applied(value, context);
    known.set(value, changed);
  }
  return changed;
}

function applied(value: string | number, context: DraftContext): readonly Changed[] {
  const changes = changesFor(context);
  const all = typeof value === 'string' && hasParts(value) ? [...changes, ...PART_CHANGES] : changes;
  return all.flatMap((change) => {
    const result = change.apply(value);
    return result === null ? [] : [{ change, result }];
  });
}
