import { expect, test } from 'vitest';
import type { Trigger } from '#core/workflow/workflow.ts';
import { placedBundle, textOf } from '../test/placed-bundle.ts';
import { temporalCron } from './temporal-cron.ts';

const NIGHTLY: Trigger = { on: 'schedule', cron: '0 7 1 * 7', timeZone: 'Europe/Berlin' };
const MANUAL: Trigger = { on: 'manual' };

test.each([
  ['0 7 * * 1-5', ['0 7 * * 1-5']],
  [' */30  7 1,15 JAN *', ['*/30 7 1,15 JAN *']],
  ['0 7 1 * 7', ['0 7 1 * *', '0 7 * * 0']],
])('%s is for a Schedule %j', (cron, lines) => expect(temporalCron(cron)).toEqual(lines));

test('the workflow is the program of workflow.ts, and imports nothing of a worker', async () => {
  const bundle = await placedBundle('temporal', MANUAL, 'postgres');
  const workflows = textOf(bundle, 'temporal/workflows.ts');
  expect(workflows).toContain("import { raiseTicketsForPullRequests as run } from '../workflow.ts';");
  expect(foreignImports(bundle, 'temporal/workflows.ts')).toEqual([]);
});

/** Modules outside the bundle that a file brings into the sandbox, directly or not, and that do not belong there. */
function foreignImports(bundle: Parameters<typeof textOf>[0], from: string): readonly string[] {
  const seen = new Set<string>();
  const foreign = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, name = ''] of textOf(bundle, path).matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gms)) {
      if (name.startsWith('#core/')) visit(name.replace('#core/', 'runtime/core/'));
      else if (name.startsWith('.')) visit(new URL(name, `file:///${path}`).pathname.slice(1));
      else foreign.add(name);
    }
  };
  visit(from);
  const sandboxed = [
    '@temporalio/workflow',
    '@noble/hashes/sha2.js',
    '@noble/hashes/utils.js',
    '@cfworker/json-schema',
  ];
  return [...foreign].filter((name) => !sandboxed.includes(name));
}

test('the start command knows the schedule, in the time zone of the workflow; without one it has none', async () => {
  const scheduled = textOf(await placedBundle('temporal', NIGHTLY, 'postgres'), 'temporal/start.ts');
  expect(scheduled).toContain("schedule: { cron: ['0 7 1 * *', '0 7 * * 0'], timeZone: 'Europe/Berlin' }");
  expect(textOf(await placedBundle('temporal', MANUAL, 'postgres'), 'temporal/start.ts')).not.toContain('schedule');
});

test('the guide says the exact commands and every setting that a worker needs', async () => {
  const bundle = await placedBundle('temporal', NIGHTLY, 'postgres');
  const guide = textOf(bundle, 'temporal/README.md');
  const { scripts } = JSON.parse(textOf(bundle, 'package.json'));
  for (const [, name = ''] of guide.matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(name);
  for (const said of ['temporal server start-dev', 'npm run worker', 'npm run temporal -- start', 'schedule'])
    expect(guide).toContain(said);
  for (const setting of ['DATABASE_URL', 'API_KEY', 'CODE_HOST_URL']) expect(guide).toContain(`\`${setting}\``);
});

test('an agent in Python is refused in words, and so are a ledger on one machine and what starts no workflow', async () => {
  await expect(placedBundle('temporal', MANUAL, 'postgres', 'python')).rejects.toThrow(
    'Temporal takes an agent in TypeScript.',
  );
  await expect(placedBundle('temporal', MANUAL, 'sqlite')).rejects.toThrow('choose Postgres');
  await expect(placedBundle('temporal', { on: 'webhook', path: 'x' }, 'postgres')).rejects.toThrow('choose a schedule');
});
