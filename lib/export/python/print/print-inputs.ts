import type { Program, ProgramInput } from '../../program/program.ts';
import type { TypeNames } from '../type-names.ts';
import { printType, type TypeContext } from './print-type.ts';
import { printTypedDict } from './print-typed-dict.ts';
import { printString, printValue } from './print-value.ts';
import { pythonModule } from './python-module.ts';

/** `inputs.py`: the inputs as a class, and what is declared of each: its schema and the value that holds if none is given. */
export function printInputs(program: Program, names: TypeNames): string {
  const module = pythonModule();
  const context: TypeContext = { module, here: 'inputs', names };
  const types = names.types
    .filter((type) => type.module === 'inputs')
    .map(({ name, members }) =>
      printTypedDict(name, members, { module, print: ({ type }) => printType(type, context) }),
    );
  const parts = [
    ...types,
    ...printGroup(program.inputs, INPUTS, context),
    ...(program.config.length > 0 ? printGroup(program.config, CONFIG, context) : []),
  ];
  return `"""What a run may be given."""

${module.imports()}
${parts.join('\n\n')}`;
}

interface Group {
  readonly type: string;
  readonly list: string;
  readonly about: string;
  readonly how: string;
}

const INPUTS: Group = {
  type: 'Inputs',
  list: 'INPUTS',
  about: 'Inputs of one run.',
  how: '# A run may give other values: `--input name=value`.',
};

const CONFIG: Group = {
  type: 'Config',
  list: 'CONFIG',
  about: 'Settings of a deployment.',
  how: '# Settings of a deployment: `CONFIG_<NAME>=value` in the environment.',
};

function printGroup(
  inputs: readonly ProgramInput[],
  { type, list, about, how }: Group,
  context: TypeContext,
): readonly string[] {
  const { module } = context;
  const declared = module.from('runtime.agent_program', 'DeclaredInput');
  const rows = inputs.map(({ name, schema, default: value, description }) => {
    const fallback = value === undefined ? [] : [`default=${printValue(value)}`];
    const words = description === undefined ? [] : [`description=${printString(description)}`];
    const given = [`name=${printString(name)}`, `schema=${printValue(schema)}`, ...fallback, ...words];
    return `${declared}(${given.join(', ')})`;
  });
  const constant = `${how}
${list}: ${module.from('collections.abc', 'Sequence')}[${declared}] = [${rows.join(', ')}]
`;
  if (inputs.length === 0) return [constant];
  const fields = inputs.map((input) => `    ${input.variable}: ${printType(input.type, context)}`);
  const given = inputs.map(({ name, variable }) => `${variable}=values[${printString(name)}]`);
  const values = `${module.from('collections.abc', 'Mapping')}[str, ${module.from('typing', 'Any')}]`;
  return [
    `@${module.from('dataclasses', 'dataclass')}(frozen=True, kw_only=True)
class ${type}:
    """${about}"""

${fields.join('\n')}

    @classmethod
    def parse(cls, values: ${values}) -> ${module.from('typing', 'Self')}:
        """From values by the names that are declared below, which the runtime has checked."""
        return cls(${given.join(', ')})
`,
    constant,
  ];
}
