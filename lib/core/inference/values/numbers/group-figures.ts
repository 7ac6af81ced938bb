import { decimal } from '../../../functions/decimal.ts';
import { isJsonObject, type Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { DraftContext } from '../../draft-context.ts';

/** A figure of a group of records: how many, the sum of a member, the sum of what their lines are worth. */
export interface GroupFigure {
  readonly label: string;
  readonly cost: number;
  readonly of: (records: readonly Json[]) => number;
  readonly expr: (records: Expr) => Expr;
}

type Path = readonly string[];

const MONEY = /price|cost|amount|fee|fare|rate|wage|value/i;
const MOST_MEMBERS = 8;

/** The figures that records have, of their own numbers and of those in the lists inside them. */
export function groupFigures(records: readonly Json[], context: DraftContext): readonly GroupFigure[] {
  const inside = listsIn(records);
  return [
    // A small number stands in a text by chance more often than a sum does.
    { label: 'number', cost: 1.5, of: (items) => items.length, expr: (items) => call('count', items) },
    ...figuresOfLines(records, context),
    ...inside.flatMap((key) =>
      figuresOfLines(linesOf(records, key), context).map((figure): GroupFigure => {
        const variable = context.variables.make(['record']);
        return {
          label: `${figure.label} of ${key}`,
          cost: figure.cost + 0.5,
          of: (items) => figure.of(linesOf(items, key)),
          expr: (items) =>
            figure.expr({ $: 'over', op: 'flatMap', in: items, as: variable, body: memberOf(variable, [key]) }),
        };
      }),
    ),
  ];
}

function figuresOfLines(lines: readonly Json[], context: DraftContext): readonly GroupFigure[] {
  const paths = numbersIn(lines);
  const summed = (
    label: string,
    cost: number,
    of: (line: Json) => number,
    body: (variable: string) => Expr,
  ): GroupFigure => {
    const variable = context.variables.make(['line']);
    return {
      label,
      cost,
      of: (items) => decimal(items.reduce<number>((total, item) => total + of(item), 0)),
      expr: (items) => call('sum', { $: 'over', op: 'map', in: items, as: variable, body: body(variable) }),
    };
  };
  const sums = paths.map((path) =>
    summed(`sum of ${path.join('.')}`, 0.5, numberAt(path), (variable) => memberOf(variable, path)),
  );
  const worth = pricedAmounts(lines).map(({ amount, price }) =>
    summed(
      `sum of ${amount.join('.')} times ${price.join('.')}`,
      1,
      (line) => numberAt(amount)(line) * numberAt(price)(line),
      (variable) => ({ $: 'fn', name: 'mul', args: [memberOf(variable, amount), memberOf(variable, price)] }),
    ),
  );
  return [...sums, ...worth];
}

/** So many of something at a price each: never two prices, never two numbers of things. */
export function pricedAmounts(lines: readonly Json[]): readonly { readonly amount: Path; readonly price: Path }[] {
  const paths = numbersIn(lines);
  const prices = paths.filter(isMoney);
  return paths.filter((path) => !isMoney(path)).flatMap((amount) => prices.map((price) => ({ amount, price })));
}

const call = (name: string, argument: Expr): Expr => ({ $: 'fn', name, args: [argument] });

const memberOf = (variable: string, path: Path): Expr => ({
  $: 'get',
  from: { $: 'ref', of: 'var', id: variable },
  path: [...path],
});

const isMoney = (path: Path): boolean => MONEY.test(path.at(-1) ?? '');

const numberAt =
  (path: Path) =>
  (line: Json): number =>
    Number(valueAt(line, path) ?? 0);

function linesOf(records: readonly Json[], key: string): readonly Json[] {
  return records.flatMap((record) => {
    const inner = isJsonObject(record) ? record[key] : undefined;
    return Array.isArray(inner) ? inner : [];
  });
}

/** Members that are lists in every record. */
function listsIn(records: readonly Json[]): readonly string[] {
  const [first] = records;
  if (!isJsonObject(first)) return [];
  return Object.keys(first).filter((key) =>
    records.every((record) => isJsonObject(record) && Array.isArray(record[key])),
  );
}

/** Members that are numbers in every record. */
function numbersIn(records: readonly Json[]): readonly Path[] {
  const [first] = records;
  if (!isJsonObject(first)) return [];
  return Object.keys(first)
    .filter((key) => records.every((record) => isJsonObject(record) && typeof record[key] === 'number'))
    .slice(0, MOST_MEMBERS)
    .map((key) => [key]);
}
