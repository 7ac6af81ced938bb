import type { Expr } from '#core/workflow/workflow.ts';
import type { Lowering, Scope } from './lower-context.ts';
import { conditionOf, lowerExpression, type Typed, widen } from './lower-expression.ts';
import { lambdaNames } from './name-items.ts';
import { arrayOf, BOOLEAN, NULL, type Type, UNKNOWN, unionOf } from './type.ts';
import type { Value } from './value.ts';

/** `over` as a pass over the list, or as a search by a function of the runtime's values. */
export function lowerList(expr: Extract<Expr, { $: 'over' }>, scope: Scope, lowering: Lowering): Typed {
  const { list, items } = lowerSource(expr.in, scope, lowering);
  const item = scope.nameFor(...lambdaNames(expr.as, list, lowering.rules));
  const inside = scope.with('var', expr.as, { name: item, type: items });
  const body = lowerExpression(expr.body, inside, lowering);
  switch (expr.op) {
    case 'map':
      return { value: { is: 'over', op: 'map', list, item, body: body.value }, type: arrayOf(widen(body.type)) };
    case 'flatMap': {
      const inner = body.type.kind === 'array' ? body : asList(body, lowering);
      const each = inside.without(item).nameFor(...lambdaNames('item', inner.value, lowering.rules));
      return { value: { is: 'flatMap', list, item, body: inner.value, each }, type: inner.type };
    }
    case 'filter':
      return {
        value: { is: 'over', op: 'filter', list, item, body: conditionOf(body, lowering) },
        type: arrayOf(items),
      };
    case 'some':
    case 'every':
      return { value: { is: 'over', op: expr.op, list, item, body: conditionOf(body, lowering) }, type: BOOLEAN };
    case 'find':
      lowering.imports.value('find');
      return {
        value: { is: 'search', op: 'find', list, item, body: conditionOf(body, lowering) },
        type: unionOf([items, NULL]),
      };
    case 'only':
      lowering.imports.value('only');
      // Any item fits: the list must hold exactly one.
      if (body.value.is === 'literal' && body.value.value === true) {
        return { value: { is: 'call', name: 'only', args: [list] }, type: items };
      }
      return { value: { is: 'search', op: 'only', list, item, body: conditionOf(body, lowering) }, type: items };
    case 'uniqueBy':
      lowering.imports.value('uniqueBy');
      return { value: { is: 'search', op: 'uniqueBy', list, item, body: body.value }, type: arrayOf(items) };
    case 'groupBy':
      lowering.imports.value('groupBy');
      return {
        value: { is: 'search', op: 'groupBy', list, item, body: body.value },
        type: arrayOf({
          kind: 'object',
          members: [
            { name: 'key', type: widen(body.type), optional: false },
            { name: 'items', type: arrayOf(items), optional: false },
          ],
        }),
      };
  }
}

export function lowerSort(expr: Extract<Expr, { $: 'sort' }>, scope: Scope, lowering: Lowering): Typed {
  const { list, items } = lowerSource(expr.in, scope, lowering);
  const item = scope.nameFor(...lambdaNames(expr.as, list, lowering.rules));
  const inside = scope.with('var', expr.as, { name: item, type: items });
  lowering.imports.value('sortBy');
  if (expr.take) lowering.imports.value('take');
  return {
    type: arrayOf(items),
    value: {
      is: 'sort',
      list,
      item,
      by: expr.by.map(({ key, order }) => ({ key: lowerExpression(key, inside, lowering).value, order })),
      take: expr.take ? lowerExpression(expr.take, scope, lowering).value : null,
    },
  };
}

/** A list to go over: as it is where its type is known, checked to be one at run time otherwise. */
export function lowerSource(
  expr: Expr,
  scope: Scope,
  lowering: Lowering,
): { readonly list: Value; readonly items: Type } {
  const source = lowerExpression(expr, scope, lowering);
  if (source.type.kind === 'array') return { list: source.value, items: source.type.items };
  return { list: asList(source, lowering).value, items: UNKNOWN };
}

function asList(typed: Typed, lowering: Lowering): Typed {
  lowering.imports.value('list');
  return { value: { is: 'call', name: 'list', args: [typed.value] }, type: arrayOf(UNKNOWN) };
}
