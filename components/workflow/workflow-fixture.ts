import type { Expr, Workflow } from '#core/workflow/workflow.ts';

export const input = (id: string): Expr => ({ $: 'ref', of: 'input', id });
export const step = (id: string): Expr => ({ $: 'ref', of: 'step', id });
export const item = (id: string): Expr => ({ $: 'ref', of: 'var', id });
export const get = (from: Expr, ...path: (string | number)[]): Expr => ({ $: 'get', from, path });
export const lit = (value: string | number | boolean): Expr => ({ $: 'lit', value });

/** The program of the brief's example, as inference should give it. */
export function leakWorkflow(): Workflow {
  return {
    version: 1,
    name: 'Tickets for memory leaks',
    inputs: [
      { name: 'repository', schema: { type: 'string' }, default: 'acme/web' },
      { name: 'phrase', schema: { type: 'string' }, default: 'memory leak' },
      { name: 'project', schema: { type: 'string' }, default: 'PLAT' },
    ],
    body: [
      {
        id: 'listPullRequests',
        do: 'call',
        server: 'code',
        tool: 'list_pull_requests',
        effect: 'read',
        args: { repository: input('repository'), state: lit('open') },
        origin: ['call-list'],
      },
      {
        id: 'forEachPull',
        do: 'forEach',
        in: {
          $: 'over',
          op: 'filter',
          in: get(step('listPullRequests'), 'pulls'),
          as: 'pull',
          body: { $: 'fn', name: 'contains', args: [get(item('pull'), 'title'), input('phrase')] },
        },
        each: 'pull',
        body: [
          {
            id: 'createIssue',
            do: 'call',
            server: 'tracker',
            tool: 'create_issue',
            effect: 'write',
            args: {
              project: input('project'),
              title: get(item('pull'), 'title'),
              body: {
                $: 'text',
                parts: ['Pull request #', get(item('pull'), 'number'), ' by ', get(item('pull'), 'author')],
              },
            },
            origin: ['call-create-1', 'call-create-2', 'call-create-3'],
          },
        ],
        yield: get(step('createIssue'), 'key'),
      },
    ],
    output: step('forEachPull'),
  };
}
