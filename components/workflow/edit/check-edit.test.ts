import { describe, expect, it } from 'vitest';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { input, leakWorkflow } from '../workflow-fixture.ts';
import { checkEdit } from './check-edit.ts';
import { placeSchema } from './place-schema.ts';

const tools: readonly ToolSpec[] = [
  { server: 'code', name: 'list_pull_requests', inputSchema: { type: 'object' } },
  {
    server: 'tracker',
    name: 'create_issue',
    inputSchema: {
      type: 'object',
      properties: { title: { type: 'string' }, kind: { enum: ['bug', 'task'] } },
      required: ['title'],
    },
  },
];
const place = { step: 'createIssue', slot: ['args', 'title'] };
const check = (edit: Parameters<typeof checkEdit>[2]) => checkEdit(leakWorkflow(), tools, edit);

describe('an edit looked at before it is made', () => {
  it('says what it would break, in the words of the rule', () => {
    expect(check({ edit: 'setValue', place, expr: { $: 'lit', value: 3 } })).toBe(
      'Step "createIssue" gives integer for "title", which must be string.',
    );
    expect(check({ edit: 'setValue', place, expr: input('customer') })).toBe(
      'Step "createIssue" refers to input "customer", which is not declared. Declared: repository, phrase, project.',
    );
    expect(check({ edit: 'clearValue', place })).toBe(
      'Step "createIssue" does not give "title", which create_issue requires.',
    );
    expect(check({ edit: 'renameInput', from: 'phrase', to: 'project' })).toBe(
      '"project" is taken already. Choose another name.',
    );
  });

  it('says nothing of one that can be made, nor of what was wrong before', () => {
    expect(check({ edit: 'setValue', place, expr: { $: 'lit', value: 'Leak' } })).toBeNull();
    const broken = { ...leakWorkflow(), inputs: [] };
    expect(checkEdit(broken, tools, { edit: 'setNote', step: 'createIssue', note: 'x' })).toBeNull();
  });
});

describe('what a tool says of the argument at a place', () => {
  it('is its schema, and nothing elsewhere', () => {
    expect(placeSchema(leakWorkflow(), tools, place)).toEqual({ type: 'string' });
    expect(placeSchema(leakWorkflow(), tools, { step: 'createIssue', slot: ['args', 'kind'] })).toEqual({
      enum: ['bug', 'task'],
    });
    expect(placeSchema(leakWorkflow(), tools, { step: 'forEachPull', slot: ['in'] })).toBeUndefined();
  });
});
