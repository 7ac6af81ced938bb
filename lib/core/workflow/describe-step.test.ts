import { expect, test } from 'vitest';
import { describeExpr } from './describe-expr.ts';
import { describeStep } from './describe-step.ts';
import { exampleWorkflow } from './example-workflow.ts';
import { allSteps } from './walk.ts';

test('steps are told in one plain sentence each', () => {
  expect(allSteps(exampleWorkflow.body).map(describeStep)).toEqual([
    'Read github/list_pull_requests with repo = input repo.',
    'For each pull of listPulls where candidate.title contains input phrase, do 1 step.',
    'Write with jira/create_issue with project = input project, summary = pull.title.',
  ]);
});

test('a note of the user wins', () => {
  expect(describeStep({ id: 'a', do: 'let', value: { $: 'lit', value: 1 }, note: 'The answer.' })).toBe('The answer.');
});

test('expressions are told in words', () => {
  const pull = { $: 'ref', of: 'var', id: 'pull' } as const;
  expect(describeExpr({ $: 'text', parts: ['PR #', { $: 'get', from: pull, path: ['number'] }] })).toBe(
    '“PR #‹pull.number›”',
  );
  expect(
    describeExpr({
      $: 'sort',
      in: pull,
      as: 'x',
      by: [{ key: { $: 'get', from: pull, path: ['at'] }, order: 'desc' }],
      take: { $: 'lit', value: 3 },
    }),
  ).toBe('the first 3 of pull sorted by pull.at (greatest first)');
});
