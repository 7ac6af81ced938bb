import { showWorkflow } from '../show-workflow.ts';
import type { Judged } from './judge-job.ts';

/** All that a person needs to see why a seed failed. */
export function describeJudged(judged: Judged): string {
  const { job, manner, workflow, questions } = judged;
  const noise = manner.noises.length === 0 ? 'no noise' : manner.noises.join(', ');
  const asked = questions.flatMap((question) => [
    `  asked: ${question.text}`,
    ...question.options.map(({ id, label }) => `    ${id === question.default ? '*' : '-'} ${label}`),
  ]);
  return [
    `${judged.verdict}: seed ${judged.seed}, ${judged.family}, ${manner.order}, ${noise}`,
    `  ${job.prompt}`,
    '  what is right:',
    indent(showWorkflow(job.workflow)),
    '  what was derived:',
    indent(showWorkflow(workflow)),
    ...asked,
    ...(judged.problem === undefined ? [] : [`  ${judged.problem.slice(0, 600)}`]),
    `  again: npm run fuzz -- --seed ${judged.seed} --only`,
  ].join('\n');
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
