import { formatDate, parseDate } from '../../../functions/date.ts';
import { numberIn, toNumber } from '../../../functions/number.ts';
import {
  capitalize,
  emailPart,
  findIn,
  initials,
  kebab,
  lower,
  slug,
  snake,
  stripPrefix,
  title,
  truncate,
  upper,
} from '../../../functions/text.ts';
import { pathBase, pathExt, pathStem, urlPart } from '../../../functions/url.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { WRITTEN_NUMBER } from '../../columns/item-paths.ts';
import { NUMBER_WRITINGS } from '../numbers/number-writings.ts';
import { callOf, onText } from './change-expr.ts';
import { DATE_PATTERNS } from './date-patterns.ts';

export interface Change {
  readonly name: string;
  readonly cost: number;
  readonly apply: (value: Json) => Json | null;
  readonly expr: (of: Expr) => Expr;
}

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
    expr: callOf('toNumber'),
  },
  ...NUMBER_WRITINGS.map(
    ({ name, cost, write, expr }): Change => ({
      name,
      cost,
      apply: (value) => (typeof value === 'number' ? write(value) : null),
      expr,
    }),
  ),
  ...NUMBER_WRITINGS.map(
    ({ name, cost, write, expr }): Change => ({
      name: `${name}, of a number in a text`,
      cost: cost + 0.5,
      apply: onText((text) => (WRITTEN_NUMBER.test(text) ? write(Number(text)) : null)),
      expr: (of) => expr(callOf('toNumber')(of)),
    }),
  ),
  { name: 'lower', cost: 2, apply: onText(lower), expr: callOf('lower') },
  { name: 'upper', cost: 2, apply: onText(upper), expr: callOf('upper') },
  { name: 'slug', cost: 2.5, apply: onText(slug), expr: callOf('slug') },
  { name: 'snake', cost: 3, apply: onText(snake), expr: callOf('snake') },
  { name: 'kebab', cost: 3.2, apply: onText(kebab), expr: callOf('kebab') },
  { name: 'capitalize', cost: 3, apply: onText(capitalize), expr: callOf('capitalize') },
  { name: 'title', cost: 3, apply: onText(title), expr: callOf('title') },
  {
    name: 'day',
    cost: 2,
    apply: onText((text) => (/^\d{4}-\d{2}-\d{2}T/.test(text) ? formatDate(text, 'yyyy-MM-dd') : null)),
    expr: callOf('formatDate', 'yyyy-MM-dd'),
  },
  ...DATE_PATTERNS.map(
    (pattern): Change => ({
      name: pattern,
      cost: 3,
      apply: onText((text) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? formatDate(text, pattern) : null)),
      expr: callOf('formatDate', pattern),
    }),
  ),
  {
    name: 'parsed date',
    cost: 3,
    apply: onText((text) => (/\d{4}/.test(text) && !/^\d{4}-\d{2}-\d{2}/.test(text) ? parseDate(text) : null)),
    expr: callOf('parseDate'),
  },
  {
    name: 'last part of the URL',
    cost: 3,
    apply: onText((text) => urlPart(text, 'last')),
    expr: callOf('urlPart', 'last'),
  },
  {
    name: 'number at the end of the URL',
    cost: 3.5,
    apply: onText((text) => {
      const last = urlPart(text, 'last');
      return last !== null && /^\d+$/.test(last) ? Number(last) : null;
    }),
    expr: (of) => ({ $: 'fn', name: 'toNumber', args: [callOf('urlPart', 'last')(of)] }),
  },
  { name: 'host', cost: 3, apply: onText((text) => urlPart(text, 'host')), expr: callOf('urlPart', 'host') },
  { name: 'path', cost: 3.5, apply: onText((text) => urlPart(text, 'path')), expr: callOf('urlPart', 'path') },
  {
    name: 'mail domain',
    cost: 3,
    apply: onText((text) => emailPart(text, 'domain')),
    expr: callOf('emailPart', 'domain'),
  },
  { name: 'mail user', cost: 3, apply: onText((text) => emailPart(text, 'user')), expr: callOf('emailPart', 'user') },
  {
    name: 'file name',
    cost: 3,
    apply: onText((text) => (text.includes('/') ? pathBase(text) : null)),
    expr: callOf('pathBase'),
  },
  {
    name: 'file stem',
    cost: 3,
    apply: onText((text) => (text.includes('.') ? pathStem(text) : null)),
    expr: callOf('pathStem'),
  },
  {
    name: 'extension',
    cost: 3,
    apply: onText((text) => (/^[^\s]*\.\w{1,5}$/.test(text) ? pathExt(text) : null)),
    expr: callOf('pathExt'),
  },
  {
    name: 'extension, lower',
    cost: 3.4,
    apply: onText((text) => (/^[^\s]*\.\w{1,5}$/.test(text) ? lower(pathExt(text) ?? '') : null)),
    expr: (of) => callOf('lower')(callOf('pathExt')(of)),
  },
  {
    name: 'without @',
    cost: 2.5,
    apply: onText((text) => (text.startsWith('@') ? stripPrefix(text, '@') : null)),
    expr: callOf('stripPrefix', '@'),
  },
  {
    name: 'without #',
    cost: 2.5,
    apply: onText((text) => (text.startsWith('#') ? stripPrefix(text, '#') : null)),
    expr: callOf('stripPrefix', '#'),
  },
  { name: 'number in the text', cost: 4, apply: onText((text) => numberIn(text)), expr: callOf('numberIn') },
  ...(['semver', 'issueKey', 'url', 'email', 'date', 'uuid', 'sha', 'ipv4', 'mention', 'hashNumber'] as const).map(
    (pattern): Change => ({
      name: `${pattern} in the text`,
      cost: 3.5,
      apply: onText((text) => (text.length > 5 ? findIn(text, pattern) : null)),
      expr: callOf('findIn', pattern),
    }),
  ),
  {
    name: 'initials',
    cost: 4,
    apply: onText((text) => (/\p{L}\s+\p{L}/u.test(text) && text.length < 80 ? initials(text) : null)),
    expr: callOf('initials'),
  },
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
      expr: callOf('truncate', length),
    }),
  ),
];
