import { isJsonArray, isJsonObject, type Json, type JsonPath } from '#core/json/json.ts';
import { formatPath, valueAt } from '#core/json/path.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { innerBodies, stepExprs } from '#core/workflow/walk.ts';
import { innerExprs } from '#core/workflow/walk-exprs.ts';
import type { Expr, Id, Step, Workflow } from '#core/workflow/workflow.ts';

/** A value that may stand at a place: how it is written, and what it was in the recording. */
export interface ScopedValue {
  readonly label: string;
  readonly expr: Expr;
  /** From the recording; absent where nothing was recorded of it. */
  readonly sample?: Json;
  readonly group: string;
}

const DEEPEST = 4;
const MOST_PER_SOURCE = 60;

/** Everything that can be referred to at a place, the nearest first: items, results before it, inputs, the run itself. */
export function valuesInScope(workflow: Workflow, place: Place, trace: Trace): ScopedValue[] {
  const sources =
    place.step === '' ? sourcesAtEnd(workflow, trace) : (sourcesBefore(workflow.body, place.step, trace) ?? []);
  const own = sourcesInside(stepsById(workflow).get(place.step), place.slot, sources, trace);
  const inputs = workflow.inputs.map(
    (input): ScopedValue => ({
      label: input.name,
      expr: { $: 'ref', of: 'input', id: input.name },
      sample: input.default,
      group: 'Inputs',
    }),
  );
  const config = (workflow.config ?? []).map(
    (input): ScopedValue => ({
      label: input.name,
      expr: { $: 'ref', of: 'config', id: input.name },
      sample: input.default,
      group: 'Settings',
    }),
  );
  const run: ScopedValue[] = [
    { label: 'now', expr: { $: 'run', what: 'now' }, sample: trace.now, group: 'The run' },
    { label: 'time zone', expr: { $: 'run', what: 'timeZone' }, sample: trace.timeZone, group: 'The run' },
  ];
  return [...[...sources, ...own].toReversed().flatMap(membersOf), ...inputs, ...config, ...run];
}

interface Source {
  readonly id: Id;
  readonly expr: Expr;
  readonly sample: Json | undefined;
  readonly group: string;
  /** Members of an item of a list are called by name alone. */
  readonly plain?: boolean;
}

/** Steps and loop items that are known where `target` begins, outermost first; null where `target` is not in there. */
function sourcesBefore(
  steps: readonly Step[],
  target: Id,
  trace: Trace,
  around: readonly Source[] = [],
): Source[] | null {
  const before: Source[] = [];
  for (const step of steps) {
    if (step.id === target) return before;
    const known = [...around, ...before];
    for (const { body, sees } of innerBodies(step)) {
      const items = step.do === 'forEach' ? sees.map((id) => itemSource(id, step.in, step.id, known)) : [];
      const inner = sourcesBefore(body, target, trace, [...known, ...items]);
      if (inner) return [...before, ...items, ...inner];
    }
    before.push(resultSource(step, trace));
  }
  return null;
}

function sourcesAtEnd(workflow: Workflow, trace: Trace): Source[] {
  return workflow.body.map((step) => resultSource(step, trace));
}

function itemSource(id: Id, list: Expr, step: Id, known: readonly Source[]): Source {
  const value = sampleOf(list, known);
  return {
    id,
    expr: { $: 'ref', of: 'var', id },
    sample: isJsonArray(value) ? value[0] : undefined,
    group: `Item of ${step}`,
  };
}

function resultSource(step: Step, trace: Trace): Source {
  return {
    id: step.id,
    expr: { $: 'ref', of: 'step', id: step.id },
    sample: resultOf(step, trace),
    group: `Result of ${step.id}`,
  };
}

/** What only the value itself sees: the page of a list, the item of a filter. */
function sourcesInside(step: Step | undefined, slot: JsonPath, known: readonly Source[], trace: Trace): Source[] {
  if (!step) return [];
  const top = stepExprs(step).find((placed) => placed.slot.every((key, index) => slot[index] === key));
  if (!top) return [];
  const seen = top.sees.map(
    (id): Source => ({
      id,
      expr: { $: 'ref', of: 'var', id },
      sample: step.do === 'forEach' ? undefined : variableSample(step, id, trace),
      group: step.do === 'paginate' ? 'The page' : 'The answer',
    }),
  );
  return [...seen, ...bindersAlong(top.expr, slot.slice(top.slot.length), [...known, ...seen])];
}

function variableSample(step: Step, id: Id, trace: Trace): Json | undefined {
  if (step.do === 'paginate' && id === step.cursor) return undefined;
  return recordedData(step, trace);
}

/** Items of the lists that lie around a part of an expression. */
function bindersAlong(expr: Expr, path: JsonPath, known: readonly Source[]): Source[] {
  const inner = innerExprs(expr).find((part) => part.path.every((key, index) => path[index] === key));
  // The list's own body may be meant before anything stands in it.
  const enters =
    inner?.sees ??
    ((expr.$ === 'over' && path[0] === 'body') || (expr.$ === 'sort' && path[0] === 'by') ? expr.as : undefined);
  const list = expr.$ === 'over' || expr.$ === 'sort' ? sampleOf(expr.in, known) : undefined;
  const item: Source[] =
    enters === undefined
      ? []
      : [
          {
            id: enters,
            expr: { $: 'ref', of: 'var', id: enters },
            sample: isJsonArray(list) ? list[0] : undefined,
            group: 'Item of the list',
            plain: true,
          },
        ];
  return inner ? [...item, ...bindersAlong(inner.expr, path.slice(inner.path.length), [...known, ...item])] : item;
}

function resultOf(step: Step, trace: Trace): Json | undefined {
  const data = recordedData(step, trace);
  if (step.do !== 'paginate') return data;
  // The value of all pages is their items; the recorded page shows what one is like.
  return sampleOf(step.items, [{ id: step.page, expr: step.items, sample: data, group: '' }]);
}

function recordedData(step: Step, trace: Trace): Json | undefined {
  const call = trace.calls.find(({ id, outcome }) => step.origin?.includes(id) && outcome.status === 'answered');
  return call?.outcome.status === 'answered' ? autoData(call.outcome.result) : undefined;
}

function sampleOf(expr: Expr, sources: readonly Source[]): Json | undefined {
  switch (expr.$) {
    case 'lit':
      return expr.value;
    case 'ref':
      return sources.findLast(({ id }) => id === expr.id)?.sample;
    case 'get':
      return valueAt(sampleOf(expr.from, sources), expr.path);
    case 'over':
      return expr.op === 'filter' || expr.op === 'uniqueBy' ? sampleOf(expr.in, sources) : undefined;
    case 'sort':
      return sampleOf(expr.in, sources);
    default:
      return undefined;
  }
}

function membersOf({ id, expr, sample, group, plain = false }: Source): ScopedValue[] {
  const found: ScopedValue[] = [{ label: id, expr, sample, group }];
  const visit = (value: Json | undefined, path: JsonPath) => {
    if (found.length >= MOST_PER_SOURCE || path.length >= DEEPEST || !isJsonObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      const at = [...path, key];
      if (found.length < MOST_PER_SOURCE) {
        found.push({
          label: plain ? formatPath(at) : `${id}.${formatPath(at)}`,
          // A list's items may differ: what one lacks is no reason to stop.
          expr: { $: 'get', from: expr, path: at, ...(plain && { missing: 'null' as const }) },
          sample: member,
          group,
        });
      }
      visit(member, at);
    }
  };
  visit(sample, []);
  return found;
}
