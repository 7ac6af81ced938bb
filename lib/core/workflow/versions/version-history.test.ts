import { expect, test } from 'vitest';
import { type VersionMark, versionHistory } from './version-history.ts';

const plain = (count: number): VersionMark[] => Array.from({ length: count }, (_, index) => ({ version: index + 1 }));

test('nothing kept, nothing to undo', () => {
  expect(versionHistory([])).toBeNull();
});

test('undo goes back through what was made, edits and answers alike', () => {
  expect(versionHistory(plain(3))).toEqual({ past: [1, 2], present: 3, future: [] });
});

test('bringing the version before back is an undo, and the one that was undone a redo', () => {
  const undone = [...plain(3), { version: 4, restores: 2 }];
  expect(versionHistory(undone)).toEqual({ past: [1], present: 2, future: [3] });
  expect(versionHistory([...undone, { version: 5, restores: 1 }])).toEqual({ past: [], present: 1, future: [3, 2] });
  expect(versionHistory([...undone, { version: 5, restores: 3 }])).toEqual({ past: [1, 2], present: 3, future: [] });
});

test('a copy of a version is the content that it copies', () => {
  const marks = [...plain(2), { version: 3, restores: 1 }, { version: 4 }, { version: 5, restores: 3 }];
  expect(versionHistory(marks)).toEqual({ past: [], present: 1, future: [4] });
});

test('a change after an undo forgets what was undone', () => {
  expect(versionHistory([...plain(2), { version: 3, restores: 1 }, { version: 4 }])).toEqual({
    past: [1],
    present: 4,
    future: [],
  });
});

test('an old version brought back from the list can be undone itself', () => {
  expect(versionHistory([...plain(4), { version: 5, restores: 2 }])).toEqual({
    past: [1, 2, 3, 4],
    present: 2,
    future: [],
  });
});
