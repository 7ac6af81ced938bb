import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { Effect } from '#core/effects/ledger.ts';
import { terminalApprover } from './terminal-approver.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const effect = (title: string): Effect => ({
  key: title,
  step: 'create',
  path: ['#42'],
  server: 'tracker',
  tool: 'create_issue',
  args: { title },
  argsHash: '',
  effect: 'write',
});

/** A person at a terminal who answers each question with the next line. */
function person(...answers: readonly string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  const left = [...answers];
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    if (!/\[a\]ll: $/.test(shown)) return;
    shown += '\n';
    const answer = left.shift();
    if (answer === undefined) input.end();
    else input.write(`${answer}\n`);
  });
  const approver = terminalApprover({ input, output });
  closers.push(approver.close);
  return { approve: (title: string) => approver.approve(effect(title), {}), shown: () => shown };
}

test('shows exactly what would be done and takes yes for yes', async () => {
  const { approve, shown } = person('y');
  expect(await approve('Leak')).toEqual({ approved: true });
  expect(shown()).toContain('write tracker/create_issue (#42)');
  expect(shown()).toContain('"title": "Leak"');
});

test('takes everything else for no', async () => {
  const { approve } = person('n', '', 'maybe');
  for (const title of ['a', 'b', 'c']) expect(await approve(title)).toMatchObject({ approved: false });
});

test('asks one at a time, and not again after "all"', async () => {
  const { approve, shown } = person('y', 'a');
  const answers = await Promise.all([approve('one'), approve('two'), approve('three')]);
  expect(answers.every((answer) => answer.approved)).toBe(true);
  expect(shown()).not.toContain('three');
  expect(shown().indexOf('"one"')).toBeLessThan(shown().indexOf('"two"'));
});

test('the end of the input is a no', async () => {
  const { approve } = person();
  expect(await approve('one')).toMatchObject({ approved: false });
});

test('arguments cannot send control characters to the terminal', async () => {
  const { approve, shown } = person('n');
  await approve('\u001b[2Jgone');
  expect(shown()).not.toContain('\u001b[2J');
});
