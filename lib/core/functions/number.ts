import { describeValue, ExpressionError } from './expression-error.ts';

export function add(...numbers: readonly number[]): number {
  return finite(
    'add',
    numbers.reduce((total, number) => total + number, 0),
  );
}

export function sub(left: number, right: number): number {
  return finite('sub', left - right);
}

export function mul(...numbers: readonly number[]): number {
  return finite(
    'mul',
    numbers.reduce((total, number) => total * number, 1),
  );
}

export function div(left: number, right: number): number {
  if (right === 0) throw new ExpressionError(`Cannot divide ${left} by zero.`);
  return finite('div', left / right);
}

/** Remainder with the sign of the divisor, so that it counts on evenly below zero. */
export function mod(left: number, right: number): number {
  if (right === 0) throw new ExpressionError(`Cannot take the remainder of ${left} by zero.`);
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

/** How many per cent of `whole` `part` is. */
export function percent(part: number, whole: number): number {
  if (whole === 0) throw new ExpressionError(`Cannot say how many per cent of zero ${part} is.`);
  return finite('percent', (part / whole) * 100);
}

/** To `digits` places after the point (0 where absent), halves away from zero, on the decimal text of the number. */
export function round(number: number, digits = 0): number {
  const [mantissa = '0', exponent = '0'] = String(Math.abs(number)).split('e');
  const shifted = Number(`${mantissa}e${Number(exponent) + digits}`);
  const [rounded = '0', power = '0'] = String(Math.floor(shifted + 0.5)).split('e');
  const result = Number(`${rounded}e${Number(power) - digits}`);
  return finite('round', number < 0 && result !== 0 ? -result : result);
}

/** A number as text with so many digits after the point (0 to 20), halves away from zero: `fixed(12.5, 2)` is `12.50`. */
export function fixed(number: number, digits: number): string {
  if (!Number.isInteger(digits) || digits < 0 || digits > 20)
    throw new ExpressionError(`fixed writes 0 to 20 digits after the point, not ${digits}.`);
  return round(number, digits).toFixed(digits);
}

/**
 * A number as text with a mark between thousands and so many digits after the point: `grouped(48500, 0)` is `48,500`.
 * @param mark `,` where absent; after `.` the digits follow a comma, as in `48.500,00`.
 */
export function grouped(number: number, digits: number, mark = ','): string {
  const [whole = '', decimals] = fixed(number, digits).split('.');
  const thousands = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, mark.replaceAll('$', '$$$$'));
  return decimals === undefined ? thousands : `${thousands}${mark === '.' ? ',' : '.'}${decimals}`;
}

/**
 * The number that a text says: `12`, `-3.5`, `1,250.00`, `$12`, `8 %`. Null stays null. Throws where the text says
 * none or more than one.
 */
export function toNumber(value: number): number;
export function toNumber(value: string | number | boolean | null | undefined): number | null;
export function toNumber(value: string | number | boolean | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' ? parseNumber(value.trim().replace(/^([$€£#])\s?|\s?%$/g, '')) : null;
  if (number === null) throw new ExpressionError(`Cannot read a number from ${describeValue(value)}.`);
  return number;
}

/** The first number in a text, else null: `PR #42, 3 files` → 42. */
export function numberIn(text: string | null | undefined): number | null {
  if (typeof text !== 'string') return null;
  const found = /(?<![\p{L}\p{N}])-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[0-9]+/u.exec(text)?.[0];
  return found === undefined ? null : parseNumber(found);
}

function parseNumber(text: string): number | null {
  if (/^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  return /^[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text) ? Number(text) : null;
}

function finite(name: string, number: number): number {
  if (!Number.isFinite(number)) throw new ExpressionError(`${name} has no finite result here.`);
  return number;
}
