import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';

const FOLDER = import.meta.dirname;

/** One file at a time cannot tell our own modules from packages. */
const OWN_MODULES = ['runtime', ...new Set(globSync('test/**/*.py', { cwd: FOLDER }).flatMap(namesIn))];

const settings = parse(readFileSync(join(FOLDER, 'ruff.toml'), 'utf8')) as { readonly lint: object };
const ruff = new Workspace(
  { ...settings, lint: { ...settings.lint, isort: { 'known-first-party': OWN_MODULES } } },
  PositionEncoding.Utf16,
);

const FILES = globSync('{runtime,test}/**/*.py', { cwd: FOLDER }).toSorted();

test('the Python of the runtime and of its tests is laid out and clean by ruff', { timeout: 60_000 }, () => {
  expect(FILES.length).toBeGreaterThan(100);
  const complaints = FILES.flatMap((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const found = ruff.check(text) as readonly Finding[];
    return [
      ...found.map(({ code, message, start_location }) => `${file}:${start_location.row} ${code} ${message}`),
      ...(ruff.format(text) === text ? [] : [`${file} is not formatted: ruff format lib/export/python`]),
    ];
  });
  expect(complaints).toEqual([]);
});

interface Finding {
  readonly code: string | null;
  readonly message: string;
  readonly start_location: { readonly row: number };
}

/** What may be imported of a file of tests: itself, and the folder in which it is. */
function namesIn(path: string): readonly string[] {
  return path.replace(/\.py$/, '').split(/[\\/]/).slice(-2);
}
