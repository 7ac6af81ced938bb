import { printType } from '../../print/print-type.ts';
import { printValue } from '../../print/print-value.ts';
import type { Program, ProgramInput } from '../../program/program.ts';
import { holdsUnknown } from '../../program/type.ts';

/** `inputs.ts`: the inputs' types, and what is declared of each: its schema and the value that holds if none is given. */
export function printInputs(program: Program): string {
  const loose = [...program.inputs, ...program.config].some(({ type }) => holdsUnknown(type));
  return `import type { DeclaredInput } from './runtime/resolve-inputs.ts';
${loose ? `import type { Loose } from './runtime/values.ts';\n` : ''}
export type Inputs = ${printMembers(program.inputs)};

/** A run may give other values: \`--input name=value\`. */
export const inputs: readonly DeclaredInput[] = ${printDeclared(program.inputs)};
${printConfig(program)}`;
}

function printConfig(program: Program): string {
  if (program.config.length === 0) return '';
  return `
export type Config = ${printMembers(program.config)};

/** Settings of a deployment: \`CONFIG_<NAME>=value\` in the environment. */
export const config: readonly DeclaredInput[] = ${printDeclared(program.config)};
`;
}

function printMembers(inputs: readonly ProgramInput[]): string {
  return `{ ${inputs.map(({ name, type }) => `${name}: ${printType(type)}`).join('; ')} }`;
}

function printDeclared(inputs: readonly ProgramInput[]): string {
  const printed = inputs.map(({ name, schema, default: value, description }) =>
    printValue({
      name,
      schema,
      ...(value === undefined ? {} : { default: value }),
      ...(description === undefined ? {} : { description }),
    }),
  );
  return `[${printed.join(', ')}]`;
}
