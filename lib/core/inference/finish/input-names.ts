import { isJsonObject, type JsonObject, type JsonSchema } from '../../json/json.ts';
import { allSteps, stepExprs } from '../../workflow/walk.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { camelName, nounsOf, wordsOf } from '../words/words.ts';
import { eachExpr } from './rename-step.ts';

/** Names that conditions suggest for what they compare with: `contains(title, …)` a phrase, `gt(total, …)` a limit. */
export function namesFromUse(body: readonly Step[]): Map<Id, string[]> {
  const found = new Map<Id, string[]>();
  const add = (id: Id, words: readonly string[]): void => {
    found.set(id, [...(found.get(id) ?? []), camelName(words, 'value')]);
  };
  eachExpr(body, (expr) => {
    if (expr.$ === 'sort' && expr.take?.$ === 'ref') add(expr.take.id, ['limit']);
    if (expr.$ !== 'fn') return;
    if (expr.name === 'dateAdd') for (const id of refsIn(expr.args[1])) add(id, unitWords(expr.args[2]));
    const inputs = expr.args.filter((arg) => arg.$ === 'ref' && arg.of === 'input');
    const member = expr.args.flatMap((arg) => lastMember(arg))[0];
    for (const input of inputs) {
      if (input.$ !== 'ref') continue;
      if (expr.name === 'contains' || expr.name === 'containsExact') add(input.id, ['phrase']);
      else if (expr.name === 'slice') add(input.id, ['limit']);
      else if (expr.name === 'endsWith') add(input.id, ['suffix']);
      else if (expr.name === 'startsWith') add(input.id, ['prefix']);
      else if (expr.name === 'before' || expr.name === 'after') add(input.id, ['date']);
      else if (expr.name === 'gt' || expr.name === 'ge') add(input.id, ['min', ...(member ?? [])]);
      else if (expr.name === 'lt' || expr.name === 'le') add(input.id, ['max', ...(member ?? [])]);
      else if (expr.name === 'eq' || expr.name === 'ne') {
        const part = expr.args.find((arg) => arg.$ === 'fn' && arg.name === 'emailPart');
        const [, which] = part?.$ === 'fn' ? part.args : [];
        if (which?.$ === 'lit') add(input.id, [String(which.value)]);
        else if (member !== undefined) add(input.id, member);
      }
    }
  });
  for (const step of allSteps(body))
    for (const { slot, expr } of stepExprs(step)) {
      const words = slot.includes('args') ? wordsOf(String(slot.at(-1))).filter((word) => !REFERRING.has(word)) : [];
      if (words.length > 0) for (const id of soughtBy(expr)) add(id, words);
    }
  return found;
}

/** Inputs that an amount of time is made of, also where it is taken away: `0 - days`. */
function refsIn(amount: Expr | undefined): Id[] {
  if (amount?.$ === 'fn' && amount.name === 'sub') return amount.args.flatMap((arg) => refsIn(arg));
  return amount?.$ === 'ref' && amount.of === 'input' ? [amount.id] : [];
}

const unitWords = (unit: Expr | undefined): string[] => (unit?.$ === 'lit' ? [`${String(unit.value)}s`] : ['amount']);

/** Words that say that an argument refers to a thing, not what it is. */
const REFERRING = new Set(['id', 'ids', 'key', 'no', 'number', 'uuid', 'ref', 'name', 'slug']);

/**
 * Inputs that an argument's value is looked up by: `state` for `stateId: find(states, name is input).id`; not what a
 * record refers to: `policyId: find(services, name is input).policy.id` is of a service.
 */
function soughtBy(expr: Expr): Id[] {
  if (expr.$ === 'get') return expr.path.length > 1 ? [] : soughtBy(expr.from);
  if (expr.$ !== 'over' || (expr.op !== 'find' && expr.op !== 'only') || expr.body.$ !== 'fn') return [];
  if (expr.body.name !== 'eq') return [];
  return expr.body.args.flatMap((arg) => (arg.$ === 'ref' && arg.of === 'input' ? [arg.id] : []));
}

/**
 * The word that the user put beside a literal, where it is a word that the tools use too: `the Design team`,
 * `in space OPS`.
 */
export function nameFromPrompt(input: DraftInput, context: DraftContext): readonly string[] {
  const known = vocabularyOf(context);
  return input.spans.flatMap((span) => {
    const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
    const before = /([\p{L}]{3,}):?\s+["'“‘`#@]?$/u.exec(text.slice(Math.max(0, span.start - 40), span.start))?.[1];
    const after = /^["'”’`]?\s+([\p{L}]{3,})/u.exec(text.slice(span.end, span.end + 30))?.[1];
    return [before, after].flatMap((word) => {
      const [noun] = wordsOf(word ?? '');
      return noun !== undefined && known.has(noun) && !EMPTY_NAMES.has(noun) ? [noun] : [];
    });
  });
}

/** Words that parameters and things are named with in the tools that were called. */
function vocabularyOf(context: DraftContext): ReadonlySet<string> {
  const tools = new Set<string>();
  const parameters = new Set<string>();
  const schemas = new Set<JsonSchema | undefined>();
  for (const { tool, args, spec } of context.calls) {
    tools.add(tool);
    schemas.add(spec?.inputSchema);
    for (const name of Object.keys(args)) parameters.add(name);
  }
  for (const schema of schemas) for (const name of Object.keys(propertiesOf(schema))) parameters.add(name);
  return new Set([...[...tools].flatMap(nounsOf), ...[...parameters].flatMap(wordsOf)]);
}

const propertiesOf = (schema: JsonSchema | undefined): JsonObject =>
  isJsonObject(schema?.properties) ? schema.properties : {};

function lastMember(expr: Expr): string[][] {
  if (expr.$ === 'fn') return expr.args.flatMap((arg) => lastMember(arg));
  if (expr.$ !== 'get') return [];
  const names = expr.path.filter((key) => typeof key === 'string');
  const last = String(names.at(-1) ?? '');
  const words = /^(name|id|key|value)$/.test(last) && names.length > 1 ? String(names.at(-2)) : last;
  return words === 'name' || words === '' ? [] : [wordsOf(words)];
}

/** Parameters as the tools spell them: words are compared in the singular, names are not. */
export function spelledNames(context: DraftContext): ReadonlyMap<string, string> {
  const names = new Set<string>();
  for (const { args } of context.calls)
    for (const [name, value] of Object.entries(args)) {
      if (typeof value === 'object') continue;
      // Of two that are one name in the singular the one that was used last decides.
      names.delete(name);
      names.add(name);
    }
  return new Map([...names].map((name) => [camelName(wordsOf(name), ''), asSpelled(name)]));
}

function asSpelled(name: string): string {
  const words = name.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u);
  return camelName(
    words.map((word) => word.toLowerCase()),
    'value',
  );
}

export function inputName(names: readonly string[]): string {
  return bestName(
    names.filter((name) => name !== 'value').length > 0 ? names.filter((name) => name !== 'value') : names,
  );
}

/** Words that say nothing about what a value is. */
const EMPTY_NAMES = new Set(['query', 'q', 'value', 'text', 'name', 'id', 'key', 'filter', 'search']);

/** The best name among the suggestions: the first that says something, else the first. */
export function bestName(names: readonly string[]): string {
  return names.find((name) => !EMPTY_NAMES.has(wordsOf(name).join(''))) ?? names[0] ?? 'value';
}
