// Bundles the command line with esbuild: one small entry, and one chunk per command that is loaded when it is called.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Left to Node: large, native, or loaded by few commands only. */
const EXTERNAL = [
  '@astral-sh/*',
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
 * Builds into a folder of its own and then points the manifest at it, so that commands that start at once never see
 * half a build. The manifest names the files that went in; a change of one of them makes the build out of date.
 * @param {{ root: string, folder: string }} options
 * @returns {Promise<string>} the folder of the build
 */
export async function buildCli({ root, folder }) {
  const began = Date.now();
  const name = `${began.toString(36)}-${process.pid.toString(36)}`;
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outdir: path.join(folder, name),
    bundle: true,
    splitting: true,
    metafile: true,
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
  const sources = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules/'));
  const manifest = { folder: name, began, inputs: ['package-lock.json', 'cli/build.mjs', ...sources] };
  const temporary = path.join(folder, `manifest.${process.pid}`);
  writeFileSync(temporary, JSON.stringify(manifest));
  renameSync(temporary, path.join(folder, 'manifest.json'));
  removeOldBuilds(folder, name);
  return path.join(folder, name);
}

/** Another command may tidy up at the same moment; what is gone already is as good. */
function removeOldBuilds(folder, keep) {
  for (const name of readdirSync(folder)) {
    const old = path.join(folder, name);
    const age = Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (name !== keep && name !== 'manifest.json' && age > OLD_BUILD_MS) rmSync(old, { recursive: true, force: true });
  }
}
