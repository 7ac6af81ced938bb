import { describe, expect, it } from 'vitest';
import { leakTrace } from '#components/trace/trace-fixture.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { get, item, leakWorkflow, lit } from '../workflow-fixture.ts';
import { valuesInScope } from './values-in-scope.ts';

const labels = (workflow: Workflow, step: string) =>
  valuesInScope(workflow, { step, slot: [] }, leakTrace()).map(({ label }) => label);

describe('what a step can refer to', () => {
  it('knows inputs, results before it and the item of the loop around it, with samples', () => {
    const values = valuesInScope(leakWorkflow(), { step: 'createIssue', slot: ['args'] }, leakTrace());
    expect(values.find(({ label }) => label === 'pull.author')).toMatchObject({
      sample: 'amara',
      expr: { $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path: ['author'] },
    });
    expect(values.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['repository', 'listPullRequests.pulls', 'now']),
    );
  });

  it('does not offer a step its own result, nor what comes later', () => {
    expect(labels(leakWorkflow(), 'listPullRequests')).not.toContain('listPullRequests');
    expect(labels(leakWorkflow(), 'createIssue')).not.toContain('createIssue');
  });

  it('knows the items of a list that comes in pages', () => {
    const base = leakWorkflow();
    const [list, loop] = base.body;
    if (list?.do !== 'call' || loop?.do !== 'forEach') throw new Error('The fixture is a call and a loop.');
    const { id, origin, server, tool, args } = list;
    const paged: Workflow = {
      ...base,
      body: [
        {
          id,
          origin,
          do: 'paginate',
          call: { server, tool, args },
          param: 'page',
          page: 'page',
          cursor: 'cursor',
          items: get(item('page'), 'pulls'),
          next: lit(2),
          until: lit(true),
          maxPages: 10,
        },
        { ...loop, in: { $: 'ref', of: 'step', id } },
      ],
    };
    expect(labels(paged, 'createIssue')).toContain('pull.author');
  });

  it('knows the item of a filter by the names of its members, and the page of a list', () => {
    const place = { step: 'forEachPull', slot: ['in', 'body', 'args', 0] };
    const inFilter = valuesInScope(leakWorkflow(), place, leakTrace());
    expect(inFilter.find(({ label }) => label === 'author')).toMatchObject({
      group: 'Item of the list',
      sample: 'amara',
      expr: { $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path: ['author'], missing: 'null' },
    });
    const before = valuesInScope(leakWorkflow(), { step: 'forEachPull', slot: ['in'] }, leakTrace());
    expect(before.map(({ label }) => label)).not.toContain('author');
  });
});
