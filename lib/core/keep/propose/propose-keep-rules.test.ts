import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../../inference/infer-workflow.ts';
import type { Json } from '../../json/json.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import { parseTrace } from '../../trace/parse-trace.ts';
import { parseWorkflow } from '../../workflow/parse-workflow.ts';
import { validateWorkflow } from '../../workflow/validate-workflow.ts';
import { proposeKeepRules } from './propose-keep-rules.ts';

const trace = parseTrace(
  JSON.parse(
    readFileSync(new URL('../../../../examples/memory-leak-tickets/trace.json', import.meta.url), 'utf8'),
  ) as Json,
);
const { workflow: inferred } = inferWorkflow({ traces: [trace] });
if (!inferred) throw new Error('The sample gives no workflow.');
const workflow = inferred;
const without = (...names: string[]) => trace.tools.filter(({ name }) => !names.includes(name));
const propose = (tools: readonly ToolSpec[] = trace.tools) => {
  const [proposal, ...others] = proposeKeepRules(workflow, trace, tools);
  expect(others).toEqual([]);
  if (!proposal) throw new Error('Nothing is proposed.');
  return proposal;
};

describe('what is proposed for the tickets of the sample', () => {
  test('one search for all, read to its last page, told apart by key and known again by what stands in it', () => {
    const { rule, sights, change, remove } = propose();
    expect(sights.map(({ see }) => see.by)).toEqual(['search', 'get', 'ledger']);
    expect(rule).toMatchObject({
      step: 'createIssue',
      see: {
        by: 'search',
        call: { tool: 'search_issues', args: { project: { of: 'input', id: 'project' }, per_page: { value: 100 } } },
        items: { path: ['issues'] },
        pages: { param: 'page', until: { name: 'ne' } },
        id: { made: { path: ['key'] }, actual: { path: ['key'] } },
        key: { wanted: { path: ['description'] }, actual: { path: ['description'] } },
        get: { tool: 'get_issue' },
      },
      change: { tool: 'update_issue' },
    });
    expect(Object.keys(rule.fields ?? {})).toEqual(['title', 'description']);
    expect(rule.settleMs).toBeUndefined();
    expect(change?.why).toContain('title, description');
    expect(remove?.call).toMatchObject({ tool: 'delete_issue', effect: 'destroy' });
  });

  test('removing is never part of the rule, unless the user says so', () => {
    expect(propose().rule.remove).toBeUndefined();
  });

  test('the rule is sound', () => {
    const kept = { ...workflow, keep: { rules: [propose().rule] } };
    const errors = validateWorkflow(parseWorkflow(JSON.parse(JSON.stringify(kept))), trace.tools).filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  test('without a search each item is asked for, without either the ledger counts', () => {
    expect(propose(without('search_issues')).rule.see).toMatchObject({ by: 'get', call: { tool: 'get_issue' } });
    const blind = propose(without('search_issues', 'get_issue'));
    expect(blind.rule).toEqual({ step: 'createIssue', see: { by: 'ledger' } });
    expect(blind.sights[0]?.why).toContain('No tool shows');
  });

  test('without a call that changes, no field is kept', () => {
    const { rule } = propose(without('update_issue'));
    expect(rule.fields).toBeUndefined();
    expect(rule.change).toBeUndefined();
  });

  test('a search out in the world is given time to show what was written', () => {
    const remote = trace.tools.map((tool) =>
      tool.name === 'search_issues' ? { ...tool, annotations: { readOnlyHint: true } } : tool,
    );
    expect(propose(remote).rule.settleMs).toBe(300_000);
  });
});
