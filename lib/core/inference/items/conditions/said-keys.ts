import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { wordsOf } from '../../words/words.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** Fewer members than this are parts of a record, as a sender and a receiver are. */
const FEWEST = 3;
/** Codes of languages, countries, currencies: `EUR`, `nb`, `pt-BR`. */
const CODE = /^([A-Z]{2,4}|[a-z]{2}([-_][A-Za-z]{2})?)$/;

/**
 * `environments: {"staging": {"on": true}, "production": {"on": false}, …}`: members that are all alike are entries of a
 * map, and the name of one that the user said is an input as any other word of the user's. The columns below such an
 * entry read it by that input, and count as named; all others stay as they are.
 */
export function withSaidKeys(
  own: readonly Column[],
  search: Pick<PredicateSearch, 'prompt' | 'inputs'>,
): readonly Column[] {
  const replaced = new Map<string, { readonly expr: Expr; readonly key: string }>();
  for (const map of own) {
    for (const key of entriesOf(map.values)) {
      const spans = search.prompt.spansOf(key);
      if (spans.length === 0) continue;
      const input = search.inputs.refer({ value: key, spans, name: map.words.slice(-1), weak: true });
      const { path, root } = pathOf(map.expr);
      replaced.set(JSON.stringify([root, path, key]), {
        expr: { $: 'fn', name: 'member', args: [nullable(map.expr), input] },
        key,
      });
    }
  }
  return replaced.size === 0 ? own : own.map((column) => readByInput(column, replaced));
}

function readByInput(
  column: Column,
  replaced: ReadonlyMap<string, { readonly expr: Expr; readonly key: string }>,
): Column {
  const { path, root } = pathOf(column.expr);
  for (let length = 1; length <= path.length; length += 1) {
    const entry = replaced.get(JSON.stringify([root, path.slice(0, length - 1), path[length - 1]]));
    if (entry === undefined) continue;
    const rest = path.slice(length);
    return {
      ...column,
      expr: rest.length === 0 ? entry.expr : { $: 'get', from: entry.expr, path: rest, missing: 'null' },
      words: [...column.words, ...wordsOf(entry.key)],
    };
  }
  return column;
}

function pathOf(expr: Expr): { readonly root: Expr; readonly path: readonly (string | number)[] } {
  return expr.$ === 'get'
    ? { root: expr.from, path: expr.path.map((part) => part as string | number) }
    : { root: expr, path: [] };
}

/** The names of the entries, where the values of a column are maps; none where they are records. */
function entriesOf(values: readonly (Json | undefined)[]): ReadonlySet<string> {
  const keys = new Set<string>();
  let members: string | null = null;
  for (const value of values) {
    if (value === undefined || value === null) continue;
    if (!isJsonObject(value)) return new Set();
    const names = Object.keys(value);
    if (names.length < FEWEST) return new Set();
    const coded = names.every((name) => CODE.test(name));
    for (const name of names) {
      const shape = shapeOf(value[name] ?? null);
      members ??= shape;
      if (shape === null || shape !== members || (shape.startsWith('plain') && !coded)) return new Set();
      keys.add(name);
    }
  }
  return keys;
}

/** What an entry looks like; null for what is none: a wrapper (`{"data": …}`), or a record that holds others. */
function shapeOf(value: Json): string | null {
  if (!isJsonObject(value)) return `plain ${typeof value}`;
  const names = Object.keys(value);
  const isFlat = names.every((name) => typeof value[name] !== 'object' || value[name] === null);
  return isFlat && names.length > 1 ? names.sort().join('\u0000') : null;
}
