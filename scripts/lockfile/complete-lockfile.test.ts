import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeLockfile } from './complete-lockfile.ts';

test('the lock of this repository names the packages of every platform, so that npm ci takes it', () => {
  const file = new URL('../../package-lock.json', import.meta.url);
  const { added } = completeLockfile(readFileSync(file, 'utf8'));
  expect(added, 'repair it with: npm run lock:complete').toEqual([]);
});

test('a package that is missing is named with its platform, in its place', () => {
  const lock = {
    packages: {
      '': { name: 'x' },
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { '@tool/linux-x64-musl': '1.0.0', '@tool/win32-arm64': '1.0.0', 'z-optional': '^2.0.0' },
      },
      'node_modules/@tool/win32-arm64': { version: '1.0.0' },
    },
  };
  const { text, added } = completeLockfile(JSON.stringify(lock));
  expect(added).toEqual(['@tool/linux-x64-musl']);
  expect(Object.entries(JSON.parse(text).packages)).toEqual([
    ['', { name: 'x' }],
    [
      'node_modules/@tool/linux-x64-musl',
      { version: '1.0.0', cpu: ['x64'], dev: true, libc: ['musl'], optional: true, os: ['linux'] },
    ],
    ['node_modules/@tool/win32-arm64', { version: '1.0.0' }],
    ['node_modules/tool', lock.packages['node_modules/tool']],
  ]);
});
