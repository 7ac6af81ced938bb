import type { Json } from '../../json/json.ts';
import { aboutTool, type Column } from '../columns/column.ts';
import type { Unit } from '../read/unit.ts';

/** The result of a call as a column: one value per row. */
export function resultColumn(units: readonly (Unit | undefined)[]): Column {
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
