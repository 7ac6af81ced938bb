import type { Json } from '#core/json/json.ts';
import type { Step } from '#core/workflow/workflow.ts';
import { fn, input, item, lit, maybe, over, step, text } from './expression-builders.ts';
import { loop, type ParityCase, parityCase, read, write } from './parity-cases.ts';
import type { WorldRule } from './world.ts';

const PULLS: readonly Json[] = [
  { number: 1, title: 'Memory leak', author: { login: 'ana', team: { name: 'core' } }, labels: [{ name: 'p1' }] },
  { number: 2, title: null, author: null, labels: [] },
  { number: 3, author: { login: null }, labels: null },
  { number: 4, title: 'memory leak too', author: { login: 'bo', team: null }, labels: [{ name: 'bug' }, {}] },
];
const pulls: WorldRule = { tool: 'list_pulls', data: { pulls: PULLS, next: null } };
const made: WorldRule = { tool: 'create_issue', data: { key: 'K-1' } };
const pull = item('pull2');
const each = (body: readonly Step[], condition = lit(true)): Step =>
  loop('each', over('filter', step('listPulls', 'pulls'), 'pull2', condition), 'pull', body);
const issue = (args: Extract<Step, { do: 'call' }>['args']) => write('createIssue', 'create_issue', args);

/** What may be missing or null, and names that come again. */
export const LOOK_CASES: readonly ParityCase[] = [
  parityCase(
    'a condition on members that some items lack',
    [pulls, made],
    [
      read('listPulls', 'list_pulls', {}),
      each(
        [issue({ summary: item('pull', 'title') })],
        fn(
          'and',
          fn('contains', maybe(pull, 'title'), input('phrase')),
          fn('ne', maybe(pull, 'author', 'login'), lit('x')),
        ),
      ),
    ],
  ),
  parityCase(
    'looks that give null are null wherever they go',
    [pulls, made],
    [
      read('listPulls', 'list_pulls', {}),
      each([
        issue({
          summary: text(
            'Team ',
            maybe(item('pull'), 'author', 'team', 'name'),
            ' of ',
            maybe(item('pull'), 'author', 'login'),
          ),
          team: maybe(item('pull'), 'author', 'team', 'name'),
          none: fn('isNull', maybe(item('pull'), 'author', 'team', 'name')),
          either: fn('coalesce', maybe(item('pull'), 'author', 'team', 'name'), maybe(item('pull'), 'title'), lit('-')),
          list: { $: 'arr', items: [maybe(item('pull'), 'author', 'login')] },
          whole: maybe(item('pull'), 'author', 'team'),
          deep: maybe(item('pull'), 'author', 'team', 'lead', 'name'),
          position: maybe(item('pull'), 'labels', 0, 'name'),
          same: fn('eq', maybe(item('pull'), 'author', 'login'), maybe(item('pull'), 'title')),
        }),
      ]),
    ],
  ),
  parityCase(
    'an object that was looked at is read strictly afterwards',
    [pulls, made],
    [
      read('listPulls', 'list_pulls', {}),
      { do: 'let', id: 'author', value: maybe(step('listPulls', 'pulls', 2), 'author') },
      issue({ summary: { $: 'get', from: step('author'), path: ['team', 'name'] } }),
    ],
  ),
  parityCase(
    'the one that was found is needed, and is there',
    [pulls, made],
    [
      read('listPulls', 'list_pulls', {}),
      issue({
        summary: {
          $: 'get',
          from: over('find', step('listPulls', 'pulls'), 'pull2', fn('eq', maybe(pull, 'author', 'login'), lit('bo'))),
          path: ['title'],
        },
      }),
    ],
  ),
  parityCase(
    'the one that was found is needed, and is not there',
    [pulls, made],
    [
      read('listPulls', 'list_pulls', {}),
      issue({
        summary: {
          $: 'get',
          from: over('find', step('listPulls', 'pulls'), 'pull2', fn('eq', maybe(pull, 'number'), lit(99))),
          path: ['title'],
        },
      }),
    ],
  ),
  parityCase(
    'the only item of a list, where there is one and where there are more',
    [{ tool: 'list_pulls', data: { pulls: PULLS.slice(0, 1), next: null } }, made],
    [
      read('listPulls', 'list_pulls', {}),
      issue({
        summary: { $: 'get', from: over('only', step('listPulls', 'pulls'), 'itemValue', lit(true)), path: ['title'] },
      }),
      issueAgain(),
    ],
  ),
  parityCase(
    'one name for the item inside and outside, and for steps in different blocks',
    [pulls, made, { tool: 'get_pull', data: { number: 4, title: 'whole' } }],
    [
      read('listPulls', 'list_pulls', {}),
      loop('eachPull', step('listPulls', 'pulls'), 'message2', [
        read('message', 'get_pull', { number: item('message2', 'number') }),
        {
          do: 'if',
          id: 'branch',
          cond: fn('gt', item('message2', 'number'), lit(2)),
          then: [
            write('issue2', 'create_issue', { summary: step('message', 'title'), of: item('message2', 'number') }),
            write('note', 'create_issue', { summary: step('issue2', 'key') }),
          ],
          else: [
            write('issue3', 'create_issue', { summary: item('message2', 'number') }),
            write('note2', 'create_issue', { summary: step('issue3', 'key') }),
          ],
        },
      ]),
      {
        do: 'let',
        id: 'titles',
        value: over(
          'map',
          over('filter', step('listPulls', 'pulls'), 'pull3', fn('gt', item('pull3', 'number'), lit(1))),
          'pull4',
          over(
            'map',
            maybe(item('pull4'), 'labels'),
            'pull5',
            text(item('pull4', 'number'), maybe(item('pull5'), 'name')),
          ),
        ),
      },
      write('last', 'create_issue', { summary: fn('toJson', step('titles')) }),
    ],
  ),
  {
    ...parityCase(
      'a judgement is asked again until it fits, and once for equal inputs',
      [pulls, made],
      [
        read('listPulls', 'list_pulls', {}),
        each([
          {
            do: 'llm',
            id: 'severity',
            task: 'How bad is it?',
            input: { kind: fn('contains', maybe(item('pull'), 'title'), lit('leak')) },
            output: { type: 'string', enum: ['low', 'high'] },
            examples: [],
            checks: [fn('ne', step('severity'), lit('low'))],
          },
          issue({ summary: step('severity'), bad: fn('eq', step('severity'), lit('high')) }),
        ]),
      ],
    ),
    answers: [7, 'low', 'high', 'none', 'high'],
  },
  {
    ...parityCase(
      'a judgement that never fits ends the run before anything is written',
      [pulls, made],
      [
        {
          do: 'llm',
          id: 'severity',
          task: 'How bad is it?',
          input: { title: lit('x') },
          output: { type: 'object', properties: { level: { type: 'integer' } }, required: ['level'] },
        },
        issue({ summary: step('severity', 'level') }),
      ],
    ),
    answers: [{ level: 'one' }, {}, 'no'],
  },
];

function issueAgain(): Step {
  return write('again', 'create_issue', {
    summary: { $: 'get', from: over('only', lit([{ a: 1 }, { a: 2 }]), 'itemValue', lit(true)), path: ['a'] },
  });
}
