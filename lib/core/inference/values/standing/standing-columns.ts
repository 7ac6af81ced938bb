import { type Column, isListColumn } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { DraftContext } from '../../draft-context.ts';
import { StandingIndex } from './standing-index.ts';

/** Fewer columns are looked through one by one. */
const FEW_COLUMNS = 300;
/** So many roots may follow those that an index has before they are added to it. */
const MOST_BEHIND = 8;

const indexes = new WeakMap<Scope, StandingIndex>();

/**
 * The columns of a scope, without those of which it is sure that neither their value in the first row, nor a change of
 * it, nor a piece of it stands in the text. What a program can see grows with every step, and most of it has nothing to
 * do with one argument: so a long recording is not gone through for each of them.
 */
export function standingColumns(text: string, scope: Scope, context: DraftContext): readonly Column[] {
  const columns = scope.columns();
  if (columns.length < FEW_COLUMNS) return columns;
  const before = newest.get(scope);
  if (before?.text === text) return before.found;
  const index = indexOf(scope, context);
  const shared = sharedRoots(index, scope);
  const found = [...index.find(text, shared), ...scope.roots.slice(shared).flatMap((root) => scope.reach(root))];
  newest.set(scope, { text, found });
  return found;
}

/** Those of them that are lists: of which an item holds something that may stand in the text, or a figure may. */
export function standingLists(text: string, scope: Scope, context: DraftContext): readonly Column[] {
  return standingColumns(text, scope, context).filter(isListColumn);
}

/** The answer for the text that was asked for last: one argument asks many times. */
const newest = new WeakMap<Scope, { readonly text: string; readonly found: readonly Column[] }>();

/** The index of the scope that this one grew from, as long as it has most of its roots. */
function indexOf(scope: Scope, context: DraftContext): StandingIndex {
  const own = indexes.get(scope);
  if (own !== undefined) return own;
  let inherited: StandingIndex | undefined;
  for (let from = scope.grownFrom; from !== null && inherited === undefined; from = from.grownFrom)
    inherited = indexes.get(from);
  const shared = inherited === undefined ? 0 : sharedRoots(inherited, scope);
  const fits = inherited !== undefined && scope.roots.length - shared <= MOST_BEHIND;
  // An index that others added to goes on without this scope.
  const index =
    inherited !== undefined && (fits || shared === inherited.roots.length) ? inherited : new StandingIndex(context);
  // The newest root is left out: scopes are made for one question too, and nothing grows from those.
  if (!fits) for (const root of scope.roots.slice(index.roots.length, -1)) index.add(root, scope.reach(root));
  indexes.set(scope, index);
  return index;
}

/** How many of the scope's roots the index begins with. */
function sharedRoots({ roots }: StandingIndex, scope: Scope): number {
  let shared = Math.min(roots.length, scope.roots.length);
  // Roots are only ever added at the end, so those before a common one are common too.
  while (shared > 0 && roots[shared - 1] !== scope.roots[shared - 1]) shared -= 1;
  return shared;
}
