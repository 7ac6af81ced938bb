import type { Expr, Workflow } from '../workflow.ts';

const lit = (value: string | number | boolean): Expr => ({ $: 'lit', value });
const input = (id: string): Expr => ({ $: 'ref', of: 'input', id });
const step = (id: string): Expr => ({ $: 'ref', of: 'step', id });
const item = (id: string): Expr => ({ $: 'ref', of: 'var', id });
const get = (from: Expr, ...path: (string | number)[]): Expr => ({ $: 'get', from, path });
const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });

/** All ten kinds of steps and every form of expression, loops in loops and sides of choices included. For tests. */
export const everyKindWorkflow: Workflow = {
  version: 1,
  name: 'Every kind of step',
  description: 'Tickets for memory leaks, told to everyone who has to know.',
  inputs: [
    { name: 'repository', schema: { type: 'string' }, default: 'acme/storefront' },
    { name: 'limit', schema: { type: 'integer' }, default: 100, description: 'Above this a person is asked.' },
    { name: 'recipients', schema: { type: 'array' }, default: ['amara@acme.example', 'jonas@acme.example'] },
  ],
  config: [{ name: 'workspace', schema: { type: 'string' }, default: 'acme' }],
  body: [
    {
      id: 'pulls',
      do: 'paginate',
      call: {
        server: 'code-host',
        tool: 'list_pull_requests',
        args: { repository: input('repository'), state: lit('open') },
      },
      param: 'cursor',
      page: 'page',
      cursor: 'cursor',
      items: get(item('page'), 'items'),
      next: get(item('page'), 'next'),
      until: fn('isNull', get(item('page'), 'next')),
      maxPages: 50,
    },
    {
      id: 'build',
      do: 'poll',
      call: { server: 'ci', tool: 'get_build', args: { id: lit('b-1') }, extract: 'structured' },
      as: 'answer',
      until: fn('eq', get(item('answer'), 'status'), lit('finished')),
      everyMs: 5000,
      timeoutMs: 600_000,
    },
    { id: 'since', do: 'let', value: fn('dateAdd', { $: 'run', what: 'now' }, lit(-7), lit('days')) },
    {
      id: 'guard',
      do: 'assert',
      cond: fn('not', fn('isEmpty', step('pulls'))),
      message: 'There is nothing to report.',
    },
    {
      id: 'customer',
      do: 'try',
      body: [
        {
          id: 'findCustomer',
          do: 'call',
          server: 'crm',
          tool: 'get_customer',
          effect: 'read',
          args: { email: get(input('recipients'), 0) },
        },
      ],
      on: { contains: ['not found', '404'] },
      else: [
        {
          id: 'createCustomer',
          do: 'call',
          server: 'crm',
          tool: 'create_customer',
          effect: 'write',
          args: { email: get(input('recipients'), 0), workspace: { $: 'ref', of: 'config', id: 'workspace' } },
        },
      ],
      value: step('findCustomer'),
      elseValue: step('createCustomer'),
    },
    {
      id: 'eachPull',
      do: 'forEach',
      each: 'pull',
      in: {
        $: 'sort',
        in: {
          $: 'over',
          op: 'uniqueBy',
          in: {
            $: 'over',
            op: 'filter',
            in: step('pulls'),
            as: 'a',
            body: fn(
              'and',
              fn('contains', get(item('a'), 'title'), lit('memory leak')),
              fn('ne', get(item('a'), 'draft'), lit(true)),
              fn('after', get(item('a'), 'created_at'), step('since')),
              fn('or', fn('has', get(item('a'), 'labels'), lit('bug')), fn('isNull', get(item('a'), 'assignee'))),
            ),
          },
          as: 'b',
          body: get(item('b'), 'author'),
        },
        as: 'c',
        by: [
          { key: get(item('c'), 'created_at'), order: 'desc' },
          { key: get(item('c'), 'points'), order: 'asc' },
        ],
        take: lit(20),
      },
      onError: 'collect',
      parallel: 4,
      body: [
        {
          id: 'summary',
          do: 'llm',
          task: 'Say in one sentence what the pull request changes and for whom it matters.',
          input: { title: get(item('pull'), 'title'), body: get(item('pull'), 'body') },
          output: { type: 'string' },
          examples: [[{ title: 'Fix leak' }, 'It frees memory.']],
          checks: [fn('not', fn('isEmpty', step('summary')))],
        },
        {
          id: 'whenBig',
          do: 'if',
          cond: fn('gt', get(item('pull'), 'changed_lines'), input('limit')),
          then: [
            {
              id: 'approval',
              do: 'approve',
              show: { $: 'text', parts: ['Ticket for ', get(item('pull'), 'title'), '?'] },
              when: fn('eq', get(item('pull'), 'urgent'), lit(true)),
            },
          ],
          else: 'undemonstrated',
        },
        {
          id: 'createIssue',
          do: 'call',
          server: 'tracker',
          tool: 'create_issue',
          effect: 'write',
          retry: { attempts: 3, backoffMs: 500 },
          key: get(item('pull'), 'number'),
          find: {
            call: { server: 'tracker', tool: 'search_issues', args: { query: get(item('pull'), 'url') } },
            as: 'known',
            match: get(item('known'), 'issues', 0, 'key'),
          },
          note: 'One ticket for each leak, never two for the same pull request.',
          args: {
            project: lit('PERF'),
            title: get(item('pull'), 'title'),
            description: {
              $: 'text',
              parts: [
                'Pull request #',
                get(item('pull'), 'number'),
                ': ',
                get(item('pull'), 'url'),
                '\n',
                step('summary'),
              ],
            },
            labels: { $: 'arr', items: [lit('bug'), lit('performance')] },
            assignee: {
              $: 'cond',
              if: fn('isNull', get(item('pull'), 'assignee')),
              then: { $: 'absent' },
              else: get(item('pull'), 'assignee'),
            },
          },
        },
        {
          id: 'eachRecipient',
          do: 'forEach',
          each: 'recipient',
          in: input('recipients'),
          body: [
            {
              id: 'sendMail',
              do: 'call',
              server: 'mail',
              tool: 'send_mail',
              effect: 'write',
              args: { to: item('recipient'), subject: get(step('createIssue'), 'key'), text: step('summary') },
            },
            {
              id: 'whenUrgent',
              do: 'if',
              cond: fn('eq', get(item('pull'), 'priority'), lit('urgent')),
              then: [
                {
                  id: 'deleteDraft',
                  do: 'call',
                  server: 'mail',
                  tool: 'delete_draft',
                  effect: 'destroy',
                  args: { id: get(step('sendMail'), 'id') },
                },
              ],
              else: [],
              thenValue: lit(true),
              elseValue: lit(false),
            },
          ],
        },
      ],
      yield: get(step('createIssue'), 'key'),
    },
  ],
  output: { $: 'obj', fields: { tickets: step('eachPull'), count: fn('length', step('eachPull')) } },
  trigger: { on: 'webhook', path: '/pulls', inputs: { repository: ['repository', 'full_name'] } },
};
