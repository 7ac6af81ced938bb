import { canonicalJson } from '../../../json/canonical.ts';
import { innerExprs } from '../../../workflow/walk-exprs.ts';
import type { Expr, Id } from '../../../workflow/workflow.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { PickOption } from './pick-options.ts';

/** An item out of a list, and why it is that one. */
export type PickedItem = Pick<Explanation, 'expr' | 'cost' | 'status' | 'label' | 'units' | 'doubts'>;

const books = new WeakMap<DraftContext, Map<string, PickedItem>>();

/** Remembers what proved that these items of a list are meant, for other members of the same items. */
export function rememberPicked(item: PickedItem, place: Parameters<typeof keyOf>, context: DraftContext): void {
  if (item.status !== 'proved') return;
  const book = books.get(context) ?? new Map<string, PickedItem>();
  books.set(context, book);
  const key = keyOf(...place);
  const known = book.get(key);
  if (known === undefined || known.cost > item.cost) book.set(key, item);
}

/**
 * `Tag the newest document and announce its name`: of the item that was picked for one call another member was used in
 * a later one. Null where no such item was picked, or what it was picked by is not in sight here.
 */
export function pickedBefore(place: Parameters<typeof keyOf>, scope: Scope, context: DraftContext): PickedItem | null {
  const item = books.get(context)?.get(keyOf(...place));
  if (item === undefined) return null;
  const visible = new Set(scope.roots.flatMap(({ expr }) => (expr.$ === 'ref' ? [`${expr.of} ${expr.id}`] : [])));
  return freeRefs(item.expr, new Set()).every((ref) => ref.startsWith('input ') || visible.has(ref)) ? item : null;
}

const keyOf = ({ list }: PickOption, single: readonly (readonly number[])[]): string =>
  canonicalJson([list.expr, single]);

/** What an expression refers to outside itself. */
function freeRefs(expr: Expr, bound: ReadonlySet<Id>): string[] {
  if (expr.$ === 'ref') return expr.of === 'var' && bound.has(expr.id) ? [] : [`${expr.of} ${expr.id}`];
  return innerExprs(expr).flatMap(({ expr: inner, sees }) =>
    freeRefs(inner, sees === undefined ? bound : new Set([...bound, sees])),
  );
}
