import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

/** What the build is made from; tests, documents and what Python leaves behind are not among it. */
const SOURCES = ['app', 'components', 'lib', 'cli', 'public', 'prisma'];
const FILES = ['package-lock.json', 'next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'instrumentation.ts'];
const SKIPPED = /(^|\/)(node_modules|generated|dist|__pycache__)(\/|$)|\.test\.tsx?$|\.md$/;

/** Hash of the contents of everything that a build is made from. About 30 ms for a thousand files. */
export function sourceStamp(): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  };
  for (const folder of SOURCES) for (const path of filesBelow(folder)) add(path);
  for (const path of FILES) if (existsSync(join(root, path))) add(path);
  return hash.digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (SKIPPED.test(path)) return [];
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
}

/** Folder of Next's build. */
export function buildFolder(): string {
  return join(root, process.env.TRACEWRIGHT_DIST || '.next');
}

const stampFile = () => join(buildFolder(), 'tracewright-stamp');

/** True where a finished build of exactly these sources lies ready. */
export function isBuilt(): boolean {
  const file = stampFile();
  return existsSync(file) && readFileSync(file, 'utf8') === sourceStamp();
}

/** `stamp` is the one taken before the build began: sources that changed meanwhile are built again next time. */
export function markBuilt(stamp: string): void {
  writeFileSync(stampFile(), stamp);
}
