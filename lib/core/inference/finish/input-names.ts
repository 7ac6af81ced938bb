import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import { camelName, wordsOf } from '../words/words.ts';
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
    const inputs = expr.args.filter((arg) => arg.$ === 'ref' && arg.of === 'input');
    const member = expr.args.flatMap((arg) => lastMember(arg))[0];
    for (const input of inputs) {
      if (input.$ !== 'ref') continue;
      if (expr.name === 'contains' || expr.name === 'containsExact') add(input.id, ['phrase']);
      else if (expr.name === 'slice') add(input.id, ['limit']);
      else if (expr.name === 'gt' || expr.name === 'ge') add(input.id, ['min', ...(member ?? [])]);
      else if (expr.name === 'lt' || expr.name === 'le') add(input.id, ['max', ...(member ?? [])]);
      else if (expr.name === 'dateAdd') {
        const unit = expr.args[2];
        if (unit?.$ === 'lit') add(input.id, [`${String(unit.value)}s`]);
      } else if (expr.name === 'sub') add(input.id, ['days']);
      else if ((expr.name === 'eq' || expr.name === 'ne') && member !== undefined) add(input.id, member);
    }
  });
  return found;
}

function lastMember(expr: Expr): string[][] {
  if (expr.$ === 'fn') return expr.args.flatMap((arg) => lastMember(arg));
  if (expr.$ !== 'get') return [];
  const names = expr.path.filter((key) => typeof key === 'string');
  const last = String(names.at(-1) ?? '');
  const words = /^(name|id|key|value)$/.test(last) && names.length > 1 ? String(names.at(-2)) : last;
  return words === 'name' || words === '' ? [] : [wordsOf(words)];
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
