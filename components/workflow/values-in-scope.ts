import { isJsonArray, isJsonObject, type Json, type JsonPath } from '#core/json/json.ts';
import { formatPath, valueAt } from '#core/json/path.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { Expr, Step, Workflow } from '#core/workflow/workflow.ts';
import { branchesOf } from './step-tree.ts';

/** A value that a step may use: how it is written, and what it was in the recording. */
export interface ScopedValue {
  readonly label: string;
  readonly expr: Expr;
  /** From the recording; absent where nothing was recorded of it. */
  readonly sample?: Json;
  readonly group: string;
}

const DEEPEST = 4;
const MOST_PER_SOURCE = 60;

/** Everything that a step can refer to: inputs, results of steps before it, items of the loops around it. */
export function valuesInScope(workflow: Workflow, step: string, trace: Trace): ScopedValue[] {
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
  const now: ScopedValue = { label: 'now', expr: { $: 'run', what: 'now' }, sample: trace.now, group: 'The run' };
  const sources = sourcesBefore(workflow.body, step, trace) ?? [];
  return [...inputs, ...config, ...sources.toReversed().flatMap(membersOf), now];
}

interface Source {
  readonly id: string;
  readonly expr: Expr;
  readonly sample: Json | undefined;
  readonly group: string;
}

/** Steps and loop items that are known where `target` begins, outermost first; null where `target` is not in there. */
function sourcesBefore(steps: readonly Step[], target: string, trace: Trace): Source[] | null {
  const before: Source[] = [];
  for (const step of steps) {
    if (step.id === target) return before;
    const item: Source[] =
      step.do === 'forEach'
        ? [
            {
              id: step.each,
              expr: { $: 'ref', of: 'var', id: step.each },
              sample: itemOf(step.in, before),
              group: `Item of ${step.id}`,
            },
          ]
        : [];
    for (const branch of branchesOf(step)) {
      const inner = sourcesBefore(branch.steps, target, trace);
      if (inner) return [...before, ...item, ...inner];
    }
    before.push({
      id: step.id,
      expr: { $: 'ref', of: 'step', id: step.id },
      sample: resultOf(step, trace),
      group: `Result of ${step.id}`,
    });
  }
  return null;
}

function resultOf(step: Step, trace: Trace): Json | undefined {
  const call = trace.calls.find(({ id, outcome }) => step.origin?.includes(id) && outcome.status === 'answered');
  const data = call?.outcome.status === 'answered' ? autoData(call.outcome.result) : undefined;
  if (step.do !== 'paginate') return data;
  // The value of all pages is their items; the recorded page shows what one is like.
  const page = { id: step.page, expr: step.items, sample: data, group: '' };
  return sampleOf(step.items, [page]);
}

/** The first item of the list that a loop runs over, as far as the recording tells. */
function itemOf(list: Expr, sources: readonly Source[]): Json | undefined {
  const value = sampleOf(list, sources);
  return isJsonArray(value) ? value[0] : undefined;
}

function sampleOf(expr: Expr, sources: readonly Source[]): Json | undefined {
  switch (expr.$) {
    case 'ref':
      return sources.find(({ id }) => id === expr.id)?.sample;
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

function membersOf({ id, expr, sample, group }: Source): ScopedValue[] {
  const found: ScopedValue[] = [{ label: id, expr, sample, group }];
  const visit = (value: Json | undefined, path: JsonPath) => {
    if (found.length >= MOST_PER_SOURCE || path.length >= DEEPEST || !isJsonObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      const at = [...path, key];
      if (found.length < MOST_PER_SOURCE) {
        found.push({
          label: `${id}.${formatPath(at)}`,
          expr: { $: 'get', from: expr, path: at },
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
