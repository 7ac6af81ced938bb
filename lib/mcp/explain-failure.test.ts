import { describe, expect, test } from 'vitest';
import { explainChildEnd, explainError, plainExcerpt } from './explain-failure.ts';

const ended = (stderr: string, stray: string[] = []) =>
  explainChildEnd({
    end: { kind: 'exited', code: 1, signal: null },
    command: 'x',
    cwd: '/',
    stray,
    stderr: stderr.split('\n'),
  }).detail;

describe('the last words of a server that ended', () => {
  test('of Node, the error and not the version that Node prints last', () => {
    const stderr = `node:internal/modules/esm/get_format:189
  throw new ERR_UNKNOWN_FILE_EXTENSION(ext, filepath);
        ^

TypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension ".ts" for /x/server.ts
    at Object.getFileProtocolModuleFormat [as file:] (node:internal/modules/esm/get_format:189:9) {
  code: 'ERR_UNKNOWN_FILE_EXTENSION'
}

Node.js v20.20.2`;
    expect(ended(stderr)).toBe(
      'The server ended by itself (exit code 1). Its last words: TypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension ".ts" for /x/server.ts',
    );
  });

  test('of Python, the exception', () => {
    const stderr = `Traceback (most recent call last):
  File "/x/server.py", line 3, in <module>
    import mcp
ModuleNotFoundError: No module named 'mcp'`;
    expect(ended(stderr)).toContain("Its last words: ModuleNotFoundError: No module named 'mcp'");
  });

  test('of npx, the complaint and not the notices', () => {
    const stderr = 'npm error 404 Not Found - GET no-such-package\nnpm notice New version of npm available!\n';
    expect(ended(stderr)).toContain('npm error 404');
  });

  test('of one that complains about nothing, what it said last, on whichever output', () => {
    expect(ended('starting\nbye')).toContain('bye');
    expect(ended('', ['Hello'])).toContain('Hello');
    expect(ended('')).toBe('The server ended by itself (exit code 1).');
  });
});

describe('what went wrong on the network', () => {
  test('is found at the root of what fetch throws', () => {
    const root = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = new TypeError('fetch failed', { cause: new AggregateError([root]) });
    expect(explainError(error)).toMatchObject({
      notSent: true,
      retry: true,
      detail: expect.stringContaining('refused'),
    });
  });

  test('a cut connection may have carried the request', () => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
    expect(explainError(error).notSent).toBe(false);
  });

  test('of what nobody knows, the deepest message is told', () => {
    expect(explainError(new TypeError('fetch failed', { cause: new Error('bad port') })).detail).toBe(
      'fetch failed: bad port.',
    );
    expect(explainError('odd').detail).toBe('odd.');
  });
});

test('foreign text is told as plain words, on one line, and not at length', () => {
  expect(plainExcerpt('<html><style>b{}</style><script>x()</script><h1>No\n entry</h1>')).toBe('No entry');
  expect(plainExcerpt('x'.repeat(1_000))).toHaveLength(301);
});
