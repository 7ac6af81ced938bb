import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build/build.ts';
import { isBuilt } from './build/build-stamp.ts';
import { generatePrismaClient } from './prisma-generate.ts';
import { ensureTools } from './test/ensure-tools.ts';
import { ensureChromium } from './test/find-chromium.ts';
import { readPlaywrightReport, readVitestReport, runNode, type Tally } from './test/run-step.ts';

// `npm test`: everything that says whether this tree is good. Every step runs, whatever became of the ones before;
// the last line sums them up.
const bin = (name: string) => join('node_modules', name);
const reports = mkdtempSync(join(tmpdir(), 'tracewright-reports-'));
const total = { passed: 0, failed: 0, skipped: 0 };

async function step(name: string, run: () => Promise<Tally>): Promise<void> {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`);
  let tally: Tally;
  try {
    tally = await run();
  } catch (error) {
    console.error(error);
    tally = { passed: 0, failed: 1, skipped: 0 };
  }
  console.log(
    `${name}: ${tally.passed} passed, ${tally.failed} failed${tally.skipped ? `, ${tally.skipped} skipped` : ''}`,
  );
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += tally[key];
}

const check = (succeeded: boolean): Tally => ({ passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 });

/** A runner that ends badly without a failed test of its own counts as one failure. */
function withExit(tally: Tally | null, succeeded: boolean): Tally {
  if (tally === null) return check(succeeded);
  return succeeded || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

async function vitest(project: string): Promise<Tally> {
  const file = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const succeeded = await runNode([bin('vitest/vitest.mjs'), ...args]);
  return withExit(readVitestReport(file), succeeded);
}

generatePrismaClient();
ensureTools();
await step('lint', async () => check(await runNode([bin('@biomejs/biome/bin/biome'), 'check', '.'])));
await step('house', async () => check(await runNode(['scripts/check-house.ts'])));
await step('types', async () => {
  const tsc = [bin('typescript/bin/tsc'), '--noEmit'];
  // What imports Temporal's packages is a project of its own.
  const temporal = 'lib/export/typescript/runtime/temporal/sdk';
  return check((await runNode(tsc)) && (await runNode([...tsc, '-p', temporal])));
});
await step('unit tests', () => vitest('unit'));
await step('build', async () => {
  if (!isBuilt()) await build();
  return check(true);
});
await step('integration tests', () => vitest('integration'));
await step('browser tests', async () => {
  const chromium = ensureChromium();
  const file = join(reports, 'browser.json');
  const succeeded = await runNode([bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    ...(chromium && { TRACEWRIGHT_CHROMIUM: chromium }),
  });
  return withExit(readPlaywrightReport(file), succeeded);
});

rmSync(reports, { recursive: true, force: true });
if (total.skipped > 0) console.log(`\n${total.skipped} skipped; the reasons are above.`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
