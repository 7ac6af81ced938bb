import type { Json, JsonObject } from '#core/json/json.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { type Step, WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { config, fn, input, item, lit, maybe, over, step, text } from './expression-builders.ts';
import type { WorldRule } from './world.ts';

/** A workflow and a world for it, named as what has to come out equal. */
export interface ParityCase {
  readonly name: string;
  readonly workflow: Workflow;
  readonly world: readonly WorldRule[];
  /** Tools as their servers describe them; `PARITY_TOOLS` where absent. */
  readonly tools?: readonly ToolSpec[];
  /** What the types of tools without a schema are taken from; the world itself where absent. */
  readonly recorded?: readonly WorldRule[];
  readonly inputs?: JsonObject;
  /** What the model answers, one after the other. */
  readonly answers?: readonly Json[];
}

/** A title that would be code if it were printed as code. */
const DOCS = ['Docs `$', '{oops}`'].join('');

const PULLS = [
  {
    number: 7,
    title: 'Fix Memory Leak in cache',
    url: 'u/7',
    state: 'open',
    draft: false,
    author: { login: 'ana' },
    labels: ['bug', 'p1'],
    created_at: '2026-11-02T10:00:00Z',
    score: 3.5,
  },
  {
    number: 3,
    title: DOCS,
    url: 'u/3',
    state: 'closed',
    draft: true,
    author: null,
    labels: [],
    created_at: '2026-11-01T10:00:00Z',
    score: null,
  },
  {
    number: 12,
    title: 'memory leak again',
    url: 'u/12',
    state: 'open',
    draft: null,
    author: { login: 'bo' },
    labels: ['bug'],
    created_at: '2026-11-03T10:00:00Z',
    score: 1,
  },
];

const list: WorldRule = { tool: 'list_pulls', data: { pulls: PULLS, total: 3 } };
const made: WorldRule = { tool: 'create_issue', data: { key: 'WEB-1', id: 1 } };

export const STEP_CASES: readonly ParityCase[] = [
  parityCase(
    'a loop over a filtered list',
    [list, made],
    [
      read('listPulls', 'list_pulls', { repo: input('repo') }),
      loop(
        'each',
        over('filter', step('listPulls', 'pulls'), 'pull', fn('contains', item('pull', 'title'), input('phrase'))),
        'pull',
        [
          write('createIssue', 'create_issue', {
            summary: item('pull', 'title'),
            description: text('See ', item('pull', 'url'), ' #', item('pull', 'number')),
          }),
        ],
      ),
    ],
  ),
  parityCase(
    'conditions, comparisons and what is null',
    [list, made],
    [
      read('listPulls', 'list_pulls', {}),
      loop(
        'each',
        over(
          'filter',
          step('listPulls', 'pulls'),
          'p',
          fn(
            'and',
            fn('eq', item('p', 'state'), lit('open')),
            fn('not', item('p', 'draft')),
            fn('gt', item('p', 'score'), lit(2)),
            fn('ne', maybe(item('p', 'author'), 'login'), lit('bo')),
          ),
        ),
        'p',
        [
          write('createIssue', 'create_issue', {
            summary: fn('upper', item('p', 'title')),
            owner: fn('coalesce', maybe(item('p', 'author'), 'login'), lit('nobody')),
            labels: item('p', 'labels'),
          }),
        ],
      ),
    ],
  ),
  parityCase(
    'sort, take, map and join',
    [list, made],
    [
      read('listPulls', 'list_pulls', {}),
      {
        do: 'let',
        id: 'newest',
        value: {
          $: 'sort',
          in: step('listPulls', 'pulls'),
          as: 'p',
          by: [
            { key: item('p', 'score'), order: 'desc' },
            { key: item('p', 'created_at'), order: 'asc' },
          ],
          take: lit(2),
        },
      },
      { do: 'let', id: 'titles', value: over('map', step('newest'), 'p', text('- ', item('p', 'title'))) },
      write('createIssue', 'create_issue', {
        summary: lit('Digest'),
        description: fn('join', step('titles'), lit('\n')),
      }),
    ],
  ),
  parityCase(
    'groups, unique ones, the first, the only one, some and every',
    [list, made],
    [
      read('listPulls', 'list_pulls', {}),
      { do: 'let', id: 'groups', value: over('groupBy', step('listPulls', 'pulls'), 'p', item('p', 'state')) },
      loop('each', step('groups'), 'group', [
        write('createIssue', 'create_issue', {
          summary: text(item('group', 'key'), ': ', fn('length', item('group', 'items'))),
          ids: over('map', item('group', 'items'), 'p', item('p', 'number')),
        }),
      ]),
      write('createOther', 'create_issue', {
        summary: lit('facts'),
        first: over('find', step('listPulls', 'pulls'), 'p', fn('eq', item('p', 'number'), lit(12))),
        none: over('find', step('listPulls', 'pulls'), 'p', fn('eq', item('p', 'number'), lit(99))),
        only: over('only', step('listPulls', 'pulls'), 'p', fn('eq', item('p', 'state'), lit('closed'))),
        authors: over(
          'uniqueBy',
          over('flatMap', step('listPulls', 'pulls'), 'p', item('p', 'labels')),
          'l',
          item('l'),
        ),
        some: over('some', step('listPulls', 'pulls'), 'p', item('p', 'draft')),
        every: over('every', step('listPulls', 'pulls'), 'p', fn('gt', item('p', 'number'), lit(2))),
      }),
    ],
  ),
  parityCase(
    'a loop that gives values, and what is made from them',
    [list, made],
    [
      read('listPulls', 'list_pulls', {}),
      {
        ...loop('keys', step('listPulls', 'pulls'), 'pull', [
          write('createIssue', 'create_issue', { summary: item('pull', 'title') }),
        ]),
        yield: step('createIssue', 'key'),
      } as Step,
      write('comment', 'add_comment', { body: fn('join', step('keys'), lit(', ')) }),
    ],
    [{ tool: 'add_comment', data: {} }],
  ),
  parityCase(
    'an item that fails stops the loop',
    [list, { tool: 'create_issue', args: { summary: DOCS }, error: 'no such project' }, made],
    [
      read('listPulls', 'list_pulls', {}),
      loop('each', step('listPulls', 'pulls'), 'pull', [
        write('createIssue', 'create_issue', { summary: item('pull', 'title') }),
      ]),
    ],
  ),
  parityCase(
    'an item that fails lets the others be done, and fails at the end',
    [list, { tool: 'create_issue', args: { summary: DOCS }, error: 'no such project' }, made],
    [
      read('listPulls', 'list_pulls', {}),
      {
        ...loop('each', step('listPulls', 'pulls'), 'pull', [
          write('createIssue', 'create_issue', { summary: item('pull', 'title') }),
        ]),
        onError: 'collect',
      } as Step,
    ],
  ),
  parityCase(
    'several items at a time',
    [list, made],
    [
      read('listPulls', 'list_pulls', {}),
      {
        ...loop('keys', step('listPulls', 'pulls'), 'pull', [
          write('createIssue', 'create_issue', { summary: item('pull', 'title') }),
        ]),
        parallel: 2,
        yield: step('createIssue', 'key'),
      } as Step,
      write('comment', 'add_comment', { body: fn('toJson', step('keys')) }),
    ],
    [{ tool: 'add_comment', data: {} }],
  ),
  parityCase(
    'pages by cursor',
    [
      { tool: 'list_pages', args: { cursor: 'b' }, data: { items: [3], next: null } },
      { tool: 'list_pages', args: { cursor: 'a' }, data: { items: [2], next: 'b' } },
      { tool: 'list_pages', data: { items: [1], next: 'a' } },
      made,
    ],
    [
      {
        do: 'paginate',
        id: 'all',
        call: { server: 'code', tool: 'list_pages', args: { repo: input('repo') } },
        param: 'cursor',
        page: 'page',
        cursor: 'cursor',
        items: item('page', 'items'),
        next: item('page', 'next'),
        until: fn('isNull', item('page', 'next')),
        maxPages: 10,
      },
      write('createIssue', 'create_issue', { summary: fn('join', step('all'), lit('+')) }),
    ],
  ),
  parityCase(
    'pages by number, from the first',
    [
      { tool: 'list_pages', args: { page: 1 }, data: [1, 2] },
      { tool: 'list_pages', args: { page: 2 }, data: [3] },
      { tool: 'list_pages', data: [] },
      made,
    ],
    [
      {
        do: 'paginate',
        id: 'all',
        call: { server: 'code', tool: 'list_pages', args: {} },
        param: 'page',
        first: lit(1),
        page: 'data',
        cursor: 'number',
        items: item('data'),
        next: fn('add', item('number'), lit(1)),
        until: fn('lt', fn('length', item('data')), lit(2)),
        maxPages: 10,
      },
      write('createIssue', 'create_issue', { summary: fn('toText', step('all')) }),
    ],
  ),
  parityCase(
    'too many pages',
    [
      { tool: 'list_pages', args: { page: 1 }, data: [1] },
      { tool: 'list_pages', data: [2] },
    ],
    [
      {
        do: 'paginate',
        id: 'all',
        call: { server: 'code', tool: 'list_pages', args: {} },
        param: 'page',
        first: lit(1),
        page: 'data',
        cursor: 'number',
        items: item('data'),
        next: fn('add', item('number'), lit(1)),
        until: fn('isEmpty', item('data')),
        maxPages: 3,
      },
    ],
  ),
  parityCase(
    'waiting for a state',
    [
      { tool: 'get_build', data: { state: 'running' }, times: 2 },
      { tool: 'get_build', data: { state: 'done', id: 4 } },
      made,
    ],
    [
      {
        do: 'poll',
        id: 'build',
        call: { server: 'code', tool: 'get_build', args: { repo: input('repo') } },
        as: 'b',
        until: fn('eq', item('b', 'state'), lit('done')),
        everyMs: 1,
        timeoutMs: 1000,
      },
      write('createIssue', 'create_issue', { summary: text('Build ', step('build', 'id')) }),
    ],
  ),
  parityCase(
    'both sides of a branch, with a value',
    [list, made, { tool: 'add_comment', data: {} }],
    [
      read('listPulls', 'list_pulls', {}),
      loop('each', step('listPulls', 'pulls'), 'pull', [
        {
          do: 'if',
          id: 'label',
          cond: fn('eq', item('pull', 'state'), lit('open')),
          then: [write('createIssue', 'create_issue', { summary: item('pull', 'title') })],
          else: [],
          thenValue: step('createIssue', 'key'),
          elseValue: lit(null),
        },
        write('comment', 'add_comment', {
          body: fn('coalesce', step('label'), lit('none')),
          on: item('pull', 'number'),
        }),
      ]),
    ],
  ),
  parityCase(
    'a side that was never shown',
    [list, made],
    [
      read('listPulls', 'list_pulls', {}),
      loop('each', step('listPulls', 'pulls'), 'pull', [
        {
          do: 'if',
          id: 'decide',
          cond: fn('eq', item('pull', 'state'), lit('open')),
          then: [write('createIssue', 'create_issue', { summary: item('pull', 'title') })],
          else: 'undemonstrated',
        },
      ]),
    ],
  ),
  parityCase(
    'get or create',
    [{ tool: 'get_label', error: 'Label not found' }, { tool: 'create_label', data: { id: 'L1' } }, made],
    [
      {
        do: 'try',
        id: 'label',
        body: [read('getLabel', 'get_label', { name: lit('leak') })],
        on: { contains: ['Not Found'] },
        else: [write('createLabel', 'create_label', { name: lit('leak') })],
        value: step('getLabel', 'id'),
        elseValue: step('createLabel', 'id'),
      },
      write('createIssue', 'create_issue', { summary: step('label') }),
    ],
  ),
  parityCase(
    'an error that is not the expected one passes through',
    [{ tool: 'get_label', error: 'forbidden' }, made],
    [
      {
        do: 'try',
        id: 'label',
        body: [read('getLabel', 'get_label', { name: lit('leak') })],
        on: { contains: ['not found'] },
        else: [],
      },
      write('createIssue', 'create_issue', { summary: lit('x') }),
    ],
  ),
  parityCase(
    'a member that the server does not send',
    [{ tool: 'list_pulls', data: { pulls: [{ number: 1 }] } }, made],
    [
      read('listPulls', 'list_pulls', {}),
      loop('each', step('listPulls', 'pulls'), 'pull', [
        write('createIssue', 'create_issue', { summary: item('pull', 'title') }),
      ]),
    ],
  ),
  parityCase(
    'arguments that are left out',
    [list, made],
    [
      read('listPulls', 'list_pulls', { state: { $: 'absent' } }),
      loop('each', step('listPulls', 'pulls'), 'pull', [
        write('createIssue', 'create_issue', {
          summary: item('pull', 'title'),
          owner: {
            $: 'cond',
            if: fn('isNull', item('pull', 'author')),
            then: { $: 'absent' },
            else: maybe(item('pull', 'author'), 'login'),
          },
          extra: { $: 'obj', fields: { a: lit(1), b: { $: 'absent' }, __proto__x: lit(2) } },
          tags: { $: 'arr', items: [lit('a'), { $: 'absent' }] },
        }),
      ]),
    ],
  ),
  parityCase(
    'the same change twice on purpose, and once found there already',
    [made, { tool: 'search', data: { hits: [{ key: 'OLD' }] } }],
    [
      write('first', 'create_issue', { summary: lit('same') }),
      write('second', 'create_issue', { summary: lit('same') }),
      {
        ...write('third', 'create_issue', { summary: lit('there') }),
        find: {
          call: { server: 'code', tool: 'search', args: { q: lit('there') } },
          as: 'found',
          match: over('find', item('found', 'hits'), 'hit', fn('eq', item('hit', 'key'), lit('OLD'))),
        },
      } as Step,
      {
        ...write('fourth', 'create_issue', { summary: step('third', 'key') }),
        key: text('key-', step('third', 'key')),
      } as Step,
    ],
  ),
  parityCase(
    'busy answers are repeated',
    [
      { tool: 'list_pulls', error: '429 Too many requests, retry after 1ms', times: 2 },
      list,
      { tool: 'create_issue', error: 'Service Unavailable 503', times: 1 },
      made,
    ],
    [
      { ...read('listPulls', 'list_pulls', {}), retry: { attempts: 4, backoffMs: 1 } } as Step,
      {
        ...write('createIssue', 'create_issue', { summary: fn('toText', step('listPulls', 'total')) }),
        retry: { attempts: 3, backoffMs: 1 },
      } as Step,
    ],
  ),
  parityCase(
    'a change whose answer is lost is not repeated',
    [{ tool: 'create_issue', lost: 'unknown' }],
    [write('createIssue', 'create_issue', { summary: lit('x') })],
  ),
  parityCase(
    'text answers read in parts',
    [{ tool: 'report', text: '| name | count |\n| --- | --- |\n| a | 2 |\n| b | 3 |' }, made],
    [
      { ...read('report', 'report', {}), extract: 'table' } as Step,
      loop('each', step('report'), 'row', [
        write('createIssue', 'create_issue', {
          summary: text(item('row', 'name'), '=', fn('mul', fn('toNumber', item('row', 'count')), lit(2))),
        }),
      ]),
    ],
  ),
  parityCase(
    'plain text',
    [{ tool: 'report', text: 'Status: OK\nOwner: ana' }, made],
    [
      { ...read('report', 'report', {}), extract: 'text' } as Step,
      write('createIssue', 'create_issue', {
        summary: fn('textBetween', step('report'), lit('Owner: '), lit('\n')),
        whole: step('report'),
        after: fn('textAfter', step('report'), lit('Owner: ')),
        n: fn('length', step('report')),
      }),
    ],
  ),
  parityCase(
    'dates, settings, now and a judgement that was shown',
    [made],
    [
      {
        do: 'llm',
        id: 'judge',
        task: 'Is it urgent?',
        input: { title: lit('t') },
        output: { type: 'string' },
        examples: [[{ title: 't' }, 'yes']],
      },
      { do: 'approve', id: 'ok', show: text('Go on with ', step('judge')) },
      { do: 'assert', id: 'sure', cond: fn('eq', step('judge'), lit('yes')), message: 'It must be urgent.' },
      write('createIssue', 'create_issue', {
        summary: step('judge'),
        due: fn('formatDate', fn('dateAdd', { $: 'run', what: 'now' }, lit(7), lit('days')), lit('YYYY-MM-DD')),
        zone: { $: 'run', what: 'timeZone' },
        space: config('workspace'),
      }),
    ],
  ),
  parityCase(
    'an assertion that does not hold',
    [made],
    [
      { do: 'assert', id: 'sure', cond: fn('eq', input('repo'), lit('other')), message: 'Only for "other" */ `' },
      write('createIssue', 'create_issue', { summary: lit('x') }),
    ],
  ),
  parityCase(
    'a sentence that lacks the words before a piece that a change needs',
    [{ tool: 'report', text: 'Status: OK. The owner left.' }, made],
    [
      { ...read('report', 'report', {}), extract: 'text' } as Step,
      {
        do: 'assert',
        id: 'owned',
        cond: fn('not', fn('isEmpty', fn('textBetween', step('report'), lit('Owner: '), lit('.')))),
        message: 'There is no text between "Owner: " and "." in the answer of tracker/report.',
      },
      write('createIssue', 'create_issue', { summary: fn('textBetween', step('report'), lit('Owner: '), lit('.')) }),
    ],
  ),
  parityCase(
    'an approval only where it matters',
    [list, made],
    [
      read('listPulls', 'list_pulls', {}),
      {
        do: 'approve',
        id: 'ask',
        show: step('listPulls', 'total'),
        when: fn('gt', step('listPulls', 'total'), lit(2)),
      },
      write('createIssue', 'create_issue', { summary: fn('toText', step('ask')) }),
    ],
  ),
  parityCase(
    'names that are words of the language',
    [list, made],
    [
      read('delete', 'list_pulls', {}),
      loop(
        'each',
        over('filter', step('delete', 'pulls'), 'class', fn('contains', item('class', 'title'), lit('leak'))),
        'class',
        [write('new', 'create_issue', { summary: item('class', 'title'), read: input('phrase') })],
      ),
    ],
  ),
];

export function parityCase(
  name: string,
  world: readonly WorldRule[],
  body: readonly Step[],
  more: readonly WorldRule[] = [],
): ParityCase {
  return {
    name,
    world: [...more, ...world],
    workflow: {
      version: WORKFLOW_VERSION,
      name,
      inputs: [
        { name: 'repo', schema: { type: 'string' }, default: 'web' },
        { name: 'phrase', schema: { type: 'string' }, default: 'memory leak' },
      ],
      config: [{ name: 'workspace', schema: { type: 'string' }, default: 'main' }],
      body,
    },
  };
}

export function read(id: string, tool: string, args: Extract<Step, { do: 'call' }>['args']): Step {
  return { do: 'call', id, server: 'code', tool, effect: 'read', args };
}

export function write(id: string, tool: string, args: Extract<Step, { do: 'call' }>['args']): Step {
  return { do: 'call', id, server: 'tracker', tool, effect: 'write', args };
}

export function loop(
  id: string,
  list: Extract<Step, { do: 'forEach' }>['in'],
  each: string,
  body: readonly Step[],
): Step {
  return { do: 'forEach', id, in: list, each, body };
}

/** What the servers say of these tools: some have schemas, some have none, some schemas are loose. */
export const PARITY_TOOLS: readonly ToolSpec[] = [
  {
    server: 'code',
    name: 'list_pulls',
    inputSchema: { type: 'object', properties: { repo: { type: 'string' }, state: { enum: ['open', 'closed'] } } },
  },
  {
    server: 'tracker',
    name: 'create_issue',
    inputSchema: {
      type: 'object',
      properties: { summary: { type: 'string' }, labels: { type: 'array', items: { type: 'string' } } },
      required: ['summary'],
    },
    outputSchema: { type: 'object', properties: { key: { type: 'string' }, id: { type: 'integer' } } },
  },
  {
    server: 'code',
    name: 'get_build',
    inputSchema: { type: 'object' },
    outputSchema: {
      type: 'object',
      properties: { state: { enum: ['queued', 'running', 'done'] }, id: { type: ['integer', 'null'] } },
    },
  },
];
