import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ToolSpec } from '../tool/tool-spec.ts';
import { exampleWorkflow } from './example-workflow.ts';
import { RULE_NAMES, validateWorkflow } from './validate-workflow.ts';
import type { Expr, Step, Workflow } from './workflow.ts';

const lit = (value: string | number | boolean | null): Expr => ({ $: 'lit', value });
const ref = (of: 'input' | 'step' | 'var', id: string): Expr => ({ $: 'ref', of, id });
const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
const let_ = (id: string, value: Expr): Step => ({ id, do: 'let', value });

const tools: readonly ToolSpec[] = [
  {
    server: 'github',
    name: 'list_pull_requests',
    inputSchema: { type: 'object', properties: { repo: { type: 'string' } }, required: ['repo'] },
  },
  {
    server: 'jira',
    name: 'create_issue',
    inputSchema: {
      type: 'object',
      properties: { project: { type: 'string' }, summary: { type: 'string' } },
      required: ['project', 'summary'],
      additionalProperties: false,
    },
  },
];

/** Messages of errors in a workflow with this body. */
function errorsIn(body: readonly Step[], more: Partial<Workflow> = {}): string[] {
  return validateWorkflow({ version: 1, name: 'w', inputs: [], body, ...more })
    .filter((finding) => finding.severity === 'error')
    .map((finding) => finding.message);
}

/** The example with one argument of its write changed. */
function withArgs(args: Record<string, Expr>): Workflow {
  const [list, loop] = exampleWorkflow.body;
  if (!list || loop?.do !== 'forEach') throw new Error('The example has a list and a loop.');
  const body = loop.body.map((step) => (step.do === 'call' ? { ...step, args } : step));
  return { ...exampleWorkflow, body: [list, { ...loop, body }] };
}

const messages = (workflow: Workflow) => validateWorkflow(workflow, tools).map((finding) => finding.message);

test('a sound workflow has no findings', () => {
  expect(validateWorkflow(exampleWorkflow, tools)).toEqual([]);
});

describe('references', () => {
  test('must be declared, and the message lists what is', () => {
    expect(
      errorsIn([let_('send', ref('input', 'customer'))], {
        inputs: [
          { name: 'email', schema: {}, default: 'x' },
          { name: 'month', schema: {}, default: 1 },
        ],
      }),
    ).toEqual(['Step "send" refers to input "customer", which is not declared. Declared: email, month.']);
  });

  test('see steps that ran before, not those after or inside a loop that is over', () => {
    expect(errorsIn([let_('a', ref('step', 'b')), let_('b', lit(1))])).toEqual([
      'Step "a" refers to step "b", which has not run there. None is run before.',
    ]);
    const loop: Step = {
      id: 'loop',
      do: 'forEach',
      in: { $: 'arr', items: [lit(1)] },
      each: 'n',
      body: [let_('inner', ref('var', 'n'))],
      yield: ref('step', 'inner'),
    };
    expect(errorsIn([loop])).toEqual([]);
    expect(errorsIn([loop, let_('late', ref('step', 'inner'))])).toEqual([
      'Step "late" refers to step "inner", which has not run there. Run before: loop.',
    ]);
    expect(errorsIn([loop, let_('late', ref('var', 'n'))])).toEqual([
      'Step "late" refers to variable "n", which does not exist there. None is known there.',
    ]);
  });

  test('see the variable of the list that they go through', () => {
    const over: Expr = {
      $: 'over',
      op: 'filter',
      in: { $: 'arr', items: [] },
      as: 'x',
      body: fn('isNull', ref('var', 'x')),
    };
    expect(errorsIn([let_('a', over)])).toEqual([]);
    expect(errorsIn([let_('a', { $: 'arr', items: [over, ref('var', 'x')] })])).toHaveLength(1);
  });
});

describe('names', () => {
  test('are unique among steps, inputs and the variables around them', () => {
    expect(errorsIn([let_('a', lit(1)), let_('a', lit(2))])).toEqual([
      'There are two steps called "a". Rename one of them.',
    ]);
    expect(
      errorsIn([], {
        inputs: [
          { name: 'x', schema: {}, default: 1 },
          { name: 'x', schema: {}, default: 1 },
        ],
      }),
    ).toEqual(['There are two inputs called "x". Rename one of them.']);
    expect(
      errorsIn([
        {
          id: 'loop',
          do: 'forEach',
          in: { $: 'arr', items: [] },
          each: 'n',
          body: [{ id: 'inner', do: 'forEach', in: { $: 'arr', items: [] }, each: 'n', body: [let_('z', lit(1))] }],
        },
      ]),
    ).toEqual(['Step "inner" calls its variable "n", which something else around it is called too.']);
  });
});

describe('functions', () => {
  test('exist, take so many arguments, and get values of their types', () => {
    expect(errorsIn([let_('a', fn('Contains', lit('x'), lit('y')))])).toEqual([
      'Step "a" uses the function "Contains", which does not exist. Did you mean "contains"?',
    ]);
    expect(errorsIn([let_('a', fn('lower'))])).toEqual(['Step "a" gives 0 arguments to lower, which takes 1.']);
    expect(errorsIn([let_('a', fn('lower', lit(3)))])).toEqual([
      'Step "a" gives integer to lower for "text", which must be string.',
    ]);
    expect(errorsIn([let_('a', fn('sub', fn('length', lit('x')), lit(1)))])).toEqual([]);
  });
});

describe('tools', () => {
  test('are on offer and get the arguments of their schema', () => {
    expect(messages(withArgs({ project: ref('input', 'project') }))).toEqual([
      'Step "createIssue" does not give "summary", which create_issue requires.',
    ]);
    expect(messages(withArgs({ project: ref('input', 'project'), summary: lit('x'), sumary: lit('x') }))).toEqual([
      'Step "createIssue" gives "sumary", which create_issue does not take. Taken: project, summary.',
    ]);
    expect(messages(withArgs({ project: ref('input', 'project'), summary: fn('length', lit('x')) }))).toEqual([
      'Step "createIssue" gives integer for "summary", which must be string.',
    ]);
    expect(validateWorkflow(exampleWorkflow, tools.slice(0, 1)).map((finding) => finding.message)).toEqual([
      'Step "createIssue" calls server "jira", which is not connected. Connected: github.',
    ]);
  });

  test('get constants that fit what their schema says beyond the type', () => {
    const strict: readonly ToolSpec[] = tools.map((tool) =>
      tool.name === 'create_issue'
        ? {
            ...tool,
            inputSchema: {
              ...tool.inputSchema,
              properties: { project: { enum: ['OPS', 'PERF'] }, summary: { type: 'string', maxLength: 5 } },
            },
          }
        : tool,
    );
    const found = validateWorkflow(withArgs({ project: lit('SHOP'), summary: lit('too long') }), strict);
    expect(found.filter(({ rule }) => rule === 'constant-values')).toEqual([
      {
        rule: 'constant-values',
        severity: 'warning',
        message: 'Step "createIssue" gives "SHOP" for "project", which must be one of: "OPS", "PERF".',
        place: { step: 'createIssue', slot: ['args', 'project'] },
      },
      {
        rule: 'constant-values',
        severity: 'warning',
        message: expect.stringContaining('gives "too long" for "summary", which does not fit its schema'),
        place: { step: 'createIssue', slot: ['args', 'summary'] },
      },
    ]);
    const fine = validateWorkflow(withArgs({ project: lit('OPS'), summary: lit('short') }), strict);
    expect(fine.filter(({ rule }) => rule === 'constant-values')).toEqual([]);
  });

  test('are not treated as more harmless than they are', () => {
    const step: Step = {
      id: 'x',
      do: 'call',
      server: 'jira',
      tool: 'create_issue',
      args: { project: lit('a'), summary: lit('b') },
      effect: 'read',
    };
    expect(validateWorkflow({ version: 1, name: 'w', inputs: [], body: [step] }, tools)[0]?.message).toBe(
      'Step "x" treats jira/create_issue as a read, but it is a write. Change the step, or the class of the tool.',
    );
  });
});

describe('types', () => {
  test('of conditions are true or false, and only lists are gone through', () => {
    expect(errorsIn([{ id: 'a', do: 'assert', cond: lit('yes'), message: 'm' }])).toEqual([
      'Step "a": the condition must be true or false, but it is string.',
      'Step "a" always fails, so nothing after it can be reached.',
    ]);
    expect(
      errorsIn([{ id: 'a', do: 'forEach', in: lit('abc'), each: 'c', body: [let_('z', ref('var', 'c'))] }]),
    ).toEqual(['Step "a" goes through string, but only a list can be gone through.']);
  });

  test('of defaults fit the input', () => {
    expect(
      errorsIn([let_('a', ref('input', 'n'))], { inputs: [{ name: 'n', schema: { type: 'integer' }, default: 'x' }] }),
    ).toEqual(['Input "n" must be integer, but its default is string.']);
  });

  test('allow leaving out arguments and members only', () => {
    expect(errorsIn([let_('a', { $: 'absent' })])).toHaveLength(1);
    expect(errorsIn([let_('a', { $: 'obj', fields: { x: { $: 'absent' } } })])).toEqual([]);
    expect(
      errorsIn([
        {
          id: 'c',
          do: 'call',
          server: 's',
          tool: 't',
          effect: 'read',
          args: { x: { $: 'cond', if: lit(true), then: lit(1), else: { $: 'absent' } } },
        },
      ]),
    ).toEqual([]);
  });
});

test('unused inputs, missing defaults and sides that were never shown are told, and do not stop a run', () => {
  const findings = validateWorkflow({
    version: 1,
    name: 'w',
    inputs: [{ name: 'x', schema: {} }],
    body: [{ id: 'a', do: 'if', cond: fn('isNull', lit(null)), then: [], else: 'undemonstrated' }],
  });
  expect(findings.map((finding) => [finding.severity, finding.rule])).toEqual([
    ['warning', 'input-values'],
    ['note', 'input-values'],
    ['note', 'reachable-steps'],
  ]);
});

test('a webhook fills declared inputs and a schedule has its fields', () => {
  expect(errorsIn([], { trigger: { on: 'schedule', cron: '* * *', timeZone: 'UTC' } })[0]).toContain('has 3 fields');
  expect(errorsIn([], { trigger: { on: 'webhook', path: '/x', inputs: { pr: ['number'] } } })).toEqual([
    'The webhook fills input "pr", which is not declared. None is declared.',
  ]);
});

test('every rule stands in a file of its own, and its findings go by the name of that file', () => {
  const files = readdirSync(new URL('./rules/', import.meta.url)).filter((file) => file !== 'rule.ts');
  expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual([...RULE_NAMES].sort());
  for (const file of files) {
    const text = readFileSync(new URL(`./rules/${file}`, import.meta.url), 'utf8');
    expect(text, file).toContain(`'${file.replace('.ts', '')}'`);
  }
});
