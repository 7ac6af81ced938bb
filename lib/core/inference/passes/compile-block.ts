import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json, type JsonPath } from '../../json/json.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { constant, type Explanation, pickTarget, type Target } from '../explanation.ts';
import type { Place } from '../item-index.ts';
import { itemsAt } from '../items.ts';
import { locateInUnit, type Unit } from '../observed-call.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import { aboutTool, type Column, Scope } from '../scope.ts';
import { wordsOf } from '../words.ts';
import { emitCall } from './emit-call.ts';
import { explainValue } from './explain-value.ts';
import { findGuard, type Guard } from './find-guard.ts';
import { findLoop, isForEvery, type Loop, type Placed, placeKey } from './find-loops.ts';
import { findPredicates, type Predicate } from './find-predicate.ts';
import { stoppedEarly } from './fold-units.ts';
import { judgeCondition, judgeValue } from './judge.ts';
import { recordEvidence } from './record-evidence.ts';
import { choosePredicate, nounOf, selectItems } from './select-items.ts';

/** One call of the program: at most one unit per row. */
interface Site {
  readonly kind: 'site';
  readonly units: readonly (Unit | undefined)[];
  readonly tool: string;
  readonly column: Column;
}

interface LoopSite {
  readonly kind: 'loop';
  readonly loop: Loop;
  readonly column: Column | null;
}

type Item = Site | LoopSite;

export interface Block {
  readonly steps: readonly Step[];
  readonly scope: Scope;
}

/**
 * Compiles what happened in each row (pass) of one stretch of the program into steps that do the same in all of them.
 * Rows are the top of the recording (one row) or the iterations of a loop; loops inside are compiled the same way.
 */
export function compileBlock(
  rows: readonly (readonly Unit[])[],
  scope: Scope,
  context: DraftContext,
  depth = 0,
): Block {
  const items = arrange(rows, scope, context, depth);
  return emit(items, rows, scope, context, depth);
}

/** Decides which units are one call of the program and which are iterations of a loop. */
function arrange(rows: readonly (readonly Unit[])[], scope: Scope, context: DraftContext, depth: number): Item[] {
  const groups = new Map<string, Placed[]>();
  const all = rows
    .flatMap((units, row) => units.map((unit) => ({ unit, row })))
    .sort((a, b) => a.unit.started - b.unit.started);
  for (const placed of all) {
    const key = formatToolRef(placed.unit);
    groups.set(key, [...(groups.get(key) ?? []), placed]);
  }
  const loops: { loop: Loop; item: LoopSite }[] = [];
  const items: Item[] = [];
  let seen = scope;
  for (const [tool, members] of groups) {
    let rest: readonly Placed[] = members;
    while (depth < 4 && mostPerRow(rest) >= 2) {
      const found = findLoop(
        rest,
        seen,
        loops.map(({ loop }) => loop),
        context,
      );
      if (found === null) break;
      const taken = new Set(found.members.map(({ placed }) => placed.unit));
      if (found.loop !== null) {
        (found.loop.groups as Loop['groups'][number][]).push({ tool, members: found.members });
      } else {
        const variable = context.variables.make(found.list.words.length > 0 ? found.list.words : found.list.about);
        const loop: Loop = { list: found.list, variable, groups: [{ tool, members: found.members }] };
        const item: LoopSite = { kind: 'loop', loop, column: null };
        loops.push({ loop, item });
        items.push(item);
      }
      rest = rest.filter(({ unit }) => !taken.has(unit));
    }
    if (loops.length === 0 && depth === 0) {
      const loop = loopOfOne(rest, tool, seen, context);
      if (loop !== null) {
        const item: LoopSite = { kind: 'loop', loop, column: null };
        loops.push({ loop, item });
        items.push(item);
        rest = [];
      }
    }
    rest = joinLoops(
      rest,
      tool,
      seen,
      loops.map(({ loop }) => loop),
    );
    for (const site of alignSites(rest, tool, rows.length)) {
      items.push(site);
      seen = seen.with(site.column);
    }
  }
  return items;
}

function mostPerRow(units: readonly Placed[]): number {
  const counts = new Map<number, number>();
  for (const { row } of units) counts.set(row, (counts.get(row) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/**
 * A single call for one item of a list of which the user said "for every …": the recording happened to have only one
 * that was meant, and another run may have more or none.
 */
function loopOfOne(units: readonly Placed[], tool: string, scope: Scope, context: DraftContext): Loop | null {
  const [placed] = units;
  if (placed === undefined || units.length !== 1) return null;
  const telling = longValues(placed.unit.args).filter((value) => !context.prompt.says(value));
  if (telling.length === 0) return null;
  for (const list of scope.lists()) {
    const value = list.values[placed.row];
    if (!Array.isArray(value) || list.expr.$ === 'over' || !isForEvery(list, context)) continue;
    if ((list.ready[placed.row] ?? -1) >= placed.unit.started) continue;
    const hits = value.flatMap((item, index) => (telling.every((one) => holdsScalar(item, one)) ? [index] : []));
    const [index] = hits;
    if (hits.length !== 1 || index === undefined) continue;
    const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
    return { list, variable, groups: [{ tool, members: [{ placed, place: { row: placed.row, index } }] }] };
  }
  return null;
}

/** A single call whose values belong to one iteration of a loop that is already known is part of that loop. */
function joinLoops(units: readonly Placed[], tool: string, scope: Scope, loops: readonly Loop[]): readonly Placed[] {
  if (loops.length === 0 || units.length !== 1) return units;
  const [placed] = units;
  if (placed === undefined) return units;
  const values = longValues(placed.unit.args);
  if (values.length === 0) return units;
  const plain = new Set(
    scope.columns().flatMap((column) => {
      const value = column.values[placed.row];
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
    }),
  );
  const telling = values.filter((value) => !plain.has(value));
  for (const loop of loops) {
    const list = loop.list.values[placed.row];
    if (!Array.isArray(list)) continue;
    const first = Math.min(
      ...loop.groups.flatMap((group) => group.members.map((member) => member.placed.unit.started)),
    );
    const last = Math.max(...loop.groups.flatMap((group) => group.members.map((member) => member.placed.unit.ended)));
    const near = placed.unit.started >= first || placed.unit.ended <= last;
    const hits = list.flatMap((item, index) => (telling.some((value) => holdsScalar(item, value)) ? [index] : []));
    const [index] = hits;
    if (!near || hits.length !== 1 || index === undefined) continue;
    (loop.groups as Loop['groups'][number][]).push({ tool, members: [{ placed, place: { row: placed.row, index } }] });
    return [];
  }
  return units;
}

/** Plain values of arguments, with the names that they were given under. */
function namedScalars(args: Unit['args']): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const walk = (value: Json, name: string): void => {
    if (typeof value === 'string' || typeof value === 'number')
      found.set(String(value), [...(found.get(String(value)) ?? []), name]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) walk(member, Array.isArray(value) ? name : key);
  };
  walk(args, '');
  return found;
}

function longValues(value: Json): string[] {
  if (typeof value === 'string') return value.length >= 3 ? [value] : [];
  if (typeof value === 'number') return Math.abs(value) >= 100 ? [String(value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member) => longValues(member));
}

function holdsScalar(value: Json, wanted: string): boolean {
  if (typeof value !== 'object' || value === null) return String(value) === wanted;
  return Object.values(value).some((member) => holdsScalar(member, wanted));
}

/** The n-th call of a tool in each row is the same call of the program. */
function alignSites(units: readonly Placed[], tool: string, rows: number): Site[] {
  const byRow = Array.from({ length: rows }, (): Unit[] => []);
  for (const { unit, row } of units) byRow[row]?.push(unit);
  const count = Math.max(0, ...byRow.map((list) => list.length));
  return Array.from({ length: count }, (_, at) =>
    siteOf(
      byRow.map((list) => list[at]),
      tool,
    ),
  );
}

function siteOf(units: readonly (Unit | undefined)[], tool: string): Site {
  return { kind: 'site', units, tool, column: resultColumn(units) };
}

/** The result of a call as a column: one value per row. */
function resultColumn(units: readonly (Unit | undefined)[]): Column {
  const first = units.find((unit) => unit !== undefined);
  const about = aboutTool(first?.tool ?? '');
  return {
    expr: { $: 'ref', of: 'step', id: first?.key ?? '' },
    values: units.map((unit) => (unit === undefined || unit.failed ? undefined : unit.data)),
    ready: units.map((unit) => unit?.ended ?? Number.POSITIVE_INFINITY),
    turns: units.map((unit) => unit?.calls.at(-1)?.turn),
    words: [],
    about,
    cost: 1,
    origin: 'reference',
    units: first === undefined ? [] : [first.key],
    given: units.map((unit) => (unit === undefined ? undefined : namedScalars(unit.args))),
    label: about.length > 0 ? about.join(' ') : (first?.tool ?? ''),
    partial: false,
    locate: (row) => {
      const unit = units[row];
      return unit === undefined
        ? undefined
        : unit.pages === undefined
          ? { call: unit.calls.at(-1)?.id ?? '', path: [] }
          : { call: unit.key, path: [] };
    },
  };
}

/** Puts the items in the order of the recording: what came first in most rows comes first. */
function inOrder(items: readonly Item[], rows: number): Item[] {
  const times = new Map<Item, number[]>();
  for (const item of items) {
    const at: number[] = Array.from({ length: rows }, () => Number.POSITIVE_INFINITY);
    const units: Placed[] =
      item.kind === 'site'
        ? item.units.flatMap((unit, row) => (unit === undefined ? [] : [{ unit, row }]))
        : item.loop.groups.flatMap((group) => group.members.map((member) => member.placed));
    for (const { unit, row } of units) at[row] = Math.min(at[row] ?? Number.POSITIVE_INFINITY, unit.started);
    times.set(item, at);
  }
  const before = (a: Item, b: Item): boolean => {
    const x = times.get(a) ?? [];
    const y = times.get(b) ?? [];
    let votes = 0;
    x.forEach((time, row) => {
      const other = y[row] ?? Number.POSITIVE_INFINITY;
      if (Number.isFinite(time) && Number.isFinite(other)) votes += time < other ? 1 : -1;
    });
    return votes > 0;
  };
  const sorted: Item[] = [];
  for (const item of items) {
    let at = sorted.length;
    while (at > 0) {
      const previous = sorted[at - 1];
      if (previous === undefined || !before(item, previous)) break;
      at -= 1;
    }
    sorted.splice(at, 0, item);
  }
  return sorted;
}

function emit(
  unordered: readonly Item[],
  rows: readonly (readonly Unit[])[],
  outer: Scope,
  context: DraftContext,
  depth: number,
  ordered = false,
): Block {
  const items = ordered ? unordered : inOrder(unordered, rows.length);
  const steps: Step[] = [];
  let guard: Guard | null = ordered ? NO_GUARD : null;
  let scope = outer;
  const done = new Set<Item>();
  for (const item of items) {
    if (done.has(item)) continue;
    done.add(item);
    if (item.kind === 'loop') {
      const made = emitLoop(item.loop, scope, rows.length, context, depth);
      steps.push(...made.steps);
      scope = scope.with(...made.columns);
      continue;
    }
    const present = presentRows(item);
    const failed = rowsWhere(item, (unit) => unit.failed);
    if (failed.length > 0) {
      const made = emitTry(item, failed, items, done, scope, context);
      steps.push(...made.steps);
      scope = scope.with(made.column);
      continue;
    }
    if (guard === null && depth === 0 && rows.length === 1 && isWrite(item)) {
      guard = findGuard(scope, item.units[0]?.started ?? 0, item.tool, context);
      if (guard !== null) {
        const rest = items.filter((other) => !done.has(other));
        return emitGuarded(guard, [item, ...rest], rows, steps, scope, context);
      }
    }
    if (present.length === rows.length || rows.length === 0) {
      const made = emitSite(item, present, scope, context);
      steps.push(...made);
      scope = scope.with(item.column);
      continue;
    }
    const made = emitIf(item, present, items, done, scope, context);
    steps.push(...made.steps);
    scope = scope.with(made.column);
  }
  return { steps, scope };
}

const isWrite = (site: Site): boolean => site.units.some((unit) => unit !== undefined && unit.effect !== 'read');

/** Stands for "already under a condition". */
const NO_GUARD: Guard = {
  expr: { $: 'lit', value: true },
  label: '',
  status: 'proved',
  doubts: [],
  otherwise: 'nothing',
};

/** What was done under a condition that the user named: the recording showed only one side. */
function emitGuarded(
  guard: Guard,
  items: readonly Item[],
  rows: readonly (readonly Unit[])[],
  before: readonly Step[],
  scope: Scope,
  context: DraftContext,
): Block {
  const inner = emit(items, rows, scope, context, 0, true);
  const first = items[0];
  const sample = first?.kind === 'site' ? first.units.find((unit) => unit !== undefined) : undefined;
  const key = `guard$${sample?.calls[0]?.id ?? ''}`;
  const step: Step = {
    id: key,
    do: 'if',
    cond: guard.expr,
    then: inner.steps,
    else: guard.otherwise === 'stop' ? 'undemonstrated' : [],
  };
  noteDoubts(key, guard.doubts, context, ['cond']);
  context.notes.push({
    step: key,
    status: guard.status,
    text: `You named a condition: ${guard.label}. The recording showed only that side.`,
  });
  return { steps: [...before, step], scope: inner.scope };
}

const presentRows = (site: Site): number[] => rowsWhere(site, () => true);

function rowsWhere(site: Site, test: (unit: Unit) => boolean): number[] {
  return site.units.flatMap((unit, row) => (unit !== undefined && test(unit) ? [row] : []));
}

const sameRows = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((row, at) => row === b[at]);

/** The steps of one call: judgements that its arguments need, then the call. */
function emitSite(site: Site, present: readonly number[], outer: Scope, context: DraftContext): Step[] {
  const units = present.flatMap((row) => {
    const unit = site.units[row];
    return unit === undefined ? [] : [unit];
  });
  const [sample] = units;
  if (sample === undefined) return [];
  const scope = present.length === outer.rows ? outer : outer.pick(present);
  const before: Step[] = [];
  const args: Record<string, Expr> = {};
  let penalty = 0;
  const names = [...new Set(units.flatMap((unit) => Object.keys(unit.args)))];
  for (const name of names) {
    const having = units.flatMap((unit, at) => (Object.hasOwn(unit.args, name) ? [at] : []));
    const explained = explainArgument(name, units, having, scope, site, context);
    penalty += explained.shaky ?? (explained.status === 'assumed' ? 1.5 : 0);
    before.push(...(explained.before ?? []));
    recordEvidence({
      step: sample.key,
      slot: ['args', name],
      explained,
      units: having.map((at) => units[at] ?? sample),
      name,
      context,
    });
    args[name] =
      having.length === units.length ? explained.expr : optional(explained, having, units, scope, site, name, context);
  }
  let unit = sample;
  if (stoppedEarly(sample) && sample.calls.length >= 1) unit = askPages(sample, context);
  const shaky = Math.min(6, penalty);
  if (shaky > 0) (site as { column: Column }).column = { ...site.column, cost: site.column.cost + shaky };
  const attempts = Math.max(...units.flatMap((one) => one.calls.map((call) => call.failedAttempts)));
  const origin = units.flatMap((one) => one.calls.map((call) => call.id));
  const step = emitCall(unit, args, origin, attempts, context);
  if (unit.pages === undefined && sample.pages !== undefined)
    (site as { column: Column }).column = itemsOfFirstPage(site.column, sample);
  return [...before, step];
}

/** The list of the one page that was read, where the user said that one page is enough. */
function itemsOfFirstPage(column: Column, unit: Unit): Column {
  const path = unit.pages?.itemsPath ?? [];
  return path.length === 0 ? column : { ...column, expr: { $: 'get', from: column.expr, path: [...path] } };
}

function askPages(unit: Unit, context: DraftContext): Unit {
  const read = Array.isArray(unit.data) ? unit.data.length : 0;
  const answer = context.questions.ask({
    kind: 'pages',
    about: [formatToolRef(unit), canonicalJson(Object.keys(unit.args)), ...nth([unit], context)],
    text: `The recording read ${unit.calls.length === 1 ? 'one page' : `${unit.calls.length} pages`} of ${unit.tool} (${read} items), and there was more. Should a run read all of it?`,
    options: [
      { id: 'all', label: 'Yes, all pages' },
      { id: 'first', label: 'No, only the first page' },
      SOMETHING_ELSE,
    ],
    default: 'all',
    weight: 8,
  });
  noteDoubts(unit.key, [answer.id], context);
  if (answer.option !== 'first') return unit;
  const { pages: _pages, ...rest } = unit;
  return rest;
}

/**
 * Tells several places of one tool apart in questions: how many calls of the tool the recording made before. Nothing
 * for the first, and never anything that an answer could change.
 */
function nth(units: readonly (Unit | undefined)[], context: DraftContext): readonly number[] {
  const call = units.find((unit) => unit !== undefined)?.calls[0];
  if (call === undefined) return [];
  const same = context.calls.filter(({ server, tool }) => server === call.server && tool === call.tool);
  const at = same.indexOf(call);
  return at > 0 ? [at] : [];
}

export function noteDoubts(step: string, doubts: readonly string[], context: DraftContext, slot: JsonPath = []): void {
  const known = context.doubts.get(step) ?? new Set<string>();
  for (const doubt of doubts) {
    known.add(doubt);
    if (!context.places.has(doubt)) context.places.set(doubt, { step, slot });
  }
  context.doubts.set(step, known);
}

function explainArgument(
  name: string,
  units: readonly Unit[],
  having: readonly number[],
  scope: Scope,
  site: Site,
  context: DraftContext,
): Explanation {
  const some = having.flatMap((at) => {
    const unit = units[at];
    return unit === undefined ? [] : [unit];
  });
  const [sample] = some;
  const spec = sample?.calls[0]?.spec;
  const properties = isJsonObject(spec?.inputSchema.properties) ? spec.inputSchema.properties : {};
  const schema = isJsonObject(properties[name]) ? properties[name] : undefined;
  const target: Target = {
    values: some.map((unit) => unit.args[name] ?? null),
    started: some.map((unit) => unit.started),
    turns: some.map((unit) => unit.calls[0]?.turn),
    words: wordsOf(name),
    tool: aboutTool(sample?.tool ?? ''),
    ...(schema === undefined ? {} : { schema }),
    effect: sample?.effect ?? 'write',
    about: [site.tool, name, ...nth(site.units, context)],
  };
  const seen = having.length === units.length ? scope : scope.pick(having);
  const explained = explainValue(target, seen, context) ?? explainParts(target, seen, context);
  if (explained !== null) return explained;
  return judgeValue(target, seen, name, context);
}

/** Where some rows have one source and the others another: a choice by the condition that tells them apart. */
function explainParts(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  for (const column of scope.columns()) {
    const present = column.values.flatMap((value, row) => (value !== undefined && value !== null ? [row] : []));
    if (
      present.length === 0 ||
      present.length === target.values.length ||
      column.expr.$ !== 'ref' ||
      column.expr.of !== 'step'
    )
      continue;
    const absent = target.values.map((_, row) => row).filter((row) => !present.includes(row));
    const one = explainValue(
      pickTarget(
        target,
        present,
        present.map((row) => target.values[row] ?? null),
      ),
      scope.pick(present),
      context,
    );
    if (one === null || one.origin === 'constant') continue;
    const other = explainValue(
      pickTarget(
        target,
        absent,
        absent.map((row) => target.values[row] ?? null),
      ),
      scope.pick(absent),
      context,
    );
    if (other === null) continue;
    return {
      ...one,
      expr: { $: 'cond', if: { $: 'fn', name: 'isNull', args: [column.expr] }, then: other.expr, else: one.expr },
      cost: one.cost + other.cost + 3,
      origin: 'computed',
      label: `${one.label}, or ${other.label} where there is none`,
      parts: [...one.parts, ...other.parts],
      units: [...one.units, ...other.units, ...column.units],
      doubts: [...one.doubts, ...other.doubts],
    };
  }
  return null;
}

/** An argument that some calls left out: left out where the same condition holds. */
function optional(
  explained: Explanation,
  having: readonly number[],
  units: readonly Unit[],
  scope: Scope,
  site: Site,
  name: string,
  context: DraftContext,
): Expr {
  const flags = units.map((_, at) => having.includes(at));
  const predicates = findPredicates({
    scope,
    chosen: flags,
    prompt: context.prompt,
    inputs: context.inputs,
    own: () => true,
    now: context.now,
  });
  const choice = choosePredicate(
    {
      predicates,
      about: [site.tool, name, 'left out', ...nth(units, context)],
      noun: `calls of ${site.tool}`,
      weight: 2,
    },
    context,
  );
  if (choice === null) return explained.expr;
  return { $: 'cond', if: choice.expr, then: explained.expr, else: { $: 'absent' } };
}

/** A call that only some rows made: under the condition that tells these rows from the others. */
function emitIf(
  first: Site,
  present: readonly number[],
  items: readonly Item[],
  done: Set<Item>,
  scope: Scope,
  context: DraftContext,
): { steps: Step[]; column: Column } {
  const group: Site[] = [first];
  for (const item of items) {
    if (
      done.has(item) ||
      item.kind !== 'site' ||
      !sameRows(presentRows(item), present) ||
      rowsWhere(item, (unit) => unit.failed).length > 0
    )
      continue;
    group.push(item);
    done.add(item);
  }
  const chosen = Array.from({ length: scope.rows }, (_, row) => present.includes(row));
  const key = `if$${first.units.find((unit) => unit !== undefined)?.key.split('$')[1] ?? ''}`;
  const condition = findCondition(chosen, scope, first, key, context);
  const body: Step[] = [];
  let inner = scope.pick(present);
  for (const site of group) {
    body.push(...emitSite(site, present, scopeWith(scope, group.slice(0, group.indexOf(site))), context));
    inner = inner.with(pickColumn(site.column, present));
  }
  const last = group.at(-1) ?? first;
  const lastId = last.units.find((unit) => unit !== undefined)?.key ?? '';
  const step: Step = {
    id: key,
    do: 'if',
    cond: condition.expr,
    then: body,
    else: [],
    thenValue: { $: 'ref', of: 'step', id: lastId },
    elseValue: { $: 'lit', value: null },
    origin: group.flatMap((site) =>
      site.units.flatMap((unit) => (unit === undefined ? [] : unit.calls.map((call) => call.id))),
    ),
  };
  noteDoubts(key, condition.doubts, context, ['cond']);
  context.notes.push({
    step: key,
    status: condition.status,
    text: `Done where ${condition.label}: ${present.length} of ${scope.rows} in the recording.`,
  });
  return {
    steps: [...condition.before, step],
    column: {
      ...last.column,
      expr: { $: 'ref', of: 'step', id: key },
      units: [key],
      values: last.column.values.map((value) => value ?? undefined),
    },
  };
}

function scopeWith(scope: Scope, sites: readonly Site[]): Scope {
  return sites.length === 0 ? scope : scope.with(...sites.map((site) => site.column));
}

function pickColumn(column: Column, rows: readonly number[]): Column {
  return new Scope(column.values.length, [column]).pick(rows).roots[0] ?? column;
}

interface Condition {
  readonly expr: Expr;
  readonly label: string;
  readonly status: 'proved' | 'asked' | 'assumed' | 'edited';
  readonly doubts: readonly string[];
  readonly before: readonly Step[];
}

function findCondition(
  chosen: readonly boolean[],
  scope: Scope,
  site: Site,
  key: string,
  context: DraftContext,
): Condition {
  const predicates: readonly Predicate[] = findPredicates({
    scope,
    chosen,
    prompt: context.prompt,
    inputs: context.inputs,
    own: () => true,
    now: context.now,
  });
  const choice = choosePredicate(
    {
      predicates,
      about: [site.tool, 'condition', ...nth(site.units, context)],
      noun: `cases of ${site.tool}`,
      weight: 3,
    },
    context,
  );
  if (choice !== null) return { ...choice, before: [] };
  return judgeCondition(chosen, scope, key, site.tool, context);
}

/** A lookup that failed in some rows: what was done there instead becomes the other way. */
function emitTry(
  site: Site,
  failed: readonly number[],
  items: readonly Item[],
  done: Set<Item>,
  scope: Scope,
  context: DraftContext,
): { steps: Step[]; column: Column } {
  const present = presentRows(site);
  const fallback: Site[] = [];
  for (const item of items) {
    if (done.has(item) || item.kind !== 'site' || !sameRows(presentRows(item), failed)) continue;
    fallback.push(item);
    done.add(item);
  }
  const body = emitSite(site, present, scope, context);
  const otherwise: Step[] = [];
  for (const other of fallback)
    otherwise.push(...emitSite(other, failed, scopeWith(scope, fallback.slice(0, fallback.indexOf(other))), context));
  const sample = site.units.find((unit) => unit !== undefined);
  const key = `try$${sample?.calls[0]?.id ?? ''}`;
  const last = fallback.at(-1);
  const lastId = last?.units.find((unit) => unit !== undefined)?.key;
  const errors = failed.map((row) => site.units[row]?.calls.at(-1)?.error ?? '');
  const step: Step = {
    id: key,
    do: 'try',
    body,
    on: { contains: commonError(errors) },
    else: otherwise,
    value: { $: 'ref', of: 'step', id: sample?.key ?? '' },
    elseValue: lastId === undefined ? { $: 'lit', value: null } : { $: 'ref', of: 'step', id: lastId },
    origin: site.units.flatMap((unit) => (unit === undefined ? [] : unit.calls.map((call) => call.id))),
  };
  context.notes.push({
    step: key,
    status: 'proved',
    text: `${site.tool} found nothing in ${failed.length} of ${present.length} cases; there the recording went another way.`,
  });
  const values = site.units.map((unit, row): Json | undefined =>
    unit === undefined ? undefined : unit.failed ? (last === undefined ? null : last.units[row]?.data) : unit.data,
  );
  const ready = site.units.map((unit, row) => Math.max(unit?.ended ?? -1, last?.units[row]?.ended ?? -1));
  return {
    steps: [step],
    column: { ...site.column, expr: { $: 'ref', of: 'step', id: key }, values, ready, units: [key] },
  };
}

const NOT_FOUND = [
  'not found',
  'does not exist',
  'no such',
  'unknown',
  'could not find',
  'not_found',
  '404',
  'missing',
  'enoent',
];

function commonError(errors: readonly string[]): readonly string[] {
  const phrase = NOT_FOUND.find((text) => errors.every((error) => error.toLowerCase().includes(text)));
  return phrase === undefined ? [] : [phrase];
}

/** A loop: which items, then what is done with each. */
function emitLoop(
  loop: Loop,
  outer: Scope,
  rows: number,
  context: DraftContext,
  depth: number,
): { steps: Step[]; columns: Column[] } {
  const groups = loop.groups;
  const union = new Map<string, Place>();
  for (const group of groups) for (const { place } of group.members) union.set(placeKey(place), place);
  const leader = groups.find((group) => new Set(group.members.map(({ place }) => placeKey(place))).size === union.size);
  // Loops around and inside begin with the same call: the depth tells them apart.
  const key = `each${depth}$${groups[0]?.members[0]?.placed.unit.calls[0]?.id ?? ''}`;
  const used = new Set(union.keys());
  const order = (leader ?? groups[0])?.members.map(({ place }) => place) ?? [];
  const chosen = Array.from({ length: rows }, (_, row) =>
    dedupe(order.filter((place) => place.row === row).map((place) => place.index)),
  );
  const total = loop.list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
  const first = groups[0]?.members.map(({ placed }) => placed.unit) ?? [];
  const about: Json = [
    groups[0]?.tool ?? '',
    'items',
    ...(depth > 0 ? [`depth ${depth}`] : []),
    ...nth(first, context),
  ];
  const complete = used.size === total;
  const weight = 3 * Math.max(1, used.size);
  const selection =
    leader === undefined && !complete
      ? null
      : selectItems(
          { list: loop.list, outer, chosen: complete ? allOf(loop.list) : chosen, ordered: false, about, weight },
          context,
        );
  // Where no condition says which items, every item is looked at and each call gets a condition of its own.
  const places: Place[] =
    selection === null
      ? allOf(loop.list).flatMap((indices, row) => indices.map((index) => ({ row, index })))
      : [...union.values()].sort((a, b) => a.row - b.row || a.index - b.index);
  const items = itemsAt(loop.list, outer, loop.variable, places);
  const at = new Map(places.map((place, row) => [placeKey(place), row]));
  const bodyRows = places.map((): Unit[] => []);
  for (const group of groups)
    for (const { placed, place } of group.members) bodyRows[at.get(placeKey(place)) ?? -1]?.push(placed.unit);
  const block = compileBlock(bodyRows, items.scope, context, depth + 1);
  const [yielded] = block.scope.roots
    .slice(items.scope.roots.length)
    .filter((column) => column.values.every((value) => value !== undefined))
    .slice(-1);
  const list = selection?.expr ?? loop.list.expr;
  const step: Step = {
    id: key,
    do: 'forEach',
    in: list,
    each: loop.variable,
    body: block.steps,
    ...(yielded === undefined ? {} : { yield: yielded.expr }),
    origin: [],
  };
  noteDoubts(key, selection?.doubts ?? [], context, ['in']);
  context.notes.push({
    step: key,
    status: selection?.status ?? 'proved',
    text: loopNote(loop, selection?.label ?? loop.list.label, used.size, total),
  });
  const columns: Column[] = [];
  const ended = Math.max(...groups.flatMap((group) => group.members.map(({ placed }) => placed.unit.ended)));
  const base: Column = {
    ...loop.list,
    ready: loop.list.ready.map(() => ended),
    turns: loop.list.turns.map(() => undefined),
    cost: 1,
    origin: 'reference',
  };
  if (selection !== null && selection.expr !== loop.list.expr) {
    const filtered = loop.list.values.map((value, row): Json | undefined =>
      Array.isArray(value) ? value.filter((_, index) => used.has(placeKey({ row, index }))) : undefined,
    );
    columns.push({
      ...base,
      expr: list,
      values: filtered,
      cost: loop.list.cost + 0.3,
      label: selection.label,
      ready: loop.list.ready,
      ...(loop.list.locate === undefined ? {} : {}),
      locate: () => undefined,
    });
  }
  if (yielded !== undefined && rows > 0) {
    const perRow = Array.from({ length: rows }, (): Json[] => []);
    for (const [row, place] of places.entries()) perRow[place.row]?.push(yielded.values[row] ?? null);
    columns.push({
      ...base,
      expr: { $: 'ref', of: 'step', id: key },
      values: perRow,
      units: [key],
      words: [],
      about: yielded.about,
      label: `results of ${yielded.label}`,
      cost: 1.6,
      locate: () => undefined,
    });
  }
  return { steps: [step], columns };
}

function loopNote(loop: Loop, label: string, used: number, total: number): string {
  return used === total
    ? `Once for each of the ${total} ${nounOf(loop.list)}.`
    : `For ${used} of the ${total} ${nounOf(loop.list)}: ${label}.`;
}

function allOf(list: Column): number[][] {
  return list.values.map((value) => (Array.isArray(value) ? value.map((_, index) => index) : []));
}

function dedupe(indices: readonly number[]): number[] {
  return [...new Set(indices)];
}

export { constant, jsonEqual, locateInUnit };
