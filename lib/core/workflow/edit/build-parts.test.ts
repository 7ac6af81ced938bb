import { describe, expect, test } from 'vitest';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import { exampleWorkflow } from '../example-workflow.ts';
import { findExpr } from '../find-step.ts';
import { validateWorkflow } from '../validate-workflow.ts';
import type { Expr } from '../workflow.ts';
import { applyEdit } from './apply-edit.ts';
import { conditionExpr, readCondition, TESTS } from './condition.ts';
import { listExpr, readStages, stageSlots } from './list-stages.ts';
import { type NewStep, newStep } from './new-step.ts';

const lit = (value: string | number | boolean | null): Expr => ({ $: 'lit', value });
const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
const member = (...path: string[]): Expr => ({ $: 'get', from: { $: 'ref', of: 'var', id: 'pull' }, path });
const pulls: Expr = { $: 'ref', of: 'step', id: 'listPulls' };

describe('a condition taken apart and put together', () => {
  test.each<[string, Expr]>([
    ['a test of two sides', fn('contains', member('title'), { $: 'ref', of: 'input', id: 'phrase' })],
    ['one that does not hold', fn('not', fn('has', member('labels'), lit('bug')))],
    ['a flag', fn('eq', member('draft'), lit(true))],
    ['a flag that is not set', fn('ne', member('draft'), lit(true))],
    ['what is missing', fn('isNull', member('assignee'))],
    ['what is there', fn('not', fn('isNull', member('assignee')))],
    [
      'groups in groups',
      fn(
        'and',
        fn('gt', member('points'), lit(3)),
        fn('or', fn('isEmpty', member('labels')), fn('eq', member('state'), lit('open'))),
      ),
    ],
    ['what no test says', fn('not', fn('and', fn('eq', lit(1), lit(1)), fn('eq', lit(2), lit(2))))],
  ])('is the same: %s', (_, expr) => {
    expect(conditionExpr(readCondition(expr))).toEqual(expr);
  });

  test('says the same of members by themselves and of equality with null', () => {
    expect(conditionExpr(readCondition(member('draft')))).toEqual(fn('eq', member('draft'), lit(true)));
    expect(conditionExpr(readCondition(fn('not', member('draft'))))).toEqual(fn('ne', member('draft'), lit(true)));
    expect(readCondition(fn('eq', member('assignee'), lit(null)))).toMatchObject({ test: 'missing' });
    expect(readCondition(fn('not', fn('eq', member('state'), lit('open'))))).toMatchObject({ test: 'ne' });
  });

  test('makes a sound expression of every test on offer', () => {
    for (const { id, two } of TESTS) {
      const expr = conditionExpr({ kind: 'test', test: id, subject: member('x'), ...(two && { value: lit('a') }) });
      expect(readCondition(expr)).toMatchObject({ kind: 'test', test: id });
    }
  });
});

describe('a list taken apart and put together', () => {
  const list = listExpr({
    source: pulls,
    stages: [
      { kind: 'where', as: 'a', test: fn('eq', member('state'), lit('open')) },
      { kind: 'unique', as: 'b', by: member('author') },
      { kind: 'sort', as: 'c', by: [{ key: member('created_at'), order: 'desc' }] },
      { kind: 'take', count: lit(5) },
    ],
  });

  test('is the same, from its source outward', () => {
    expect(readStages(list).stages.map(({ kind }) => kind)).toEqual(['where', 'unique', 'sort', 'take']);
    expect(readStages(list).source).toEqual(pulls);
    expect(listExpr(readStages(list))).toEqual(list);
    const cut = fn('slice', pulls, lit(0), lit(3));
    expect(readStages(cut)).toMatchObject({ source: pulls, stages: [{ kind: 'take' }] });
    expect(listExpr(readStages(cut))).toEqual(cut);
    expect(readStages(fn('slice', pulls, lit(1), lit(3))).stages).toEqual([]);
  });

  test('knows where each stage stands', () => {
    const edited = applyEdit(exampleWorkflow, {
      edit: 'setValue',
      place: { step: 'tickets', slot: ['in'] },
      expr: list,
    });
    const found = stageSlots(list).map((slot) => findExpr(edited, { step: 'tickets', slot: ['in', ...slot] }));
    expect(found).toEqual([fn('eq', member('state'), lit('open')), member('author'), null, lit(5)]);
  });
});

describe('a step to begin with', () => {
  const tool: ToolSpec = {
    server: 'jira',
    name: 'Create_issue',
    inputSchema: {
      type: 'object',
      properties: { project: { type: 'string' }, points: { type: 'integer' }, kind: { enum: ['bug', 'task'] } },
      required: ['project', 'points', 'kind'],
      additionalProperties: false,
    },
  };
  const reading: ToolSpec = {
    ...tool,
    name: 'list_issues',
    inputSchema: { type: 'object', properties: { next_page: { type: 'integer' } }, additionalProperties: false },
  };

  test('fills what the tool requires from inputs of that name, or with empty values of its type', () => {
    expect(newStep(exampleWorkflow, { kind: 'call', tool })).toMatchObject({
      id: 'createIssue2',
      effect: 'write',
      args: { project: { $: 'ref', id: 'project' }, points: lit(0), kind: lit('bug') },
    });
  });

  test.each<NewStep>([
    { kind: 'call', tool },
    { kind: 'paginate', tool: reading },
    { kind: 'poll', tool: reading },
    ...(['let', 'forEach', 'if', 'try', 'llm', 'approve', 'assert'] as const).map((kind): NewStep => ({ kind })),
  ])('is no error wherever it is put: %j', (wanted) => {
    for (const parent of ['', 'tickets']) {
      const step = newStep(exampleWorkflow, wanted);
      const edited = applyEdit(exampleWorkflow, { edit: 'insertStep', step, at: { parent, member: 'body', index: 0 } });
      const twice = applyEdit(edited, {
        edit: 'insertStep',
        step: newStep(edited, wanted),
        at: { parent, member: 'body', index: 1 },
      });
      const offered = [tool, reading];
      const errors = validateWorkflow(twice, offered).filter(
        ({ severity, place }) => severity === 'error' && place?.step.startsWith(step.id),
      );
      expect(errors).toEqual([]);
    }
  });
});
