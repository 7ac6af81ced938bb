import { canonicalJson } from '../../json/canonical.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Column } from '../columns/column.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { PromptText } from '../words/prompt-text.ts';
import type { Span } from '../words/span.ts';
import { wordsOf } from '../words/words.ts';
import { holesBetween } from './align-prompts.ts';

/** Cheaper than any reference: what each recording said itself and used itself is what the user gives. */
const COST = -2;

/**
 * What the user said otherwise in each recording of the job: an argument that every call of a tool was given in one
 * recording and another in the next, and the places in which the prompts differ. As columns these are sources like any
 * others, with one value per recording. Nothing where there is one recording.
 */
export function saidColumns(
  traces: readonly Trace[],
  rows: readonly (readonly Unit[])[],
  context: DraftContext,
): readonly Column[] {
  if (traces.length < 2) return [];
  const prompts = traces.map((trace) => new PromptText(trace.turns));
  const [first = context.prompt, ...others] = prompts;
  const said: Said[] = [];
  for (const { name, values } of constantArguments(rows)) {
    if (values.every((value, at) => prompts[at]?.says(String(value)) ?? false))
      said.push({ values, words: wordsOf(name), spans: first.spansOf(String(values[0])), weak: false });
  }
  for (const { span, values } of holesBetween(first, others))
    said.push({ values, words: ['value'], spans: [span], weak: true });
  const differing = said.filter(({ values }) => !values.every((other) => other === values[0]));
  const columns = new Map<string, Column>();
  for (const { values, words, spans, weak } of differing) {
    const [value, ...rest] = values;
    if (value === undefined || differing.some((other) => isAround(values, other.values))) continue;
    const expr = context.inputs.refer({ value, others: rest, spans, name: words, weak });
    const key = canonicalJson(values);
    if (!columns.has(key)) columns.set(key, columnOf(expr, values, words, spans));
  }
  return [...columns.values()];
}

interface Said {
  readonly values: readonly Json[];
  readonly words: readonly string[];
  readonly spans: readonly Span[];
  /** The words are a guess. */
  readonly weak: boolean;
}

/** Whether texts are others with the same words around them in every recording: "Settled north" and "north". */
function isAround(texts: readonly Json[], others: readonly Json[]): boolean {
  const [text, other] = [texts[0], others[0]].map((value) => String(value));
  if (text === undefined || other === undefined || other.length < 3 || text.length <= other.length) return false;
  const at = text.indexOf(other);
  if (at < 0) return false;
  const [before, after] = [text.slice(0, at), text.slice(at + other.length)];
  return texts.every((whole, row) => String(whole) === `${before}${String(others[row])}${after}`);
}

function columnOf(
  expr: Column['expr'],
  values: readonly Json[],
  words: readonly string[],
  spans: readonly Span[],
): Column {
  return {
    expr,
    values,
    ready: values.map(() => -1),
    turns: values.map(() => undefined),
    words,
    about: [],
    cost: COST,
    origin: 'input',
    units: [],
    label: `"${String(values[0])}" in your words`,
    partial: false,
    spans,
  };
}

/** Arguments that were the same in all calls of a tool, by recording; only those of tools that all of them called. */
function constantArguments(
  rows: readonly (readonly Unit[])[],
): readonly { readonly name: string; readonly values: readonly Json[] }[] {
  const byRecording = rows.map((units) => {
    const found = new Map<string, { readonly name: string; readonly values: Set<Json> }>();
    for (const unit of units) {
      for (const [path, value] of scalarsIn(unit.args, '')) {
        const key = `${formatToolRef(unit)} ${path}`;
        const name = path.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? '';
        const known = found.get(key) ?? { name, values: new Set() };
        known.values.add(value);
        found.set(key, known);
      }
    }
    return found;
  });
  const [first = new Map<string, never>(), ...others] = byRecording;
  return [...first].flatMap(([key, { name, values }]) => {
    const all = [values, ...others.map((other) => other.get(key)?.values)];
    const single = all.flatMap((set) => (set?.size === 1 ? [...set] : []));
    return single.length === rows.length ? [{ name, values: single }] : [];
  });
}

function scalarsIn(value: Json, path: string): readonly (readonly [string, Json])[] {
  if (typeof value === 'string' || typeof value === 'number') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, at) => scalarsIn(item, `${path}/${at}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => scalarsIn(member, `${path}/${key}`));
}
