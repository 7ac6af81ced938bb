import type { Json, JsonPath } from '../json/json.ts';
import { formatPath } from '../json/path.ts';
import { describeExpr } from './describe-expr.ts';
import { innerBodies, stepExprs } from './walk.ts';
import type { Step } from './workflow.ts';

/** One thing that a step has otherwise in another version, in words: `title: pull.title → pull.author`. */
export interface StepDifference {
  readonly what: string;
  /** Null where it was not there. */
  readonly before: string | null;
  /** Null where it is gone. */
  readonly after: string | null;
}

/** What differs between two versions of one step, value by value, then what it has beside its values. */
export function stepDifferences(before: Step, after: Step): readonly StepDifference[] {
  return [...compare(valuesOf(before), valuesOf(after)), ...compare(optionsOf(before), optionsOf(after))];
}

function compare(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): StepDifference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((what) => {
    const [old, now] = [before.get(what) ?? null, after.get(what) ?? null];
    return old === now ? [] : [{ what, before: old, after: now }];
  });
}

function valuesOf(step: Step): ReadonlyMap<string, string> {
  return new Map(stepExprs(step).map(({ slot, expr }) => [slotWords(slot), describeExpr(expr)]));
}

const WORDS: Readonly<Record<string, string>> = { in: 'list', cond: 'condition', yield: 'each gives', value: 'value' };

function slotWords(slot: JsonPath): string {
  const name = formatPath(slot.filter((key) => key !== 'args' && key !== 'call'));
  return slot.length === 1 && Object.hasOwn(WORDS, name) ? (WORDS[name] ?? name) : name;
}

/** Members that are neither values nor steps, nor only for people. */
function optionsOf(step: Step): ReadonlyMap<string, string> {
  const values = new Set(stepExprs(step).map(({ slot }) => String(slot[0])));
  const bodies = new Set<string>(innerBodies(step).map(({ member }) => member));
  const own = Object.entries(step).filter(
    ([name]) => !values.has(name) && !bodies.has(name) && !['id', 'note', 'origin', 'call', 'args'].includes(name),
  );
  return new Map(own.map(([name, value]) => [name, text(value)]));
}

function text(value: Json | object): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
