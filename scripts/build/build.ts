import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensurePostgresTemplate } from '#lib/storage/postgres-template.ts';
import { postgresTemplateFolder } from '#lib/storage/postgres-template-folder.ts';
import { generatePrismaClient } from '../prisma-generate.ts';
import { root } from '../root.ts';
import { markBuilt, sourceStamp } from './build-stamp.ts';

/** Builds everything that `npm start` needs, saying what it is doing. Throws with the reason. */
export async function build(): Promise<void> {
  const started = performance.now();
  const stamp = sourceStamp();
  const steps: readonly (readonly [string, () => Promise<void> | void])[] = [
    ['database client', () => void generatePrismaClient()],
    ['embedded database', () => ensurePostgresTemplate(postgresTemplateFolder(root))],
    ['command line', () => run([join(root, 'cli/bin.mjs'), '--help'], {}, 'ignore')],
    ['studio', buildNext],
  ];
  console.log('Building the studio, once after each change of its sources (about a minute).');
  for (const [index, [name, step]] of steps.entries()) {
    const began = performance.now();
    console.log(`[${index + 1}/${steps.length}] ${name} …`);
    await step();
    console.log(`[${index + 1}/${steps.length}] ${name} done in ${seconds(performance.now() - began)}`);
  }
  markBuilt(stamp);
  console.log(`Built in ${seconds(performance.now() - started)}.`);
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

function buildNext(): Promise<void> {
  return run([join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  });
}

function run(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...variables },
      stdio: ['ignore', output, 'inherit'],
    });
    // Whoever is ended while building takes the builder along.
    const end = () => child.kill();
    process.once('exit', end);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('exit', end);
      if (code === 0) resolve();
      else reject(new Error(`The build failed (${signal ?? `exit code ${code}`}): see above.`));
    });
  });
}
