import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placedBundle, TRIGGERS } from '../../lib/export/test/placed-bundle.ts';
import { ensureTools, isInstalled } from '../test/ensure-tools.ts';
import { runProgram } from './run-program.ts';

const VERSION = 'v1.7.12';
const folder = join(tmpdir(), 'tracewright-engines', 'actionlint');
const actionlint = openActionlint();
if (actionlint === null) console.warn('SKIPPED: no workflow was linted: Go, which builds actionlint, is not there.');

/** The program, built from its source; npm's is of 2022 and knows no `vars`. Null where it cannot be had. */
function openActionlint(): string | null {
  const program = join(folder, 'actionlint');
  ensureTools([{ command: 'shellcheck', packages: ['shellcheck'], purpose: 'checking scripts of workflows' }]);
  if (existsSync(program)) return program;
  if (!isInstalled('go')) return null;
  mkdirSync(folder, { recursive: true });
  runProgram('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@${VERSION}`], { env: { GOBIN: folder } });
  return program;
}

async function workflowOf(trigger: (typeof TRIGGERS)[number]): Promise<string> {
  const { files } = await placedBundle('github-actions', trigger, 'postgres');
  return files.find(({ path }) => path.startsWith('.github/workflows/'))?.text ?? '';
}

describe.skipIf(actionlint === null)('actionlint', () => {
  const lint = (text: string) => runProgram(actionlint ?? '', ['-no-color', '-'], { input: text });
  const [byHand, bySchedule] = TRIGGERS.filter(({ on }) => on !== 'webhook');

  test.each([byHand, bySchedule])('has nothing to say of the workflow of an agent: %#', async (trigger) => {
    expect(lint(await workflowOf(trigger ?? { on: 'manual' }))).toBe('');
  });

  test.each([
    ['timeout-minutes', 'timeout-minuts', 'unexpected key'],
    ['inputs.dry_run', 'inputs.dry_ran', 'property "dry_ran" is not defined'],
    ['secrets.DATABASE_URL', 'secret.DATABASE_URL', 'undefined variable "secret"'],
    ['"$AGREED"', '$AGREED', 'SC2086'],
    ['0 7 * * 1-5', '0 7 * * 1-9', 'invalid CRON format'],
  ])('finds %s made %s', async (before, after, said) => {
    const text = await workflowOf({ on: 'schedule', cron: '0 7 * * 1-5', timeZone: 'UTC' });
    expect(text).toContain(before);
    expect(() => lint(text.replace(before, after))).toThrow(said);
  });
});
