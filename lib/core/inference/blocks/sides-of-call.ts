import type { Json } from '../../json/json.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Unit } from '../read/unit.ts';
import { targetOf } from '../values/explain-argument.ts';
import { explainValue } from '../values/explain-value.ts';
import { predicatesFor } from './find-condition.ts';
import { isWrite, type Site, siteOf } from './site.ts';

const FEWEST_ROWS = 3;
const MOST_SIDES = 4;

/**
 * One tool that is called for every item, with other arguments for items of two kinds: "where children come along,
 * housekeeping gets the task "Toys for <n> children"; for all others the kitchen gets "Bottle of cider"". An argument
 * that has one of a few said values tells the kinds apart; each kind is then a call of its own.
 * Null where the arguments are explained, or nothing that the user's words carry tells the kinds.
 */
export function sidesOfCall(site: Site, scope: Scope, context: DraftContext): readonly Site[] | null {
  const units = site.units.filter((unit): unit is Unit => unit !== undefined);
  if (units.length < FEWEST_ROWS || units.length < site.units.length || !isWrite(site)) return null;
  const names = Object.keys(units[0]?.args ?? {});
  const rows = units.map((_, at) => at);
  const kindsOf = (name: string): readonly Json[] => [...new Set(units.map((unit) => unit.args[name] ?? null))];
  const isKind = (name: string): boolean => {
    const { length } = kindsOf(name);
    return length >= 2 && length <= MOST_SIDES && length < units.length;
  };
  if (!names.some(isKind)) return null;
  const isExplained = (name: string): boolean =>
    explainValue(targetOf(name, units, rows, site, context), scope, context) !== null;
  const unexplained = names.filter((name) => !isExplained(name));
  for (const name of names.filter(isKind)) {
    // What a model judges of each item has many values too: kinds are of the call only where more of it goes with them.
    if (!unexplained.some((other) => other !== name)) continue;
    const values = units.map((unit) => unit.args[name] ?? null);
    const kinds = kindsOf(name);
    if (!kinds.every((kind) => isSaid(kind, context))) continue;
    const told = kinds.some((kind) => {
      const [best] = predicatesFor(
        values.map((value) => value === kind),
        scope,
        context,
      );
      return best?.grounded === true;
    });
    if (!told) continue;
    return kinds.map((kind) =>
      siteOf(
        site.units.map((unit, at) => (values[at] === kind ? unit : undefined)),
        site.tool,
      ),
    );
  }
  return null;
}

const isSaid = (value: Json, { prompt }: DraftContext): boolean =>
  typeof value === 'string' && value.length > 1 && prompt.mentions(value);
