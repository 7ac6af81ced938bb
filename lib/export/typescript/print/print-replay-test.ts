/** `test/replay.test.ts`: always the same, and laid out here as the formatter would. */
export function printReplayTest(): string {
  return `import { deepEqual, equal } from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program } from '../main.ts';
import { replayRecording } from '../runtime/recorded/replay-recording.ts';

const replay = replayRecording(program, join(import.meta.dirname, '..'));
after(() => replay.close());

test('a plan reads and changes nothing', async () => {
  const plan = await replay.plan();
  equal(plan.result.error, undefined);
  deepEqual(plan.sent, []);
});

test('an apply makes the changes that were recorded, and no others', async () => {
  replay.expectRecordedWrites(await replay.apply());
});

test('an apply after that makes none', async () => {
  const again = await replay.apply();
  equal(again.result.error, undefined);
  deepEqual(again.sent, []);
});
`;
}
