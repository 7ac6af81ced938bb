import type { Workflow } from '#core/workflow/workflow.ts';
import { exprsOf } from '../program/find-references.ts';
import type { LanguageRules } from '../program/language-rules.ts';
import { snakeCase } from '../program/names.ts';
import { INTEGER, STRING, unionOf } from '../program/type.ts';
import { PYTHON_KEYWORDS, RESERVED_NAMES } from './reserved-names.ts';
import { runtimeFunction, VALUE_NAMES } from './runtime-names.ts';

const KEYWORDS: ReadonlySet<string> = new Set(PYTHON_KEYWORDS);

/** Functions of the library that printing or lowering adds by itself. */
const ADDED = ['truth', 'toText', 'coalesce'];

/** How programs are lowered that are printed as Python. */
export const PYTHON_RULES: LanguageRules = {
  spell: snakeCase,
  reserved: RESERVED_NAMES,
  inSight: (workflow) => [...new Set([...libraryNames(workflow), ...VALUE_NAMES, 'is_refusal'])],
  inputsAreMembers: true,
  // Two underscores in front mean something else inside a class.
  canName: (argument) => /^[A-Za-z_]\w*$/.test(argument) && !argument.startsWith('__') && !KEYWORDS.has(argument),
  text: unionOf([STRING, INTEGER]),
  truthIsNumber: true,
  ordersByCodeUnit: false,
};

function libraryNames(workflow: Workflow): readonly string[] {
  const called = exprsOf(workflow).flatMap((expr) => (expr.$ === 'fn' ? [expr.name] : []));
  return [...ADDED, ...called].map((name) => runtimeFunction(name).name);
}
