/** `test/replay.test.ts`: always the same, and laid out here as the formatter would. */
export function printReplayTest(): string {
  return `import { deepEqual, equal } from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { program } from '../main.ts';
import { replayRecordings } from '../runtime/recorded/replay-recording.ts';

for (const replay of replayRecordings(program, join(import.meta.dirname, '..'))) {
  test(\`a plan reads and changes nothing\${replay.of}\`, async () => {
    const plan = await replay.plan();
    equal(plan.result.error, undefined);
    deepEqual(plan.sent, []);
  });

  test(\`an apply makes the changes that were recorded, and no others\${replay.of}\`, async () => {
    replay.expectRecordedWrites(await replay.apply());
  });

  test(\`an apply after that makes none\${replay.of}\`, async () => {
    const again = await replay.apply();
    equal(again.result.error, undefined);
    deepEqual(again.sent, []);
  });
}
`;
}
