import { isJsonObject } from '../../json/json.ts';
import type { Scope } from '../columns/scope.ts';
import { constant, type Explanation, merge } from '../draft/explanation.ts';
import type { Target } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { constantItem } from './constant-item.ts';
import { explainAppended } from './explain-appended.ts';
import { explainValue } from './explain-value.ts';
import { explainList } from './list/explain-list.ts';

export function explainArray(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const lists = target.values.map((value) => (Array.isArray(value) ? value : []));
  const lengths = new Set(lists.map((list) => list.length));
  const built = explainList(target, scope, context);
  const appended = explainAppended(target, lists, scope, context);
  if (appended !== null && (built === null || built.status !== 'proved' || appended.cost < built.cost)) return appended;
  const [length] = lengths;
  if (lengths.size > 1 || length === undefined) return built;
  if (length === 0) return constant([], 'an empty list');
  if (built !== null && (length > 1 || target.values.length > 1) && (built.status === 'proved' || built.cost < 8))
    return built;
  const items: Explanation[] = [];
  for (let index = 0; index < length; index += 1) {
    const schema = isJsonObject(target.schema?.items) ? target.schema.items : undefined;
    const { schema: _schema, ...rest } = target;
    const item =
      explainValue(
        {
          ...rest,
          ...(schema === undefined ? {} : { schema }),
          values: lists.map((list) => list[index] ?? null),
          about: [target.about, index],
        },
        scope,
        context,
      ) ?? constantItem(lists.map((list) => list[index] ?? null));
    if (item === null) return built;
    items.push(item);
  }
  return merge({ $: 'arr', items: items.map((item) => item.expr) }, items, 'list');
}
