import type { Program, ProgramInput } from '../../program/program.ts';
import type { TypeNames } from '../type-names.ts';
import { printContext } from './print-context.ts';
import { printBlock } from './print-statements.ts';
import { printWideType } from './print-type.ts';
import { pythonModule } from './python-module.ts';

/** `workflow.py`: the one function that is the workflow. Not yet formatted. */
export function printWorkflow(program: Program, names: TypeNames): string {
  const module = pythonModule();
  const context = printContext(program, { module, here: 'workflow', names });
  const params = [
    `agent: ${context.runtime({ module: 'runtime.agent', name: 'Agent' })}`,
    ...(isUsed(program.inputs) ? [`inputs: ${module.from('inputs', 'Inputs')}`] : []),
    ...(isUsed(program.config) ? [`config: ${module.from('inputs', 'Config')}`] : []),
  ];
  const returns = program.result === null ? 'None' : printWideType(program.result, module);
  const body = printBlock(program.body, context);
  return `"""Made from a recorded session; README.md says in words what it does.

Edit it like any other code.
"""

${module.imports()}

async def ${program.name}(${params.join(', ')}) -> ${returns}:
${body}
`;
}

/** Whether the function takes them. */
export function isUsed(inputs: readonly ProgramInput[]): boolean {
  return inputs.some((input) => input.used);
}
