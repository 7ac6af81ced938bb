import { expect, test } from 'vitest';
import { describeStep } from './describe-step.ts';
import { exampleWorkflow } from './example-workflow.ts';
import { allSteps } from './walk.ts';

test('steps are told in one plain sentence each', () => {
  expect(allSteps(exampleWorkflow.body).map(describeStep)).toEqual([
    'Read github/list_pull_requests with repo = repo.',
    'For each pull of listPulls where title contains phrase, do 1 step.',
    'Write with jira/create_issue with project = project, summary = pull.title.',
  ]);
});

test('a note of the user wins', () => {
  expect(describeStep({ id: 'a', do: 'let', value: { $: 'lit', value: 1 }, note: 'The answer.' })).toBe('The answer.');
});
