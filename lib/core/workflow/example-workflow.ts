import type { Workflow } from './workflow.ts';

/** The brief's example, written by hand: a ticket for every pull request whose title holds a phrase. For tests. */
export const exampleWorkflow: Workflow = {
  version: 1,
  name: 'Tickets for pull requests',
  inputs: [
    { name: 'repo', schema: { type: 'string' }, default: 'octo/app' },
    { name: 'phrase', schema: { type: 'string' }, default: 'memory leak' },
    { name: 'project', schema: { type: 'string' }, default: 'OPS' },
  ],
  body: [
    {
      id: 'listPulls',
      do: 'call',
      server: 'github',
      tool: 'list_pull_requests',
      args: { repo: { $: 'ref', of: 'input', id: 'repo' } },
      effect: 'read',
      origin: ['c1'],
    },
    {
      id: 'tickets',
      do: 'forEach',
      in: {
        $: 'over',
        op: 'filter',
        in: { $: 'ref', of: 'step', id: 'listPulls' },
        as: 'candidate',
        body: {
          $: 'fn',
          name: 'contains',
          args: [
            { $: 'get', from: { $: 'ref', of: 'var', id: 'candidate' }, path: ['title'] },
            { $: 'ref', of: 'input', id: 'phrase' },
          ],
        },
      },
      each: 'pull',
      body: [
        {
          id: 'createIssue',
          do: 'call',
          server: 'jira',
          tool: 'create_issue',
          args: {
            project: { $: 'ref', of: 'input', id: 'project' },
            summary: { $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path: ['title'] },
          },
          effect: 'write',
          origin: ['c2', 'c3'],
        },
      ],
      yield: { $: 'get', from: { $: 'ref', of: 'step', id: 'createIssue' }, path: ['key'] },
    },
  ],
  output: { $: 'ref', of: 'step', id: 'tickets' },
};
