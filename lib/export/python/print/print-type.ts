import type { Type } from '../../program/type.ts';
import type { TypeNames } from '../type-names.ts';
import { printString } from './print-value.ts';
import type { PythonModule } from './python-module.ts';

export interface TypeContext {
  readonly module: PythonModule;
  /** The module that is printed; types that it declares itself are not imported. */
  readonly here: string;
  readonly names: TypeNames;
}

/** A type as Python. An object type without a name is `Any`: nothing that reads it could be checked. */
export function printType(type: Type, context: TypeContext): string {
  switch (type.kind) {
    case 'array':
      return `list[${printType(type.items, context)}]`;
    case 'object': {
      const named = context.names.find(type);
      if (!named) return context.module.from('typing', 'Any');
      return named.module === context.here ? named.name : context.module.from(named.module, named.name);
    }
    case 'union':
      return printUnion(type.of, (each) => printType(each, context), context.module);
    default:
      return printScalar(type, context.module);
  }
}

/** What is taken, not given: any sequence will do for a list, any mapping for an object. */
export function printWideType(type: Type, module: PythonModule): string {
  switch (type.kind) {
    case 'array':
      return `${module.from('collections.abc', 'Sequence')}[${printWideType(type.items, module)}]`;
    case 'object':
      return `${module.from('collections.abc', 'Mapping')}[str, ${module.from('typing', 'Any')}]`;
    case 'union':
      return printUnion(type.of, (each) => printWideType(each, module), module);
    default:
      return printScalar(type, module);
  }
}

type Scalar = Exclude<Type, { kind: 'array' | 'object' | 'union' }>;

function printScalar(type: Scalar, module: PythonModule): string {
  switch (type.kind) {
    case 'unknown':
      return module.from('typing', 'Any');
    case 'null':
      return 'None';
    case 'boolean':
      return 'bool';
    case 'integer':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'str';
    case 'literal': {
      const literal = literalOf(type);
      return literal === null ? 'float' : `${module.from('typing', 'Literal')}[${literal}]`;
    }
  }
}

/** Literals stand together: `Literal["open", "closed"] | None`. */
function printUnion(types: readonly Type[], print: (type: Type) => string, module: PythonModule): string {
  const literals = types.flatMap((type) => (type.kind === 'literal' ? (literalOf(type) ?? []) : []));
  const others = types.filter((type) => type.kind !== 'literal' || literalOf(type) === null).map(print);
  const together = literals.length === 0 ? [] : [`${module.from('typing', 'Literal')}[${literals.join(', ')}]`];
  return [...new Set([...together, ...others])]
    .toSorted((a, b) => Number(a === 'None') - Number(b === 'None'))
    .join(' | ');
}

/** As it stands between the brackets of `Literal`, which holds texts, whole numbers and truth values. */
function literalOf({ value }: { readonly value: string | number | boolean }): string | null {
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Number.isSafeInteger(value) ? String(value) : null;
}
