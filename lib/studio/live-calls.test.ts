import { expect, test } from 'vitest';
import { createLiveCalls } from './live-calls.ts';

test('stopping ends everything under way and waits until it has closed', async () => {
  const calls = createLiveCalls();
  const [first, second] = [calls.open('call-1'), calls.open('run-1')];
  let stopped = false;
  const stopping = calls.stopAll('The studio is stopping.', 60_000).then(() => {
    stopped = true;
  });
  expect([first.signal.aborted, second.signal.aborted]).toEqual([true, true]);
  first.close();
  await Promise.resolve();
  expect(stopped).toBe(false);
  second.close();
  await stopping;
});

test('stopping does not wait for ever for what does not close', async () => {
  const calls = createLiveCalls();
  calls.open('call-1');
  await calls.stopAll('The studio is stopping.', 5);
});

test('stopping with nothing under way is over at once', async () => {
  await createLiveCalls().stopAll('The studio is stopping.', 60_000);
});
