#!/usr/bin/env node
// The way in: plain JavaScript that any Node can read. It runs the command line under the Node 24 that comes with the
// dependencies, from one built folder per state of the sources, and builds that folder where it is missing.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(realpathSync(fileURLToPath(import.meta.url))));
const WANTED_NODE = 24;

if (Number(process.versions.node.split('.')[0]) < WANTED_NODE) {
  runUnderBundledNode();
} else {
  nodeModule.enableCompileCache?.();
  const built = path.join(root, 'dist', 'cli', stampOfSources(), 'main.js');
  if (!existsSync(built)) {
    const { buildCli } = await import('./build.mjs');
    await buildCli({ root, outfolder: path.dirname(built) });
  }
  const { main } = await import(pathToFileURL(built).href);
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

/** Changes whenever a source file is added, removed or written. An installed copy without sources keeps its build. */
function stampOfSources() {
  let newest = 0;
  let count = 0;
  for (const folder of ['cli', 'lib']) {
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(?:ts|mjs|json)$/.test(entry.name) || /\.test\.ts$/.test(entry.name)) continue;
      count += 1;
      newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return `${Math.floor(newest).toString(36)}-${count.toString(36)}`;
}
