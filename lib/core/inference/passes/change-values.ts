import { formatDate, parseDate } from '../../functions/date.ts';
import { numberIn, toNumber } from '../../functions/number.ts';
import {
  capitalize,
  emailPart,
  findIn,
  kebab,
  lower,
  slug,
  snake,
  stripPrefix,
  title,
  truncate,
  upper,
} from '../../functions/text.ts';
import { pathBase, pathStem, urlPart } from '../../functions/url.ts';
import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { type Target, usable } from '../explanation.ts';
import type { Column, Scope } from '../scope.ts';

interface Change {
  readonly name: string;
  readonly cost: number;
  readonly apply: (value: Json) => Json | null;
  readonly expr: (of: Expr) => Expr;
}

const fn =
  (name: string, ...rest: Json[]) =>
  (of: Expr): Expr => ({ $: 'fn', name, args: [of, ...rest.map((value): Expr => ({ $: 'lit', value }))] });
const onText =
  (apply: (text: string) => Json | null) =>
  (value: Json): Json | null => {
    if (typeof value !== 'string') return null;
    try {
      return apply(value);
    } catch {
      return null;
    }
  };

/** Changes of one value that arguments undergo on their way, each a function of the language, by rising price. */
export const CHANGES: readonly Change[] = [
  {
    name: 'text',
    cost: 1,
    apply: (value) => (typeof value === 'number' ? String(value) : null),
    expr: (of) => ({ $: 'text', parts: [of] }),
  },
  {
    name: 'number',
    cost: 1,
    apply: onText((text) => (/^[\d,.+-]+$/.test(text) ? toNumber(text) : null)),
    expr: fn('toNumber'),
  },
  { name: 'lower', cost: 2, apply: onText(lower), expr: fn('lower') },
  { name: 'upper', cost: 2, apply: onText(upper), expr: fn('upper') },
  { name: 'slug', cost: 2.5, apply: onText(slug), expr: fn('slug') },
  { name: 'snake', cost: 3, apply: onText(snake), expr: fn('snake') },
  { name: 'kebab', cost: 3.2, apply: onText(kebab), expr: fn('kebab') },
  { name: 'capitalize', cost: 3, apply: onText(capitalize), expr: fn('capitalize') },
  { name: 'title', cost: 3, apply: onText(title), expr: fn('title') },
  {
    name: 'day',
    cost: 2,
    apply: onText((text) => (/^\d{4}-\d{2}-\d{2}T/.test(text) ? formatDate(text, 'yyyy-MM-dd') : null)),
    expr: fn('formatDate', 'yyyy-MM-dd'),
  },
  ...[
    'dd.MM.yyyy',
    'd MMMM yyyy',
    'MMMM d, yyyy',
    'MMM d, yyyy',
    'd MMM yyyy',
    'yyyy/MM/dd',
    'MM/dd/yyyy',
    'dd/MM/yyyy',
    'yyyy-MM',
    'MMMM yyyy',
    'HH:mm',
    'yyyy-MM-dd HH:mm',
    'EEEE',
    'EEEE, d MMMM',
    'EEEE, MMMM d',
    'MMM d',
    'd MMM',
    'MMMM d',
    'd MMMM',
    'dd.MM.',
    'yyyyMMdd',
    'yyyy',
  ].map(
    (pattern): Change => ({
      name: pattern,
      cost: 3,
      apply: onText((text) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? formatDate(text, pattern) : null)),
      expr: fn('formatDate', pattern),
    }),
  ),
  {
    name: 'parsed date',
    cost: 3,
    apply: onText((text) => (/\d{4}/.test(text) && !/^\d{4}-\d{2}-\d{2}/.test(text) ? parseDate(text) : null)),
    expr: fn('parseDate'),
  },
  {
    name: 'last part of the URL',
    cost: 3,
    apply: onText((text) => urlPart(text, 'last')),
    expr: fn('urlPart', 'last'),
  },
  {
    name: 'number at the end of the URL',
    cost: 3.5,
    apply: onText((text) => {
      const last = urlPart(text, 'last');
      return last !== null && /^\d+$/.test(last) ? Number(last) : null;
    }),
    expr: (of) => ({ $: 'fn', name: 'toNumber', args: [fn('urlPart', 'last')(of)] }),
  },
  { name: 'host', cost: 3, apply: onText((text) => urlPart(text, 'host')), expr: fn('urlPart', 'host') },
  { name: 'path', cost: 3.5, apply: onText((text) => urlPart(text, 'path')), expr: fn('urlPart', 'path') },
  { name: 'mail domain', cost: 3, apply: onText((text) => emailPart(text, 'domain')), expr: fn('emailPart', 'domain') },
  { name: 'mail user', cost: 3, apply: onText((text) => emailPart(text, 'user')), expr: fn('emailPart', 'user') },
  {
    name: 'file name',
    cost: 3,
    apply: onText((text) => (text.includes('/') ? pathBase(text) : null)),
    expr: fn('pathBase'),
  },
  {
    name: 'file stem',
    cost: 3,
    apply: onText((text) => (text.includes('.') ? pathStem(text) : null)),
    expr: fn('pathStem'),
  },
  {
    name: 'without @',
    cost: 2.5,
    apply: onText((text) => (text.startsWith('@') ? stripPrefix(text, '@') : null)),
    expr: fn('stripPrefix', '@'),
  },
  {
    name: 'without #',
    cost: 2.5,
    apply: onText((text) => (text.startsWith('#') ? stripPrefix(text, '#') : null)),
    expr: fn('stripPrefix', '#'),
  },
  { name: 'number in the text', cost: 4, apply: onText((text) => numberIn(text)), expr: fn('numberIn') },
  ...(['semver', 'issueKey', 'url', 'email', 'date', 'uuid', 'sha', 'ipv4', 'mention', 'hashNumber'] as const).map(
    (pattern): Change => ({
      name: `${pattern} in the text`,
      cost: 3.5,
      apply: onText((text) => (text.length > 5 ? findIn(text, pattern) : null)),
      expr: fn('findIn', pattern),
    }),
  ),
  {
    name: 'first word',
    cost: 4,
    apply: onText((text) => (/\s/.test(text.trim()) ? (text.trim().split(' ')[0] ?? null) : null)),
    expr: (of) => ({
      $: 'fn',
      name: 'first',
      args: [{ $: 'fn', name: 'split', args: [of, { $: 'lit', value: ' ' }] }],
    }),
  },
  {
    name: 'last word',
    cost: 4.5,
    apply: onText((text) => (/\s/.test(text.trim()) ? (text.trim().split(' ').at(-1) ?? null) : null)),
    expr: (of) => ({ $: 'fn', name: 'last', args: [{ $: 'fn', name: 'split', args: [of, { $: 'lit', value: ' ' }] }] }),
  },
  ...[20, 30, 40, 50, 60, 80, 100, 120, 140, 200].map(
    (length): Change => ({
      name: `first ${length} characters`,
      cost: 5,
      apply: onText((text) => (text.length > length ? truncate(text, length) : null)),
      expr: fn('truncate', length),
    }),
  ),
];

const TIME_PATTERNS = [
  'HH:mm',
  'H:mm',
  'yyyy-MM-dd HH:mm',
  'dd.MM.yyyy HH:mm',
  'd MMMM yyyy HH:mm',
  'dd.MM.yyyy',
  'yyyy-MM-dd',
  'd MMMM yyyy',
  'MMMM d, yyyy',
  'EEEE',
  'd MMM',
  'MMM d',
  'MMM d, HH:mm',
  'EEEE HH:mm',
  'EEEE, HH:mm',
  'd MMM HH:mm',
];

const zoneCache = new WeakMap<DraftContext, readonly Change[]>();

/** Changes that the user's words add: times in a zone that they name, "in Berlin time". */
export function changesFor(context: DraftContext): readonly Change[] {
  const known = zoneCache.get(context);
  if (known !== undefined) return known;
  const zones = zonesIn(context);
  const changes = zones.flatMap((zone) =>
    TIME_PATTERNS.map(
      (pattern): Change => ({
        name: `${pattern} in ${zone}`,
        cost: 2.5,
        apply: onText((text) => (/^\d{4}-\d{2}-\d{2}T/.test(text) ? formatDate(text, pattern, zone) : null)),
        expr: fn('formatDate', pattern, zone),
      }),
    ),
  );
  const all = [...changes, ...CHANGES];
  zoneCache.set(context, all);
  return all;
}

/** IANA zones whose city the user named. */
function zonesIn(context: DraftContext): string[] {
  if (!context.prompt.hasWord(/\btime\b|\bzone\b|\blocal\b|\/[a-z]+_?[a-z]+\b/i)) return [];
  return Intl.supportedValuesOf('timeZone').filter((zone) => {
    const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '';
    return (
      zone.includes('/') && !zone.startsWith('Etc/') && (context.prompt.says(zone) || context.prompt.mentions(city))
    );
  });
}

/** The column after a change. */
export function changeColumn(column: Column, change: Change): Column {
  return {
    ...column,
    expr: change.expr(column.expr),
    values: column.values.map((value) =>
      value === undefined || value === null ? undefined : (change.apply(value) ?? undefined),
    ),
    cost: column.cost + change.cost,
    origin: 'computed',
    label: change.name === 'text' ? column.label : `${column.label} (${change.name})`,
  };
}

/** Columns that give the target's values after one change. A change that leaves all values as they were is none. */
export function changedColumns(target: Target, scope: Scope, context: DraftContext): Column[] {
  const found: Column[] = [];
  const [sample] = target.values;
  if (typeof sample !== 'string' && typeof sample !== 'number') return found;
  for (const column of scope.columns()) {
    const [value] = column.values;
    if (typeof value === 'object' || value === undefined || typeof value === 'boolean' || !usable(column, target))
      continue;
    for (const change of changesFor(context)) {
      if (change.apply(value) !== sample) continue;
      if (
        target.values.every((wanted, row) => {
          const seen = column.values[row];
          return seen !== undefined && seen !== null && change.apply(seen) === wanted;
        })
      ) {
        // Two rows that happen to be in lower case do not show that case is changed.
        if (!target.values.every((wanted, row) => wanted === column.values[row]))
          found.push(changeColumn(column, change));
      }
    }
  }
  return found;
}
