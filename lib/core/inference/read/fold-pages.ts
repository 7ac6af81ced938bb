import { jsonEqual } from '../../json/equal.ts';
import type { JsonObject } from '../../json/json.ts';
import type { ObservedCall } from './observed-call.ts';
import { isCursorName, isNextName, isOffset, isPageNumber } from './page-names.ts';
import { listAt, type PageRule } from './page-rule.ts';
import { flagPath, lastPagePath, mainList, pathOfValue, totalPath } from './page-signs.ts';

/** The later calls that read on where this one stopped. */
export function pagesFrom(
  first: ObservedCall,
  later: readonly ObservedCall[],
  used: ReadonlySet<ObservedCall>,
): { calls: ObservedCall[]; rule: PageRule } | null {
  const sameTool = later.filter(
    (call) => !used.has(call) && call.server === first.server && call.tool === first.tool && call.error === undefined,
  );
  const calls = [first];
  let param: string | null = null;
  let rule: PageRule | null = null;
  for (const next of sameTool) {
    const last = calls.at(-1) ?? first;
    if (next.started <= last.ended) continue;
    const moved = movedParam(last.args, next.args, first.args);
    if (moved === null || (param !== null && moved !== param)) continue;
    const step = pageStep(first, last, next, moved);
    if (step === null || (rule !== null && step.style !== rule.style)) continue;
    param = moved;
    rule = rule ?? step;
    calls.push(next);
  }
  if (rule === null) return null;
  return { calls, rule: finishRule(rule, calls) };
}

/** The one argument that two calls differ in. */
function movedParam(last: JsonObject, next: JsonObject, first: JsonObject): string | null {
  const names = new Set([...Object.keys(last), ...Object.keys(next)]);
  const different = [...names].filter((name) => !jsonEqual(last[name], next[name]));
  const [only] = different;
  if (different.length !== 1 || only === undefined || next[only] === undefined || next[only] === null) return null;
  const rest = [...names].filter((name) => name !== only);
  return rest.every((name) => jsonEqual(first[name], next[name])) ? only : null;
}

function pageStep(first: ObservedCall, last: ObservedCall, next: ObservedCall, param: string): PageRule | null {
  const value = next.args[param];
  const itemsPath = mainList(last.data) ?? mainList(next.data);
  if (value === undefined || value === null || itemsPath === null) return null;
  const start = first.args[param];
  const base = { param, itemsPath, ...(start === undefined ? {} : { first: start }) };
  const items = listAt(last.data, itemsPath);
  const nextPath = pathOfValue(last.data, value, itemsPath);
  const named = isCursorName(param) || (nextPath !== null && isNextName(String(nextPath.at(-1))));
  if (nextPath !== null && named) return { ...base, style: 'cursor', nextPath };
  const before = last.args[param];
  if (typeof value === 'number') {
    if (isPageNumber(param) && value === (typeof before === 'number' ? before : 1) + 1)
      return { ...base, style: 'number' };
    if (isOffset(param) && value === (typeof before === 'number' ? before : 0) + items.length && items.length > 0) {
      return { ...base, style: 'offset' };
    }
  }
  const tail = items.at(-1);
  if (tail !== undefined && (isCursorName(param) || /since|before|last/i.test(param))) {
    const memberPath = pathOfValue(tail, value, null);
    if (memberPath !== null) return { ...base, style: 'lastItem', nextPath: memberPath };
  }
  return null;
}

/** Adds the signs of the end that the pages show. */
function finishRule(rule: PageRule, calls: readonly ObservedCall[]): PageRule {
  const more = flagPath(calls);
  const total = totalPath(calls, rule.itemsPath);
  const lastPage = rule.style === 'number' ? lastPagePath(calls) : null;
  const sizes = calls.map((call) => listAt(call.data, rule.itemsPath).length);
  const endedEmpty = sizes.at(-1) === 0;
  const full = Math.max(...sizes);
  return {
    ...rule,
    ...(more === null ? {} : { morePath: more }),
    ...(total === null ? {} : { totalPath: total }),
    ...(lastPage === null ? {} : { lastPagePath: lastPage }),
    // What a server happened to send is no promise: where it tells the total, that decides.
    ...(endedEmpty || rule.style === 'cursor' || total !== null ? {} : { pageSize: full }),
  };
}
