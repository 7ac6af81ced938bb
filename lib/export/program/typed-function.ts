import type { FunctionSpec, ValueType } from '#core/functions/function-spec.ts';
import { arityOf, FUNCTIONS } from '#core/functions/functions.ts';
import {
  arrayOf,
  BOOLEAN,
  INTEGER,
  isAssignable,
  NULL,
  NUMBER,
  ofNumbers,
  STRING,
  type Type,
  UNKNOWN,
  unionOf,
} from './type.ts';

/**
 * The type of a call of a library function, or null where the arguments are not known to fit its parameters; then the
 * call has to be checked at run time.
 */
export function typeOfFunctionCall(name: string, args: readonly Type[]): Type | null {
  const spec = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!spec || !argsFit(spec, args)) return null;
  const give = Object.hasOwn(RESULTS, name) ? RESULTS[name] : undefined;
  return give ? give(args) : null;
}

function argsFit(spec: FunctionSpec, args: readonly Type[]): boolean {
  const { least, most } = arityOf(spec);
  if (args.length < least || args.length > most) return false;
  return args.every((arg, index) => {
    const param = spec.params[Math.min(index, spec.params.length - 1)];
    return param !== undefined && fits(arg, param.type, param.nullable === true);
  });
}

function fits(type: Type, wanted: ValueType, nullable: boolean): boolean {
  if (type.kind === 'union') return type.of.every((one) => fits(one, wanted, nullable));
  if (type.kind === 'null') return nullable || wanted === 'any' || wanted === 'null';
  switch (wanted) {
    case 'any':
      return isData(type);
    case 'string':
    case 'date':
    case 'instant':
      return isAssignable(type, STRING);
    case 'number':
      return isAssignable(type, NUMBER);
    case 'integer':
      return type.kind === 'literal' && Number.isInteger(type.value);
    case 'boolean':
      return isAssignable(type, BOOLEAN);
    case 'array':
      return type.kind === 'array' && isData(type);
    case 'object':
      return type.kind === 'object' && isData(type);
    case 'null':
      return false;
  }
}

/** Whether TypeScript takes the type as `Json`. */
function isData(type: Type): boolean {
  if (type.kind === 'unknown') return true;
  if (type.kind === 'array') return isData(type.items);
  if (type.kind === 'union') return type.of.every(isData);
  return type.kind !== 'object' || type.members.every((member) => !member.optional && isData(member.type));
}

type Give = (args: readonly Type[]) => Type | null;

const STRING_OR_NULL = unionOf([STRING, NULL]);
const always =
  (type: Type): Give =>
  () =>
    type;
/** Text gives text; text or null gives text or null. */
const textOrNull: Give = ([text]) => (text && isAssignable(text, STRING) ? STRING : STRING_OR_NULL);
const sameList: Give = ([list]) => (list?.kind === 'array' ? list : null);
const itemOrNull: Give = ([list]) => (list?.kind === 'array' ? unionOf([list.items, NULL]) : null);
const numbersOnly =
  (result: Type): Give =>
  ([list]) =>
    list?.kind === 'array' && isAssignable(list.items, unionOf([NUMBER, NULL])) ? result : null;
const joined: Give = (args) => {
  const [first] = args;
  return first?.kind === 'array' && args.every((arg) => areSame(arg, first)) ? first : null;
};

function areSame(left: Type, right: Type): boolean {
  const [a, b] = [ofNumbers(left), ofNumbers(right)];
  return isAssignable(a, b) && isAssignable(b, a);
}

/** Absent functions are always called with their arguments checked at run time. */
const RESULTS: Readonly<Record<string, Give>> = {
  ...each(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'not', 'isNull', 'isEmpty'], always(BOOLEAN)),
  ...each(
    ['contains', 'containsExact', 'startsWith', 'endsWith', 'matches', 'has', 'before', 'after'],
    always(BOOLEAN),
  ),
  ...each(
    ['findIn', 'textBefore', 'textAfter', 'textBetween', 'wordAfter', 'emailPart', 'nextVersion'],
    always(STRING_OR_NULL),
  ),
  ...each(
    [
      'lower',
      'upper',
      'title',
      'capitalize',
      'slug',
      'kebab',
      'snake',
      'camel',
      'trim',
      'truncate',
      'initials',
      'replace',
    ],
    textOrNull,
  ),
  ...each(
    ['padStart', 'stripPrefix', 'stripSuffix', 'pathBase', 'pathStem', 'pathExt', 'pathDir', 'parseDate'],
    textOrNull,
  ),
  ...each(['split', 'lines', 'keys', 'numbered', 'readItems'], always(arrayOf(STRING))),
  readTable: always(arrayOf(UNKNOWN)),
  ...each(['add', 'sub', 'mul', 'div', 'mod', 'percent', 'round', 'dateDiff'], always(NUMBER)),
  ...each(['length', 'count'], always(INTEGER)),
  sum: numbersOnly(NUMBER),
  avg: numbersOnly(unionOf([NUMBER, NULL])),
  numberIn: always(unionOf([NUMBER, NULL])),
  toNumber: ([value]) =>
    value && isAssignable(value, NUMBER)
      ? NUMBER
      : value && isAssignable(value, unionOf([STRING, NUMBER, BOOLEAN, NULL]))
        ? unionOf([NUMBER, NULL])
        : null,
  ...each(['first', 'last', 'at'], itemOrNull),
  ...each(['reverse', 'slice', 'unique', 'without'], sameList),
  concat: joined,
  ...each(
    [
      'join',
      'fixed',
      'grouped',
      'formatDuration',
      'toText',
      'toJson',
      'dateAdd',
      'dateStart',
      'formatDate',
      'fromEpoch',
    ],
    always(STRING),
  ),
  ...each(['fromJson', 'member'], always(UNKNOWN)),
  urlPart: ([, , which]) =>
    which === undefined || isAssignable(which, unionOf([STRING, NUMBER, NULL])) ? STRING_OR_NULL : null,
  markdownTable: ([headers, rows]) =>
    headers && rows && isAssignable(headers, arrayOf(STRING)) && rows.kind === 'array' && rows.items.kind === 'array'
      ? STRING
      : null,
};

function each(names: readonly string[], give: Give): Record<string, Give> {
  return Object.fromEntries(names.map((name) => [name, give]));
}
