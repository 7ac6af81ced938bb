import type { Json } from '../json/json.ts';
import * as dates from './date.ts';
import { define } from './define-function.ts';
import * as durations from './duration.ts';
import { ExpressionError } from './expression-error.ts';
import type { FunctionContext, FunctionSpec } from './function-spec.ts';
import * as lists from './list.ts';
import * as logic from './logic.ts';
import * as numbers from './number.ts';
import * as objects from './object.ts';
import * as parsing from './parse-date.ts';
import * as tables from './table.ts';
import * as texts from './text.ts';
import * as urls from './url.ts';
import * as versions from './version.ts';

/**
 * The closed expression library by name. Every name is also a plain exported function of the same meaning in the file
 * of its family, so that printed programs import and call it directly.
 */
export const FUNCTIONS: Readonly<Record<string, FunctionSpec>> = registry();

export { arityOf } from './define-function.ts';

/** Names of the functions by the file that exports them; the exporter prints imports from this. */
export const FUNCTION_FILES: Readonly<Record<string, string>> = {
  ...filesOf('logic', logic),
  ...filesOf('text', texts),
  ...filesOf('number', numbers),
  ...filesOf('list', lists),
  ...filesOf('object', objects),
  ...filesOf('table', tables),
  ...filesOf('url', urls),
  ...filesOf('version', versions),
  ...filesOf('date', dates),
  ...filesOf('duration', durations),
  ...filesOf('parse-date', parsing),
};

/**
 * Applies a function of the library. Throws `ExpressionError` where the name is unknown, an argument is missing or
 * too many, or a value is not of the declared type.
 */
export function applyFunction(name: string, args: readonly Json[], context: FunctionContext): Json {
  const spec = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!spec) throw new ExpressionError(`There is no function "${name}".`);
  return spec.apply(args, context);
}

function filesOf(file: string, family: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(family)
      .filter((name) => Object.hasOwn(FUNCTIONS, name))
      .map((name) => [name, file]),
  );
}

function registry(): Record<string, FunctionSpec> {
  return Object.fromEntries([
    define('eq', ['left: any', 'right: any'], 'boolean', logic.eq, 'Equal as JSON.'),
    define('ne', ['left: any', 'right: any'], 'boolean', logic.ne, 'Not equal as JSON.'),
    define('lt', ['left: any', 'right: any'], 'boolean', logic.lt, 'Less than; false with null.'),
    define('le', ['left: any', 'right: any'], 'boolean', logic.le, 'At most; false with null.'),
    define('gt', ['left: any', 'right: any'], 'boolean', logic.gt, 'Greater than; false with null.'),
    define('ge', ['left: any', 'right: any'], 'boolean', logic.ge, 'At least; false with null.'),
    define('and', ['...conditions: boolean|null'], 'boolean', logic.and, 'All hold.'),
    define('or', ['...conditions: boolean|null'], 'boolean', logic.or, 'One holds.'),
    define('not', ['condition: boolean|null'], 'boolean', logic.not, 'Does not hold.'),
    define('isNull', ['value: any'], 'boolean', logic.isNull, 'Is null.'),
    define('isEmpty', ['value: any'], 'boolean', logic.isEmpty, 'Is null, "", [] or {}.'),
    define('coalesce', ['...values: any'], 'any', logic.coalesce, 'First value that is not null.'),

    define(
      'contains',
      ['text: string|null', 'phrase: string|null'],
      'boolean',
      texts.contains,
      'Holds the phrase, any case.',
    ),
    define(
      'containsExact',
      ['text: string|null', 'phrase: string|null'],
      'boolean',
      texts.containsExact,
      'Holds the phrase, same case.',
    ),
    define('startsWith', ['text: string|null', 'start: string|null'], 'boolean', texts.startsWith, 'Begins with it.'),
    define('endsWith', ['text: string|null', 'end: string|null'], 'boolean', texts.endsWith, 'Ends with it.'),
    define(
      'matches',
      ['text: string|null', 'pattern: string'],
      'boolean',
      texts.matches,
      'Is wholly of the named form.',
    ),
    define(
      'findIn',
      ['text: string|null', 'pattern: string'],
      'string',
      texts.findIn,
      'First piece of the named form.',
    ),
    define('lower', ['text: string|null'], 'string', texts.lower, 'Small letters.'),
    define('upper', ['text: string|null'], 'string', texts.upper, 'Capital letters.'),
    define('title', ['text: string|null'], 'string', texts.title, 'Words begin with capitals.'),
    define('capitalize', ['text: string|null'], 'string', texts.capitalize, 'First letter is a capital.'),
    define('slug', ['text: string|null'], 'string', texts.slug, 'Small letters and digits, hyphens between.'),
    define('kebab', ['text: string|null'], 'string', texts.kebab, 'kebab-case.'),
    define('snake', ['text: string|null'], 'string', texts.snake, 'snake_case.'),
    define('camel', ['text: string|null'], 'string', texts.camel, 'camelCase.'),
    define('trim', ['text: string|null'], 'string', texts.trim, 'Without space at both ends.'),
    define(
      'truncate',
      ['text: string|null', 'length: integer'],
      'string',
      texts.truncate,
      'At most so many characters.',
    ),
    define('initials', ['text: string|null'], 'string', texts.initials, 'First letters of all words, in capitals.'),
    define(
      'replace',
      ['text: string|null', 'search: string', 'by: string'],
      'string',
      texts.replace,
      'Every occurrence replaced.',
    ),
    define('split', ['text: string|null', 'separator: string'], 'array', texts.split, 'Pieces between separators.'),
    define('lines', ['text: string|null'], 'array', texts.lines, 'Non-empty lines.'),
    define(
      'padStart',
      ['text: string|null', 'length: integer', 'fill?: string'],
      'string',
      texts.padStart,
      'Filled up on the left.',
    ),
    define(
      'stripPrefix',
      ['text: string|null', 'prefix: string'],
      'string',
      texts.stripPrefix,
      'Without that beginning.',
    ),
    define('stripSuffix', ['text: string|null', 'suffix: string'], 'string', texts.stripSuffix, 'Without that end.'),
    define(
      'textBefore',
      ['text: string|null', 'mark: string'],
      'string',
      texts.textBefore,
      'What stands before the mark.',
    ),
    define(
      'textAfter',
      ['text: string|null', 'mark: string'],
      'string',
      texts.textAfter,
      'What stands after the mark.',
    ),
    define('wordAfter', ['text: string|null', 'mark: string'], 'string', texts.wordAfter, 'The word after the mark.'),
    define(
      'textBetween',
      ['text: string|null', 'start: string', 'end: string'],
      'string',
      texts.textBetween,
      'What stands between the marks.',
    ),
    define(
      'emailPart',
      ['text: string|null', 'part: string'],
      'string',
      texts.emailPart,
      'user or domain of an address.',
    ),

    define('add', ['...numbers: number'], 'number', numbers.add, 'Sum.'),
    define('sub', ['left: number', 'right: number'], 'number', numbers.sub, 'Difference.'),
    define('mul', ['...numbers: number'], 'number', numbers.mul, 'Product.'),
    define('div', ['left: number', 'right: number'], 'number', numbers.div, 'Quotient.'),
    define('mod', ['left: number', 'right: number'], 'number', numbers.mod, 'Remainder.'),
    define('percent', ['part: number', 'whole: number'], 'number', numbers.percent, 'Part of the whole in per cent.'),
    define('round', ['number: number', 'digits?: integer'], 'number', numbers.round, 'Rounded, halves away from zero.'),
    define(
      'fixed',
      ['number: number', 'digits: integer'],
      'string',
      numbers.fixed,
      'With so many digits after the point.',
    ),
    define(
      'grouped',
      ['number: number', 'digits: integer', 'mark?: string'],
      'string',
      numbers.grouped,
      'With a mark between thousands.',
    ),
    define('toNumber', ['value: any'], 'number', numbers.toNumber, 'The number that a text says.'),
    define('numberIn', ['text: string|null'], 'number', numbers.numberIn, 'First number in a text.'),

    define('length', ['value: any'], 'integer', lists.length, 'How many items, characters or members.'),
    define(
      'count',
      ['list: array|null', 'value?: any'],
      'integer',
      lists.count,
      'How many items (equal to the value).',
    ),
    define('sum', ['list: array|null'], 'number', lists.sum, 'Sum of the list.'),
    define('avg', ['list: array|null'], 'number', lists.avg, 'Mean of the list.'),
    define('min', ['list: array|null'], 'any', lists.min, 'Least of the list.'),
    define('max', ['list: array|null'], 'any', lists.max, 'Greatest of the list.'),
    define('first', ['list: array|null'], 'any', lists.first, 'First item.'),
    define('last', ['list: array|null'], 'any', lists.last, 'Last item.'),
    define('at', ['list: array|null', 'index: integer'], 'any', lists.at, 'Item at a position from 0.'),
    define('reverse', ['list: array|null'], 'array', lists.reverse, 'Last first.'),
    define(
      'slice',
      ['list: array|null', 'start: integer', 'end?: integer'],
      'array',
      lists.slice,
      'Some items in a row.',
    ),
    define('unique', ['list: array|null'], 'array', lists.unique, 'Each value once.'),
    define('flatten', ['list: array|null'], 'array', lists.flatten, 'Lists in the list opened.'),
    define('has', ['list: array|null', 'value: any'], 'boolean', lists.has, 'Holds the value.'),
    define(
      'without',
      ['list: array|null', 'others: array|null'],
      'array',
      lists.without,
      'Items the other list lacks.',
    ),
    define('concat', ['...lists: array|null'], 'array', lists.concat, 'Lists one after the other.'),
    define('join', ['list: array|null', 'separator: string'], 'string', lists.join, 'Items as one text.'),
    define('numbered', ['list: array|null', 'mark?: string'], 'array', lists.numbered, 'Items with 1. 2. 3. in front.'),

    define('keys', ['object: object|null'], 'array', objects.keys, 'Member names.'),
    define('values', ['object: object|null'], 'array', objects.values, 'Member values.'),
    define('entries', ['object: object|null'], 'array', objects.entries, 'Members as {key, value}.'),
    define('merge', ['...objects: object|null'], 'object', objects.merge, 'One object of all members.'),
    define('pick', ['object: object|null', 'names: array'], 'object', objects.pick, 'Only the named members.'),
    define('indexBy', ['list: array|null', 'key: string'], 'object', objects.indexBy, 'Records by a member.'),
    define('member', ['object: object|null', 'key: string'], 'any', objects.member, 'The member of that name.'),

    define('toText', ['value: any'], 'string', tables.toText, 'As text.'),
    define('toJson', ['value: any', 'indent?: integer'], 'string', tables.toJson, 'As JSON text.'),
    define('fromJson', ['text: string|null'], 'any', tables.fromJson, 'Value of a JSON text.'),
    define('readTable', ['text: string|null'], 'array', tables.readTable, 'Rows of the first table in a text.'),
    define('readItems', ['text: string|null'], 'array', tables.readItems, 'Items of a list in a text.'),
    define('markdownTable', ['headers: array', 'rows: array'], 'string', tables.markdownTable, 'Markdown table.'),

    define('urlPart', ['text: string|null', 'part: string', 'which?: any'], 'string', urls.urlPart, 'Part of a URL.'),
    define('nextVersion', ['text: string|null', 'part: string'], 'string', versions.nextVersion, 'The version after.'),
    define('pathBase', ['path: string|null'], 'string', urls.pathBase, 'File name.'),
    define('pathStem', ['path: string|null'], 'string', urls.pathStem, 'File name without extension.'),
    define('pathExt', ['path: string|null'], 'string', urls.pathExt, 'Extension without dot.'),
    define('pathDir', ['path: string|null'], 'string', urls.pathDir, 'Folder.'),

    define('dateAdd', ['date: string', 'amount: integer', 'unit: string'], 'instant', dates.dateAdd, 'So much later.'),
    define(
      'dateDiff',
      ['from: string', 'to: string', 'unit: string'],
      'integer',
      dates.dateDiff,
      'Whole units between.',
    ),
    define(
      'dateStart',
      ['date: string', 'unit: string', 'zone?: string'],
      'instant',
      dates.dateStart,
      'Start of the day, week, month …',
    ),
    define(
      'formatDate',
      ['date: string', 'pattern: string', 'zone?: string'],
      'string',
      dates.formatDate,
      'Date in a pattern.',
    ),
    define(
      'formatDuration',
      ['seconds: number', 'pattern: string'],
      'string',
      durations.formatDuration,
      'Length of time in a pattern.',
    ),
    define('parseDate', ['text: string|null'], 'date', parsing.parseDate, 'ISO date of a written one.'),
    define('fromEpoch', ['count: integer', 'unit: string'], 'instant', dates.fromEpoch, 'Time counted since 1970.'),
    define('before', ['date: string|null', 'other: string|null'], 'boolean', dates.before, 'Earlier than.'),
    define('after', ['date: string|null', 'other: string|null'], 'boolean', dates.after, 'Later than.'),
  ]);
}
