// Bundles the command line with esbuild: one small entry, and one chunk per command that is loaded when it is called.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Left to Node: large, native, or loaded by few commands only. */
const EXTERNAL = [
  '@electric-sql/*',
  '@prisma/*',
  'esbuild',
  'kubernetes-models',
  'kubernetes-models/*',
  'next',
  'pg',
  'pino',
  'prettier',
  'prettier/*',
  'prisma',
  'typescript',
];

/** A command that runs for longer than this has loaded all that it needs. */
const OLD_BUILD_MS = 60 * 60_000;

/**
 * Builds into a folder beside the wanted one and then renames it, so that two commands that start at once never see a
 * half-written build.
 * @param {{ root: string, outfolder: string }} options
 */
export async function buildCli({ root, outfolder }) {
  const folder = path.dirname(outfolder);
  mkdirSync(folder, { recursive: true });
  const temporary = `${outfolder}.${process.pid}`;
  await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outdir: temporary,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // Some CommonJS builds look for their own files while they run, which a bundle does not have.
    mainFields: ['module', 'main'],
    target: 'node24',
    external: EXTERNAL,
    // Less to read at every start; names stay, so that stacks can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    // Packages written as CommonJS ask for `require` while they load.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  try {
    renameSync(temporary, outfolder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Somebody else was faster, which is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
  // Another command may tidy up at the same moment; what is gone already is as good.
  for (const name of readdirSync(folder)) {
    const old = path.join(folder, name);
    const age = Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (old !== outfolder && age > OLD_BUILD_MS) rmSync(old, { recursive: true, force: true });
  }
}
