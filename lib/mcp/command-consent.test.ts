import { describe, expect, test } from 'vitest';
import type { ServerTransport } from '#core/server/server-config.ts';
import { consentHash, describeCommand } from './command-consent.ts';

type Stdio = Extract<ServerTransport, { kind: 'stdio' }>;
const command = (change: Partial<Stdio> = {}): Stdio => ({
  kind: 'stdio',
  command: 'npx',
  args: ['-y', 'thing@1.2.3'],
  env: { A: 'x', T: { secret: 'token' } },
  ...change,
});

describe('consent to a command', () => {
  test.each<[string, Partial<Stdio>]>([
    ['another program', { command: 'npx2' }],
    ['one more argument', { args: ['-y', 'thing@1.2.3', '-c'] }],
    ['arguments cut elsewhere', { args: ['-y thing@1.2.3'] }],
    ['another folder', { cwd: '/' }],
    ['one more variable', { env: { A: 'x', T: { secret: 'token' }, NODE_OPTIONS: '' } }],
    ['another value of a variable', { env: { A: 'y', T: { secret: 'token' } } }],
    ['another secret', { env: { A: 'x', T: { secret: 'other' } } }],
    ['a secret written out', { env: { A: 'x', T: 'token' } }],
  ])('does not hold for %s', (_, change) => {
    expect(consentHash(command(change))).not.toBe(consentHash(command()));
  });

  test('holds for the same command whatever the order of its variables, and whatever the secret is worth', () => {
    expect(consentHash(command({ env: { T: { secret: 'token' }, A: 'x' } }))).toBe(consentHash(command()));
  });

  test('is not needed where no process is started', () => {
    expect(consentHash({ kind: 'http', url: 'https://x.example', headers: {} })).toBeNull();
  });
});

describe('the command as it is shown', () => {
  test('is whole, quoted as a shell would need it, with secrets by name', () => {
    const long = 'x'.repeat(5_000);
    const shown = describeCommand(command({ args: ['a b', "it's", '', long], cwd: '/tmp' }));
    expect(shown.line).toBe(`npx 'a b' 'it'\\''s' '' ${long}`);
    expect(shown.cwd).toBe('/tmp');
    expect(shown.env).toEqual([
      { name: 'A', value: 'x', secret: false },
      { name: 'T', value: 'token', secret: true },
    ]);
  });

  test.each([
    ['a direction change', 'a\u202Eb', 'a\\u{202e}b'],
    ['a zero-width space', 'rm\u200B -rf', 'rm\\u{200b} -rf'],
    ['a tag character', 'x\u{E0041}', 'x\\u{e0041}'],
    ['an escape sequence', '\u001B[2K', '\\u{1b}[2K'],
    ['a line break', 'a\nb', 'a\\u{a}b'],
    ['a space that is none', 'a\u00A0b', 'a\\u{a0}b'],
    ['half a character', 'a\uD800', 'a\\u{d800}'],
    ['a variation selector', 'x\uFE0F', 'x\\u{fe0f}'],
  ])('shows %s and warns of it', (_, argument, shown) => {
    const description = describeCommand(command({ args: [argument] }));
    expect(description.args).toEqual([shown]);
    expect(description.line).toContain(shown);
    expect(description.warnings).toContainEqual(expect.stringContaining('invisible'));
  });

  test.each<[Partial<Stdio>, string]>([
    [{ command: 'bash', args: ['-c', 'x'] }, 'runs a shell'],
    [{ command: '/usr/bin/node', args: ['-e', 'x'] }, 'code that is written in its arguments'],
    [{ args: ['-y', 'thing'] }, 'newest version'],
    [{ command: 'sudo', args: ['x'] }, 'rights of another user'],
    [{ command: 'docker', args: ['run', '--privileged', 'x'] }, 'control over this machine'],
    [{ env: { LD_PRELOAD: '/x.so' } }, 'LD_PRELOAD'],
  ])('%j is worth a second look', (change, warning) => {
    expect(describeCommand(command(change)).warnings).toEqual([expect.stringContaining(warning)]);
  });

  test('an ordinary command raises no warning', () => {
    expect(describeCommand(command()).warnings).toEqual([]);
  });
});
