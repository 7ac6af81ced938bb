import { canonicalJson } from '../../../json/canonical.ts';
import { itemsAt } from '../../columns/items.ts';
import { Scope } from '../../columns/scope.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { nullable } from '../../items/conditions/nullable.ts';
import { type ChosenPath, choosePath } from '../paths/choose-path.ts';
import type { PickOption } from './pick-options.ts';

/** What a member that lies elsewhere in the item may be dearer than the best. */
const MARGIN = 1.5;

/** Of the members of the same items that have one name and hold the value, the one that is said, or asked. */
export function pickByPath(
  best: PickOption,
  options: readonly PickOption[],
  target: Target,
  context: DraftContext,
): ChosenPath<PickOption> {
  const chosen = canonicalJson(best.chosen);
  const alike = options.filter(
    (option) =>
      option !== best &&
      option.list === best.list &&
      option.cost <= best.cost + MARGIN &&
      canonicalJson(option.chosen) === chosen,
  );
  if (alike.length === 0) return { item: best, among: [], status: 'proved', doubts: [] };
  const places = best.chosen.map((indices, row) => ({ row, index: indices[0] ?? 0 }));
  const { scope } = itemsAt(best.list, new Scope(target.values.length, []), 'item', places);
  const seen = new Map(scope.columns().map((column) => [canonicalJson(nullable(column.expr)), column]));
  const placed = (item: PickOption) => {
    const column = seen.get(canonicalJson(nullable(item.member.expr)));
    return column === undefined ? [] : [{ item, column }];
  };
  const [first] = placed(best);
  if (first === undefined) return { item: best, among: [], status: 'proved', doubts: [] };
  return choosePath(first, alike.flatMap(placed), { target, scope }, context);
}
