import { expect, test } from 'vitest';
import { compareServer } from './compare-lock.ts';
// The Python agent runs the same table.
import cases from './lock-cases.json' with { type: 'json' };
import { type DescribedServer, type LockedServer, lockServer } from './tool-lock.ts';

interface LockCase {
  readonly title: string;
  readonly locked: LockedServer;
  readonly live: DescribedServer;
  readonly gives: readonly object[];
}

for (const { title, locked, live, gives } of cases as unknown as readonly LockCase[]) {
  test(title, () => {
    expect(compareServer('s', locked, live)).toEqual(gives);
  });
}

test('what was locked of a server fits it', () => {
  const live: DescribedServer = {
    name: 'tracker',
    version: '1.0.0',
    tools: [{ name: 'create', description: 'Makes one', inputSchema: { type: 'object' }, annotations: {} }],
  };
  const locked = lockServer(live, ['create', 'find']);
  expect(Object.keys(locked.tools)).toEqual(['create', 'find']);
  expect(compareServer('s', locked, live)).toEqual([
    { stops: false, text: 's/find is not locked: nobody has seen how it is defined' },
  ]);
});
