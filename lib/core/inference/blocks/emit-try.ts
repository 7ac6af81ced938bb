import type { Json } from '../../json/json.ts';
import type { Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import { emitSite } from './emit-site.ts';
import { type Item, presentRows, type Site, sameRows, scopeWith } from './site.ts';

/** A lookup that failed in some rows: what was done there instead becomes the other way. */
export function emitTry(
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
