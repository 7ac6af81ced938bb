import type { Imports, Program, ProgramInput } from '../../program/program.ts';
import { printStatements } from './print-statements.ts';

/** `workflow.ts`: the one exported function that is the workflow. Not yet formatted. */
export function printWorkflow(program: Program): string {
  const params = [
    printAgent(program.imports),
    takesInputs(program) ? printParameter(program.inputs, 'Inputs') : null,
    takesConfig(program) ? printParameter(program.config, 'Config') : null,
  ].filter((param) => param !== null);
  return `${printImports(program)}

/** Made from a recorded session; README.md says in words what it does. Edit it like any other code. */
export async function ${program.name}(${params.join(', ')}) {
${printStatements(program.body)}
}
`;
}

function printAgent(imports: Imports): string {
  return imports.agent.length === 0 ? '_agent: Agent' : `{ ${imports.agent.join(', ')} }: Agent`;
}

function printParameter(inputs: readonly ProgramInput[], type: string): string {
  const used = inputs.filter((input) => input.used);
  if (used.length === 0) return `_inputs: ${type}`;
  const names = used.map(({ name, variable }) => (name === variable ? name : `${name}: ${variable}`));
  return `{ ${names.join(', ')} }: ${type}`;
}

function takesConfig(program: Program): boolean {
  return program.config.some((input) => input.used);
}

/** The inputs come before the settings, so they are there wherever those are. */
function takesInputs(program: Program): boolean {
  return program.inputs.some((input) => input.used) || takesConfig(program);
}

function printImports(program: Program): string {
  const { imports } = program;
  const files = Map.groupBy(imports.functions, ({ file }) => file);
  const types = [...(takesConfig(program) ? ['Config'] : []), ...(takesInputs(program) ? ['Inputs'] : [])];
  const values = [...imports.values, ...(imports.loose ? ['type Loose'] : [])];
  return [
    ...(types.length > 0 ? [`import type { ${types.join(', ')} } from './inputs.ts';`] : []),
    ...(program.judgements.length > 0 ? [`import * as judgements from './judgements.ts';`] : []),
    `import type { Agent } from './runtime/agent.ts';`,
    ...[...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([file, names]) =>
          `import { ${names.map(({ name }) => name).join(', ')} } from './runtime/core/functions/${file}.ts';`,
      ),
    ...(imports.failures.length > 0 ? [`import { ${imports.failures.join(', ')} } from './runtime/failures.ts';`] : []),
    ...(values.length > 0 ? [`import { ${values.join(', ')} } from './runtime/values.ts';`] : []),
    ...(imports.servers.length > 0 ? [`import { ${imports.servers.join(', ')} } from './tools.ts';`] : []),
  ].join('\n');
}
