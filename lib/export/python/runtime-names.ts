import { FUNCTION_FILES } from '#core/functions/functions.ts';
import { snakeCase } from '../program/names.ts';
import type { ValueFunction } from '../program/program.ts';
import { PYTHON_BUILTINS, PYTHON_KEYWORDS } from './reserved-names.ts';

/** Where the runtime has a thing, and what it is called there. */
export interface RuntimeName {
  readonly module: string;
  readonly name: string;
}

const TAKEN: ReadonlySet<string> = new Set([...PYTHON_KEYWORDS, ...PYTHON_BUILTINS]);

/** Changes of case have a file of their own here. */
const LETTER_CASE: ReadonlySet<string> = new Set([
  ...['lower', 'upper', 'title', 'capitalize', 'slug', 'kebab', 'snake', 'camel', 'initials'],
]);

const VALUE_FUNCTIONS: Readonly<Record<ValueFunction, string>> = {
  absent: 'ABSENT',
  apply: 'apply',
  find: 'find',
  get: 'get',
  getOrNull: 'get_or_null',
  groupBy: 'group_by',
  list: 'list_',
  loose: 'loose',
  maybe: 'maybe',
  needed: 'needed',
  only: 'only',
  present: 'present',
  sortBy: 'sort_by',
  take: 'take',
  uniqueBy: 'unique_by',
};

/** A function of the expression library or of the runtime's values, by the name that programs have for it. */
export function runtimeFunction(name: string): RuntimeName {
  if (name === 'absent') return { module: 'runtime.absent', name: VALUE_FUNCTIONS.absent };
  if (isValueFunction(name)) return { module: 'runtime.values', name: VALUE_FUNCTIONS[name] };
  const file = LETTER_CASE.has(name) ? 'letter_case' : (FUNCTION_FILES[name] ?? 'logic').replaceAll('-', '_');
  const snake = snakeCase(name);
  return { module: `runtime.functions.${file}`, name: TAKEN.has(snake) ? `${snake}_` : snake };
}

function isValueFunction(name: string): name is ValueFunction {
  return Object.hasOwn(VALUE_FUNCTIONS, name);
}

/** What `values.py` and its neighbours give to any program; no variable is called so. */
export const VALUE_NAMES: readonly string[] = Object.values(VALUE_FUNCTIONS);
