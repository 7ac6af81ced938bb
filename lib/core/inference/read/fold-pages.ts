import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { CallIndex } from './call-index.ts';
import type { ObservedCall } from './observed-call.ts';
import { isCursorName, isNextName, isOffset, isPageNumber } from './page-names.ts';
import { listAt, type PageRule } from './page-rule.ts';
import { flagPath, lastPagePath, mainList, pathOfValue, totalPath } from './page-signs.ts';

/** The calls in order, how to find them, and those that are folded already. */
export interface Reading {
  readonly calls: readonly ObservedCall[];
  readonly index: CallIndex;
  readonly used: ReadonlySet<ObservedCall>;
}

/** The later calls that read on where the call at `at` stopped; null where none does. */
export function pagesFrom(
  at: number,
  reading: Reading,
): { readonly calls: readonly ObservedCall[]; readonly rule: PageRule } | null {
  const first = reading.calls[at];
  if (first === undefined) return null;
  const calls = [first];
  let rule: PageRule | null = null;
  for (let position = at; ; ) {
    const next = nextPage(first, position, rule, reading);
    if (next === null) break;
    position = next.at;
    calls.push(next.call);
    rule ??= next.rule;
  }
  return rule === null ? null : { calls, rule: finishRule(rule, calls) };
}

/** The first call after `position` that was given what the page at `position` says comes next. */
function nextPage(
  first: ObservedCall,
  position: number,
  rule: PageRule | null,
  { calls, index, used }: Reading,
): { readonly at: number; readonly call: ObservedCall; readonly rule: PageRule } | null {
  const last = calls[position];
  if (last === undefined) return null;
  const names = rule === null ? index.parametersOf(first) : [rule.param];
  const found = new Set<number>();
  for (const name of names)
    for (const value of continuations(last, name))
      for (const at of index.given(first, name, value)) if (at > position) found.add(at);
  for (const at of [...found].sort((a, b) => a - b)) {
    const call = calls[at];
    if (call === undefined || used.has(call) || call.started <= last.ended) continue;
    const moved = movedParam(last.args, call.args, first.args);
    if (moved === null || (rule !== null && moved !== rule.param)) continue;
    const step = pageStep(first, last, call, moved);
    if (step !== null && (rule === null || step.style === rule.style)) return { at, call, rule: step };
  }
  return null;
}

/** What the call after this page could be given: a cursor of its answer, the next number, the end of its list. */
function continuations(last: ObservedCall, name: string): readonly Json[] {
  const values: Json[] = [...scalarsOutsideLists(last.data)];
  const before = last.args[name];
  const items = listAt(last.data, mainList(last.data) ?? []);
  if (isPageNumber(name)) values.push((typeof before === 'number' ? before : 1) + 1);
  if (isOffset(name)) values.push((typeof before === 'number' ? before : 0) + items.length);
  const tail = items.at(-1);
  if (tail !== undefined && isPlaceName(name)) values.push(...scalarsOutsideLists(tail));
  return values;
}

const isPlaceName = (name: string): boolean => isCursorName(name) || /since|before|last/i.test(name);

const remembered = new WeakMap<JsonObject, readonly Json[]>();

function scalarsOutsideLists(data: Json): readonly Json[] {
  if (!isJsonObject(data)) return typeof data === 'string' || typeof data === 'number' ? [data] : [];
  let known = remembered.get(data);
  if (known === undefined) {
    known = Object.values(data).flatMap((member) => scalarsOutsideLists(member));
    remembered.set(data, known);
  }
  return known;
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
  const nextPath = pathOfValue(last.data, value);
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
  if (tail !== undefined && isPlaceName(param)) {
    const memberPath = pathOfValue(tail, value);
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
