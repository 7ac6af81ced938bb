import type { Program, ProgramJudgement } from '../../program/program.ts';
import type { TypeNames } from '../type-names.ts';
import { printType, type TypeContext } from './print-type.ts';
import { printTypedDict } from './print-typed-dict.ts';
import { printString, printValue } from './print-value.ts';
import { pythonModule } from './python-module.ts';

/** `judgements.py`: what a model is asked, as data. */
export function printJudgements({ judgements }: Program, names: TypeNames): string {
  const module = pythonModule();
  const context: TypeContext = { module, here: 'judgements', names };
  const types = names.types
    .filter((type) => type.module === 'judgements')
    .map(({ name, members }) =>
      printTypedDict(name, members, { module, print: ({ type }) => printType(type, context) }),
    );
  const questions = judgements.map((judgement) => printJudgement(judgement, context));
  return `"""Questions to a model.

It is given data and no tools, its answer must fit the schema, and nothing but that answer goes on.
Inputs that stand in the examples are answered from there without asking.
"""

${module.imports()}
${[...types, ...questions].join('\n\n')}`;
}

function printJudgement(
  { name, step, task, output, answer, examples }: ProgramJudgement,
  context: TypeContext,
): string {
  const type = context.module.from('runtime.agent', 'Judgement');
  const shown = (Array.isArray(examples) ? examples : []).map((example) =>
    Array.isArray(example) ? `(${example.map(printValue).join(', ')})` : printValue(example),
  );
  const parts = [
    `step=${printString(step)}`,
    `task=${printString(task)}`,
    `output=${printValue(output)}`,
    ...(shown.length === 0 ? [] : [`examples=[${shown.join(', ')}]`]),
  ];
  return `${name} = ${type}[${printType(answer, context)}](${parts.join(', ')})
`;
}
