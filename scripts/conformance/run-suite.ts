import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../root.ts';

export interface ScenarioResult {
  readonly scenario: string;
  /** What is wrong, as the suite says it; `warning` where the specification says SHOULD. */
  readonly complaints: readonly { readonly severity: 'failure' | 'warning'; readonly text: string }[];
}

export function fails({ complaints }: ScenarioResult): boolean {
  return complaints.some(({ severity }) => severity === 'failure');
}

const checks = z.array(
  z.object({
    id: z.string(),
    status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
    description: z.string().optional(),
    errorMessage: z.string().optional(),
  }),
);

export interface SuiteOrder {
  readonly args: readonly string[];
  readonly revision: string;
  /** Scenarios that are known to fail, and need no second try. */
  readonly expected: readonly string[];
}

/** Runs all scenarios that a revision requires with the official suite, and reads what it found. */
export async function runSuite(
  leg: 'server' | 'client',
  { args, revision, expected }: SuiteOrder,
): Promise<readonly ScenarioResult[]> {
  const all = await runOnce([leg, ...args, '--requirements', revision]);
  if (leg === 'server') return all;
  // The suite starts one process per client scenario, all at once; on a small machine some are too late for their
  // server. What failed in the crowd is tried again alone.
  const again: ScenarioResult[] = [];
  for (const result of all) {
    if (!fails(result) || expected.includes(result.scenario)) continue;
    again.push(...(await runOnce([leg, ...args, '--scenario', result.scenario, '--spec-version', revision])));
  }
  return all.map((result) => again.find(({ scenario }) => scenario === result.scenario) ?? result);
}

async function runOnce(args: readonly string[]): Promise<readonly ScenarioResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const cli = join(root, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
    await run([cli, ...args, '--timeout', '120000', '-o', folder]);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('checks.json'))
      .sort()
      .map((file) => readResult(folder, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResult(folder: string, file: string): ScenarioResult {
  const found = checks.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const place = file.replaceAll('\\', '/').replace(/\/checks\.json$/, '');
  return {
    // `server-tools-list-2026-11-21T…`: the time belongs to the folder, not to the name.
    scenario: place.replace(/^(?:server|client)-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, ''),
    complaints: found.flatMap(({ status, id, description, errorMessage }) =>
      status === 'FAILURE' || status === 'WARNING'
        ? [
            {
              severity: status === 'FAILURE' ? ('failure' as const) : ('warning' as const),
              text: `${id}: ${errorMessage ?? description ?? ''}`,
            },
          ]
        : [],
    ),
  };
}

/** Ends well or not; what it found says more. */
function run(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
