import { shortValue } from '#components/trace/short-arguments.ts';
import type { Divergence } from '#core/execution/run-event.ts';
import { jsonDifferences } from '#core/json/diff.ts';
import { jsonEqual } from '#core/json/equal.ts';
import type { Json, JsonObject, JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';
import { describeExpr } from '#core/workflow/describe-expr.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { refsOf } from '#core/workflow/walk-exprs.ts';
import type { Expr, Step, Workflow } from '#core/workflow/workflow.ts';

/**
 * Why a replay left its recording, in sentences for people: how the value that differs comes about, and which inputs of
 * this run are others than when it was recorded. Empty where neither says anything.
 */
export function whyDiverged(workflow: Workflow, divergence: Divergence, inputs: JsonObject): readonly string[] {
  const changed = changedInputs(workflow, inputs);
  const told: string[] = [];
  const place = firstDifference(divergence);
  const step = stepsById(workflow).get(divergence.step);
  const expr = place && step ? expressionAt(step, place) : undefined;
  const sources = expr
    ? changed.filter(({ name }) => refsOf(expr).some(({ of, id }) => of === 'input' && id === name))
    : [];
  if (place && expr && expr.$ !== 'lit') told.push(`${formatPath(place)} is ${kindOf(expr)} ${describeExpr(expr)}.`);
  for (const { name, recorded, now } of sources) {
    told.push(`${name} was ${quoted(recorded)} when this was recorded, and is ${quoted(now)} in this run.`);
  }
  const others = changed.filter((input) => !sources.includes(input));
  if (others.length > 0) {
    const list = others.map(({ name, recorded, now }) => `${name} (${quoted(recorded)} → ${quoted(now)})`).join(', ');
    told.push(`${sources.length > 0 ? 'Also given' : 'This run was given'} other inputs than the recording: ${list}.`);
  }
  return told;
}

interface ChangedInput {
  readonly name: string;
  readonly recorded: Json | undefined;
  readonly now: Json | undefined;
}

/** The default of an input is the recorded value. */
function changedInputs(workflow: Workflow, inputs: JsonObject): readonly ChangedInput[] {
  return workflow.inputs.flatMap(({ name, default: recorded }) => {
    const now = Object.hasOwn(inputs, name) ? inputs[name] : recorded;
    return jsonEqual(recorded, now) ? [] : [{ name, recorded, now }];
  });
}

function firstDifference({ kind, nearest, args }: Divergence): JsonPath | undefined {
  return kind === 'argument' && nearest ? jsonDifferences(nearest.args, args)[0]?.path : undefined;
}

/** The expression behind an argument, as deep as the workflow builds it member by member. */
function expressionAt(step: Step, path: JsonPath): Expr | undefined {
  const args = step.do === 'call' ? step.args : step.do === 'paginate' || step.do === 'poll' ? step.call.args : {};
  const [name, ...rest] = path;
  let expr: Expr | undefined = args[String(name)];
  for (const key of rest) {
    if (expr?.$ === 'obj') expr = expr.fields[String(key)] ?? expr;
    else if (expr?.$ === 'arr' && typeof key === 'number') expr = expr.items[key] ?? expr;
    else break;
  }
  return expr;
}

function kindOf(expr: Expr): string {
  if (expr.$ === 'ref' && expr.of === 'input') return 'input';
  return expr.$ === 'ref' || expr.$ === 'get' ? 'taken from' : 'computed as';
}

function quoted(value: Json | undefined): string {
  const text = shortValue(value);
  return typeof value === 'string' ? `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”` : text;
}
