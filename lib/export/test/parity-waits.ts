import type { Step } from '#core/workflow/workflow.ts';
import { fn, item, lit, step, text } from './expression-builders.ts';
import { type ParityCase, parityCase, write } from './parity-cases.ts';
import type { WorldRule } from './world.ts';

const made: WorldRule = { tool: 'create_issue', data: { key: 'WEB-1', id: 1 } };

/** What a job says while it runs and at its end. */
const job: readonly WorldRule[] = [
  { tool: 'get_job', data: { status: 'running', url: null }, times: 1 },
  { tool: 'get_job', data: { status: 'done', url: 'u/9' } },
];

/** Jobs that are started, waited for and used: a plan cannot ask about what it did not start. */
export const WAIT_CASES: readonly ParityCase[] = [
  parityCase('a job with a text for its id', [made, ...job], started('key', endsIn('done'))),
  parityCase('a job with a number for its id', [made, ...job], started('id', endsIn('done'))),
  parityCase('a job that ends otherwise than wished', [made, ...job], started('id', endsIn('failed'))),
  parityCase(
    'a job that decides what is done',
    [made, ...job],
    started('key', {
      do: 'if',
      id: 'decide',
      cond: fn('eq', step('get_job', 'status'), lit('done')),
      then: [write('tell', 'create_issue', { summary: lit('done') })],
      else: [write('warn', 'create_issue', { summary: lit('not done') })],
    }),
  ),
];

/** The poll is named as its tool, because printed programs name what was read by its tool. */
function started(id: 'key' | 'id', then: Step): readonly Step[] {
  return [
    write('start', 'create_issue', { summary: lit('Export') }),
    {
      do: 'poll',
      id: 'get_job',
      call: { server: 'code', tool: 'get_job', args: { job: step('start', id) } },
      as: 'answer',
      until: fn('ne', item('answer', 'status'), lit('running')),
      everyMs: 1,
      timeoutMs: 1000,
    },
    then,
    write('post', 'create_issue', { summary: text('Ready: ', step('get_job', 'url'), ' of ', step('start', 'key')) }),
  ];
}

function endsIn(state: string): Step {
  return {
    do: 'assert',
    id: 'check',
    cond: fn('eq', step('get_job', 'status'), lit(state)),
    message: 'It ended in another way.',
  };
}
