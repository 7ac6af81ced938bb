import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Cron } from 'croner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placedBundle, TRIGGERS } from '../test/placed-bundle.ts';
import { calendarLines } from './calendar-lines.ts';

// systemd itself reads what we print; it need not be running.
const missing = spawnSync('systemd-analyze', ['--version']).error !== undefined;
if (missing) console.warn('SKIPPED: systemd-analyze is not installed.');

const NAME = 'raise-tickets-for-pull-requests';
/** The root of a machine that has systemd's own units and nothing else. */
let machine: string;

beforeAll(() => {
  machine = mkdtempSync(join(tmpdir(), 'tracewright-machine-'));
  if (!missing) cpSync('/usr/lib/systemd/system', join(machine, 'usr/lib/systemd/system'), { recursive: true });
});
afterAll(() => rmSync(machine, { recursive: true, force: true }));

/** What systemd says of a file; that it does not know a setting is only said, and ends with success. */
function analyze(...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync('systemd-analyze', [...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
  });
  return `${stdout}${stderr}`;
}

function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(machine, path)), { recursive: true });
  writeFileSync(join(machine, path), text, { mode });
}

const CASES = TRIGGERS.flatMap((trigger) => (['sqlite', 'postgres'] as const).map((state) => ({ trigger, state })));

describe.skipIf(missing)('systemd', () => {
  test.each(CASES)('has nothing to say of the units for $trigger.on with $state', async ({ trigger, state }) => {
    put(`opt/${NAME}/node_modules/node/bin/node`, '#!/bin/sh\n', 0o755);
    const { files } = await placedBundle('systemd', trigger, state);
    const units = files.filter(({ path }) => /\.(?:service|timer)$/.test(path));
    for (const { path, text } of units) put(path.replace('systemd/', 'etc/systemd/system/'), text);
    const names = units.map(({ path }) => path.replace('systemd/', ''));
    expect(analyze(`--root=${machine}`, 'verify', ...names)).toBe('');
    for (const name of names.filter((each) => each.endsWith('.service'))) {
      const said = analyze(`--root=${machine}`, '--offline=true', 'security', '--no-pager', name);
      // 0 is closed, 10 is open. 1.3 when this was written; what is left is the network and the user's own files.
      expect(Number(/Overall exposure level .*: ([\d.]+)/.exec(said)?.[1])).toBeLessThanOrEqual(1.5);
    }
  });

  test.each([
    ['ProtectClock=yes', 'ProtectClok=yes', "Unknown key 'ProtectClok'"],
    ['ProtectSystem=strict', 'ProtectSystem=a lot', 'Failed to parse protect system'],
    ['ExecStart=/opt', 'ExecStart=/nowhere', 'not executable'],
    ['ExecStart=/opt', 'ExecStart=opt', 'Neither a valid executable name nor an absolute path'],
  ])('is not content with %s made %s', async (before, after, said) => {
    const { files } = await placedBundle('systemd', { on: 'manual' }, 'sqlite');
    const text = files.find(({ path }) => path === `systemd/${NAME}.service`)?.text ?? '';
    put('etc/systemd/system/broken.service', text.replace(before, after));
    expect(analyze(`--root=${machine}`, 'verify', 'broken.service')).toContain(said);
  });

  test.each([
    ['0 7 * * 1-5', 'Europe/Berlin'],
    ['*/20 7-9 * * *', 'Asia/Tokyo'],
    ['0 0 1,15 * *', 'UTC'],
    ['30 2 * 3 *', 'America/New_York'],
    ['0 9 13 * 5', 'UTC'],
    ['15 6 1-7 * 0', 'Australia/Sydney'],
    ['59 23 31 12 *', 'UTC'],
  ])('finds the times of %s in %s that the agent itself would find', (cron, timeZone) => {
    const base = new Date('2026-11-21T10:00:30Z');
    const ours = new Cron(cron, { paused: true, timezone: timeZone }).nextRuns(4, base).map((at) => at.toISOString());
    const found = calendarLines({ cron, timeZone }).flatMap((line) => {
      const since = `--base-time=${base.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
      // systemd prints its machine's zone, which the environment sets.
      const said = analyze('calendar', '--iterations=6', since, line);
      return [...said.matchAll(/(?:Next elapse|Iter\. #\d+|\(in UTC\)): (?:\w{3} )?([\d-]+ [\d:]+) UTC/g)].map(
        ([, at]) => new Date(`${at?.replace(' ', 'T')}Z`).toISOString(),
      );
    });
    expect([...new Set(found)].toSorted().slice(0, 4)).toEqual(ours);
  });
});
