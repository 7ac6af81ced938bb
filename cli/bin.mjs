#!/usr/bin/env node
// The way in: plain JavaScript that any Node can read. It runs the command line under the Node 24 that comes with the
// dependencies, from a bundle of the sources as they are now, and builds that where it is missing or out of date.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(realpathSync(fileURLToPath(import.meta.url))));
const WANTED_NODE = 24;

if (Number(process.versions.node.split('.')[0]) < WANTED_NODE) {
  runUnderBundledNode();
} else {
  nodeModule.enableCompileCache?.();
  const { main } = await import(pathToFileURL(path.join(await builtFolder(), 'main.js')).href);
  await main(process.argv.slice(2), { root });
}

function runUnderBundledNode() {
  const node = path.join(root, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node)) {
    console.error(`tracewright needs Node ${WANTED_NODE}. Run "npm ci" in ${root}, which brings it along.`);
    process.exit(1);
  }
  // A larger nursery spares short commands most of their garbage collections.
  const args = ['--max-semi-space-size=32', fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.removeAllListeners(signal);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}

/** The folder of the newest build; built anew where a file that went into it has changed since. */
async function builtFolder() {
  const folder = path.join(root, 'dist', 'cli');
  const built = readManifest(path.join(folder, 'manifest.json'));
  // Hundreds of files at every start: their names are put together plainly, which costs half of looking at them.
  const isFresh = built?.inputs.every((file) => isOlder(`${root}/${file}`, built.began));
  if (isFresh && existsSync(path.join(folder, built.folder, 'main.js'))) return path.join(folder, built.folder);
  const { buildCli } = await import('./build.mjs');
  return buildCli({ root, folder });
}

function readManifest(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isOlder(file, time) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs < time;
}
