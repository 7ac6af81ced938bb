import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../test/ensure-tools.ts';
import { runProgram } from './run-program.ts';

/**
 * A program out of a Python package, in an environment of its own that is kept between runs below `folder`; or why it
 * cannot be had.
 * @param tool.requirement pinned: `moto[server]==5.2.5`
 */
export function openPythonTool(
  folder: string,
  tool: { readonly name: string; readonly requirement: string },
): { readonly path: string; readonly python: string } | { readonly missing: string } {
  if (!isInstalled('python3')) return { missing: 'python3 is not installed' };
  const place = join(folder, tool.requirement.replace(/[^a-z0-9.]+/gi, '-'));
  const path = join(place, 'bin', tool.name);
  mkdirSync(folder, { recursive: true });
  try {
    if (!existsSync(path)) {
      runProgram('python3', ['-m', 'venv', place]);
      runProgram(join(place, 'bin/pip'), ['install', '--quiet', tool.requirement]);
    }
    return { path, python: join(place, 'bin/python') };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}
