import { printType } from '../../print/print-type.ts';
import { printString, printValue } from '../../print/print-value.ts';
import type { Program, ProgramJudgement } from '../../program/program.ts';
import { holdsUnknown } from '../../program/type.ts';

/** `judgements.ts`: what a model is asked, as data. */
export function printJudgements({ judgements }: Program): string {
  const loose = judgements.some(({ answer }) => holdsUnknown(answer));
  return `import type { Judgement } from './runtime/agent.ts';
${loose ? `import type { Loose } from './runtime/values.ts';\n` : ''}
// Questions to a model. It is given data and no tools, its answer must fit the schema, and nothing but that answer
// goes on. Inputs that stand in the examples are answered from there without asking.

${judgements.map(printJudgement).join('\n\n')}
`;
}

function printJudgement({ name, step, task, output, answer, examples }: ProgramJudgement): string {
  return `export const ${name}: Judgement<${printType(answer)}> = {
  step: ${printString(step)},
  task: ${printString(task)},
  output: ${printValue(output)},
  ${examples === null ? '' : `examples: ${printValue(examples)},`}
};`;
}
