import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { TARGET_IDS, TARGETS } from './targets.ts';
import { placedBundle, TRIGGERS } from './test/placed-bundle.ts';
import { writeBundle } from './write-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracewright-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noShellcheck = spawnSync('shellcheck', ['--version']).error !== undefined;
if (noShellcheck) console.warn('SKIPPED: shellcheck is not installed.');

const [byHand = { on: 'manual' as const }, , byWebhook = byHand] = TRIGGERS;

describe.skipIf(noShellcheck)('shellcheck', () => {
  const shellcheck = (text: string) =>
    spawnSync('shellcheck', ['--shell=sh', '--severity=style', '-'], { input: text, encoding: 'utf8' });

  test('has nothing to say of any script of any place', async () => {
    const seen: string[] = [];
    for (const target of TARGET_IDS) {
      for (const state of ['sqlite', 'postgres'] as const) {
        if (TARGETS[target].states[state] !== 'taken') continue;
        const { files } = await placedBundle(target, byHand, state);
        for (const { path, text, executable } of files.filter((file) => file.path.endsWith('.sh'))) {
          expect(executable, path).toBe(true);
          expect([path, shellcheck(text).stdout]).toEqual([path, '']);
          seen.push(path);
        }
      }
    }
    expect(new Set(seen)).toEqual(
      new Set(['compose/make-secrets.sh', 'systemd/command.sh', 'systemd/install.sh', 'systemd/run-once.sh']),
    );
  });

  test('finds what would split a name that has a space', () => {
    expect(shellcheck('#!/bin/sh\nrm -r $1\n').stdout).toContain('SC2086');
  });
});

test('secrets of Compose are made once, of chance where nobody has to know them, and what is left to fill in is named', async () => {
  const place = join(folder, 'compose');
  writeBundle(await placedBundle('compose', byWebhook, 'postgres'), place);
  const make = () => execFileSync(join(place, 'compose/make-secrets.sh'), { encoding: 'utf8' });
  const secret = (name: string) => readFileSync(join(place, 'compose/secrets', name), 'utf8');
  expect(make()).toBe('Still empty: compose/secrets/API_KEY\n');
  expect(readdirSync(join(place, 'compose/secrets')).toSorted()).toEqual(
    ['.gitignore', 'API_KEY', 'DATABASE_URL', 'POSTGRES_PASSWORD', 'RUN_TOKEN', 'WEBHOOK_SECRET'].toSorted(),
  );
  for (const name of ['RUN_TOKEN', 'WEBHOOK_SECRET', 'POSTGRES_PASSWORD'])
    expect(secret(name)).toMatch(/^[0-9a-f]{64}$/);
  expect(secret('DATABASE_URL')).toBe(`postgres://agent:${secret('POSTGRES_PASSWORD')}@postgres:5432/agent`);
  // Others on the machine cannot enter the folder; the user of the container can read the files in it.
  expect(statSync(join(place, 'compose/secrets')).mode & 0o777).toBe(0o700);
  expect(statSync(join(place, 'compose/secrets/RUN_TOKEN')).mode & 0o777).toBe(0o644);

  const before = secret('RUN_TOKEN');
  writeFileSync(join(place, 'compose/secrets/API_KEY'), 'k');
  expect(make()).toBe('');
  expect([secret('RUN_TOKEN'), secret('API_KEY')]).toEqual([before, 'k']);
});
