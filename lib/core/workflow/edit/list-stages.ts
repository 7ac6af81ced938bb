import type { JsonPath } from '../../json/json.ts';
import type { Expr, Id } from '../workflow.ts';

/** One thing that is done with a list on its way into a loop. */
export type ListStage =
  | { readonly kind: 'where'; readonly as: Id; readonly test: Expr }
  | { readonly kind: 'unique'; readonly as: Id; readonly by: Expr }
  | {
      readonly kind: 'sort';
      readonly as: Id;
      readonly by: readonly { readonly key: Expr; readonly order: 'asc' | 'desc' }[];
    }
  | { readonly kind: 'take'; readonly count: Expr };

export interface StagedList {
  /** Where the items come from. */
  readonly source: Expr;
  readonly stages: readonly ListStage[];
}

/** The stages of a list from its source outward. `listExpr` of the outcome means the same. */
export function readStages(expr: Expr): StagedList {
  const then = (inner: Expr, ...stages: readonly ListStage[]): StagedList => {
    const before = readStages(inner);
    return { ...before, stages: [...before.stages, ...stages] };
  };
  if (expr.$ === 'over' && expr.op === 'filter') return then(expr.in, { kind: 'where', as: expr.as, test: expr.body });
  if (expr.$ === 'over' && expr.op === 'uniqueBy') return then(expr.in, { kind: 'unique', as: expr.as, by: expr.body });
  if (expr.$ === 'sort') {
    const sort: ListStage = { kind: 'sort', as: expr.as, by: expr.by };
    return expr.take ? then(expr.in, sort, { kind: 'take', count: expr.take }) : then(expr.in, sort);
  }
  if (expr.$ === 'fn' && expr.name === 'slice') {
    const [list, start, end] = expr.args;
    if (list && start?.$ === 'lit' && start.value === 0 && end) return then(list, { kind: 'take', count: end });
  }
  return { source: expr, stages: [] };
}

/** The list with its stages; a limit behind an order is part of the sort. */
export function listExpr({ source, stages }: StagedList): Expr {
  let list = source;
  for (const stage of stages) list = staged(list, stage);
  return list;
}

function staged(list: Expr, stage: ListStage): Expr {
  switch (stage.kind) {
    case 'where':
      return { $: 'over', op: 'filter', in: list, as: stage.as, body: stage.test };
    case 'unique':
      return { $: 'over', op: 'uniqueBy', in: list, as: stage.as, body: stage.by };
    case 'sort':
      return { $: 'sort', in: list, as: stage.as, by: stage.by };
    case 'take':
      return list.$ === 'sort' && !list.take
        ? { ...list, take: stage.count }
        : { $: 'fn', name: 'slice', args: [list, { $: 'lit', value: 0 }, stage.count] };
  }
}

/** Where each stage stands inside the list's expression, in the order of the stages, as a path from the list. */
export function stageSlots(expr: Expr): readonly JsonPath[] {
  if (expr.$ === 'over' && (expr.op === 'filter' || expr.op === 'uniqueBy')) {
    return [...deeper(expr.in, ['in']), ['body']];
  }
  if (expr.$ === 'sort') return [...deeper(expr.in, ['in']), ['by'], ...(expr.take ? [['take']] : [])];
  if (expr.$ === 'fn' && expr.name === 'slice' && readStages(expr).stages.length > 0) {
    const [list] = expr.args;
    return list ? [...deeper(list, ['args', 0]), ['args', 2]] : [];
  }
  return [];
}

function deeper(expr: Expr, at: JsonPath): JsonPath[] {
  return stageSlots(expr).map((slot) => [...at, ...slot]);
}
