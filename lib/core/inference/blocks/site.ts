import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { Unit } from '../read/unit.ts';
import type { Loop, Placed } from './loops/loop.ts';
import { resultColumn } from './result-column.ts';

/** One call of the program: at most one unit per row. */
export interface Site {
  readonly kind: 'site';
  readonly units: readonly (Unit | undefined)[];
  readonly tool: string;
  readonly column: Column;
}

export interface LoopSite {
  readonly kind: 'loop';
  readonly loop: Loop;
  readonly column: Column | null;
}

export type Item = Site | LoopSite;

/** The n-th call of a tool in each row is the same call of the program. */
export function alignSites(units: readonly Placed[], tool: string, rows: number): Site[] {
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

/** A call of the program from the units that are it; undefined in the rows that do not make it. */
export function siteOf(units: readonly (Unit | undefined)[], tool: string): Site {
  return { kind: 'site', units, tool, column: resultColumn(units) };
}

export const isWrite = (site: Site): boolean => site.units.some((unit) => unit !== undefined && unit.effect !== 'read');

export const presentRows = (site: Site): number[] => rowsWhere(site, () => true);

export function rowsWhere(site: Site, test: (unit: Unit) => boolean): number[] {
  return site.units.flatMap((unit, row) => (unit !== undefined && test(unit) ? [row] : []));
}

export const sameRows = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((row, at) => row === b[at]);

export function scopeWith(scope: Scope, sites: readonly Site[]): Scope {
  return sites.length === 0 ? scope : scope.with(...sites.map((site) => site.column));
}
