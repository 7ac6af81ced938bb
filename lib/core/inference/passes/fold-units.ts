import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json, type JsonObject, type JsonPath } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import { listAt, type ObservedCall, type PageRule, type Unit } from '../observed-call.ts';

/** Folds pages of one list and repeated attempts of one poll into units; every other call is a unit of its own. */
export function foldUnits(calls: readonly ObservedCall[]): readonly Unit[] {
  const used = new Set<ObservedCall>();
  const units: Unit[] = [];
  calls.forEach((call, index) => {
    if (used.has(call)) return;
    used.add(call);
    if (call.error !== undefined || call.effect !== 'read') {
      units.push(unitOf([call]));
      return;
    }
    const pages = pagesFrom(call, calls.slice(index + 1), used);
    if (pages !== null) {
      for (const page of pages.calls) used.add(page);
      units.push(pageUnit(pages.calls, pages.rule));
      return;
    }
    const attempts = pollFrom(call, calls.slice(index + 1), used);
    if (attempts !== null) {
      for (const attempt of attempts.calls) used.add(attempt);
      units.push({ ...unitOf(attempts.calls), data: attempts.calls.at(-1)?.data ?? null, poll: attempts.until });
      return;
    }
    const rule = completePage(call);
    units.push(rule === null ? unitOf([call]) : pageUnit([call], rule));
  });
  return units;
}

function unitOf(calls: readonly ObservedCall[]): Unit {
  const [first] = calls;
  if (first === undefined) throw new Error('A unit needs a call.');
  return {
    key: `step$${first.id}`,
    calls,
    server: first.server,
    tool: first.tool,
    effect: first.effect,
    args: first.args,
    data: first.data,
    failed: first.error !== undefined,
    started: first.started,
    ended: calls.at(-1)?.ended ?? first.ended,
  };
}

function pageUnit(calls: readonly ObservedCall[], rule: PageRule): Unit {
  const unit = unitOf(calls);
  const { [rule.param]: _cursor, ...args } = unit.args;
  return { ...unit, args, data: calls.flatMap((call) => listAt(call.data, rule.itemsPath)), pages: rule };
}

/** The later calls that read on where this one stopped. */
function pagesFrom(
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
  const sizes = calls.map((call) => listAt(call.data, rule.itemsPath).length);
  const endedEmpty = sizes.at(-1) === 0;
  const full = Math.max(...sizes);
  return {
    ...rule,
    ...(more === null ? {} : { morePath: more }),
    ...(total === null ? {} : { totalPath: total }),
    ...(endedEmpty || rule.style === 'cursor' ? {} : { pageSize: full }),
  };
}

/**
 * A list that was read in one call and says that there is no more, from a tool that can page: the program reads all
 * pages. Null where the tool cannot page or the result does not say that it is complete.
 */
export function completePage(call: ObservedCall): PageRule | null {
  const properties = isJsonObject(call.spec?.inputSchema.properties) ? call.spec.inputSchema.properties : {};
  const itemsPath = mainList(call.data);
  if (itemsPath === null) return null;
  const names = Object.keys(properties).filter((name) => call.args[name] === undefined || isStart(call.args[name]));
  const cursorParam = names.find((name) => isCursorName(name));
  // A text called `from` is a day or a person and no place in a list; what the result echoes is surely one.
  const echoed = new Set(isJsonObject(call.data) ? Object.keys(call.data) : []);
  const counts = names
    .filter((name) => takesNumbers(properties[name]))
    .sort((a, b) => Number(echoed.has(b)) - Number(echoed.has(a)) || Number(isVague(a)) - Number(isVague(b)));
  const cursor = cursorParam === undefined ? null : cursorField(call.data, itemsPath);
  const start = (name: string) => (call.args[name] === undefined ? {} : { first: call.args[name] ?? null });
  if (cursorParam !== undefined && cursor !== null) {
    return { param: cursorParam, style: 'cursor', nextPath: cursor.path, itemsPath, ...start(cursorParam) };
  }
  const items = listAt(call.data, itemsPath);
  const total = totalPath([call], itemsPath);
  const offsetParam = counts.find((name) => isOffset(name));
  if (offsetParam !== undefined && total !== null) {
    return { param: offsetParam, style: 'offset', itemsPath, totalPath: total, ...start(offsetParam) };
  }
  const pageParam = counts.find((name) => isPageNumber(name));
  if (pageParam === undefined) return null;
  const more = flagPath([call]);
  if (more !== null) return { param: pageParam, style: 'number', itemsPath, morePath: more, ...start(pageParam) };
  if (total !== null) return { param: pageParam, style: 'number', itemsPath, totalPath: total, ...start(pageParam) };
  const size = pageSizeOf(call, properties);
  if (size === null || items.length > size) return null;
  return { param: pageParam, style: 'number', itemsPath, pageSize: size, ...start(pageParam) };
}

/** Whether a parameter may be a number: one without a type may, a text or a list may not. */
function takesNumbers(schema: Json | undefined): boolean {
  if (!isJsonObject(schema)) return true;
  const { type } = schema;
  if (Array.isArray(type)) return type.includes('integer') || type.includes('number');
  if (type === undefined) return schema.enum === undefined && schema.format === undefined;
  return type === 'integer' || type === 'number';
}

/** Whether a list that was read in one call has more to give: a cursor is there, a flag says so, the total is higher. */
export function stoppedEarly(unit: Unit): boolean {
  const rule = unit.pages;
  const last = unit.calls.at(-1);
  if (rule === undefined || last === undefined) return false;
  const items = listAt(last.data, rule.itemsPath).length;
  if (rule.morePath !== undefined) return valueAt(last.data, rule.morePath) === true;
  if (rule.style === 'cursor') {
    const next = valueAt(last.data, rule.nextPath ?? []);
    return next !== undefined && next !== null && next !== '' && next !== false;
  }
  if (rule.totalPath !== undefined) {
    const total = valueAt(last.data, rule.totalPath);
    return (
      typeof total === 'number' &&
      total > unit.calls.reduce((sum, call) => sum + listAt(call.data, rule.itemsPath).length, 0)
    );
  }
  return rule.pageSize !== undefined && unit.calls.length === 1 && items >= rule.pageSize;
}

/** Path of the list that a page is about: the only list of a result, or the only one that holds records. */
export function mainList(data: Json): JsonPath | null {
  if (Array.isArray(data)) return [];
  const found: JsonPath[] = [];
  const walk = (value: Json, path: JsonPath): void => {
    if (Array.isArray(value)) found.push(path);
    else if (isJsonObject(value) && path.length < 3) {
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    }
  };
  walk(data, []);
  if (found.length === 1) return found[0] ?? null;
  const records = found.filter((path) => listAt(data, path).some((item) => isJsonObject(item)));
  return records.length === 1 ? (records[0] ?? null) : null;
}

function pathOfValue(data: Json, value: Json, without: JsonPath | null): JsonPath | null {
  const wanted = canonicalJson(value);
  const walk = (member: Json, path: JsonPath): JsonPath | null => {
    if (
      without !== null &&
      path.length === without.length &&
      path.every((key, index) => key === without[index]) &&
      Array.isArray(member)
    )
      return null;
    if (typeof member !== 'object' || member === null) return canonicalJson(member) === wanted ? path : null;
    if (Array.isArray(member)) return null;
    for (const [key, child] of Object.entries(member)) {
      const found = walk(child, [...path, key]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(data, []);
}

function cursorField(data: Json, itemsPath: JsonPath): { path: JsonPath } | null {
  let found: JsonPath | null = null;
  const walk = (value: Json, path: JsonPath): void => {
    if (found !== null || path.length > 3) return;
    if (isJsonObject(value))
      for (const [key, member] of Object.entries(value)) {
        if (isNextName(key) && (member === null || typeof member === 'string' || typeof member === 'number'))
          found ??= [...path, key];
        else walk(member, [...path, key]);
      }
  };
  walk(data, []);
  return found === null || (itemsPath.length === 0 && Array.isArray(data)) ? null : { path: found };
}

function flagPath(calls: readonly ObservedCall[]): JsonPath | null {
  return commonPath(
    calls,
    (key, value) =>
      typeof value === 'boolean' &&
      /^(has|is)?_?more|has_?next|more_?(available|pages|results)|next_?available$/i.test(key),
  );
}

function totalPath(calls: readonly ObservedCall[], itemsPath: JsonPath): JsonPath | null {
  const read = calls.reduce((sum, call) => sum + listAt(call.data, itemsPath).length, 0);
  return commonPath(
    calls,
    (key, value) =>
      typeof value === 'number' &&
      /total|count/i.test(key) &&
      !/page/i.test(key) &&
      value >= Math.min(read, value + 1) &&
      value >= read,
  );
}

function commonPath(calls: readonly ObservedCall[], fits: (key: string, value: Json) => boolean): JsonPath | null {
  let found: JsonPath | null = null;
  const walk = (value: Json, path: JsonPath): void => {
    if (found !== null || path.length > 3 || !isJsonObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (fits(key, member)) found ??= [...path, key];
      else walk(member, [...path, key]);
    }
  };
  const [first] = calls;
  if (first !== undefined) walk(first.data, []);
  return found;
}

function pageSizeOf(call: ObservedCall, properties: JsonObject): number | null {
  for (const [name, schema] of Object.entries(properties)) {
    if (!/^(per_?page|page_?size|limit|max_?results|size|count|first|top)$/i.test(name)) continue;
    const given = call.args[name];
    if (typeof given === 'number') return given;
    if (isJsonObject(schema) && typeof schema.default === 'number') return schema.default;
  }
  return null;
}

const isCursorName = (name: string): boolean =>
  /cursor|page_?token|continuation|^(starting_)?after$|^next(_|$)|^marker$/i.test(name);
const isNextName = (name: string): boolean =>
  /^next$|next_?(cursor|page|token|page_?token|url|marker|offset)|^(end_?)?cursor$|continuation|^after$/i.test(name);
const isOffset = (name: string): boolean => /^(offset|skip|start(_?(at|index|from))?|from)$/i.test(name);
/** A name that means a place in a list only sometimes. */
const isVague = (name: string): boolean => /^(from|start|p)$/i.test(name);
const isPageNumber = (name: string): boolean => /^page(_?(number|no|num|index))?$|^p$/i.test(name);
const isStart = (value: Json | undefined): boolean => value === null || value === 0 || value === 1 || value === '';

/** The same read repeated until a member of its answer changed to the value that let the recording go on. */
function pollFrom(
  first: ObservedCall,
  later: readonly ObservedCall[],
  used: ReadonlySet<ObservedCall>,
): { calls: ObservedCall[]; until: { path: JsonPath; value: Json } } | null {
  const same: ObservedCall[] = [];
  for (const call of later) {
    // A write in between may have changed the answer itself: then it is a check and no waiting.
    if (call.effect !== 'read') break;
    const repeated = call.server === first.server && call.tool === first.tool && jsonEqual(call.args, first.args);
    if (!used.has(call) && repeated && call.error === undefined) same.push(call);
  }
  if (same.length === 0) return null;
  const calls = [first, ...same];
  const until = changedState(calls.map((call) => call.data));
  return until === null ? null : { calls, until };
}

/** A text or flag that had other values first and its last value only at the end. */
function changedState(results: readonly Json[]): { path: JsonPath; value: Json } | null {
  const last = results.at(-1);
  if (last === undefined) return null;
  let found: { path: JsonPath; value: Json } | null = null;
  const walk = (value: Json, path: JsonPath): void => {
    if (isJsonObject(value) && path.length < 4)
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    else if (
      (typeof value === 'string' && value.length < 30 && !/\d{4}-\d{2}/.test(value)) ||
      typeof value === 'boolean'
    ) {
      const before = results.slice(0, -1).map((result) => valueAt(result, path));
      if (before.every((earlier) => typeof earlier === typeof value && earlier !== value)) {
        if (found === null || /state|status|phase|done|complete|ready|finished/i.test(String(path.at(-1))))
          found = { path, value };
      }
    }
  };
  walk(last, []);
  return found;
}
