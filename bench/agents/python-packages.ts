import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, NO_PYTHON } from '../../lib/export/python/find-python.ts';

/**
 * A Python with the packages that agents need, as their README says to install them. Made once per requirements, which
 * needs a network, and kept under `node_modules/.cache`.
 */
export async function pythonWithPackages(root: string, requirements: string): Promise<string> {
  const hash = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  const folder = join(root, 'node_modules/.cache/python-agents', hash);
  const python = join(folder, 'bin/python');
  if (existsSync(python)) return python;
  const base = await findPython();
  if (base === null) throw new Error(NO_PYTHON);
  console.log('installing the packages of Python agents (once)');
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(join(root, 'node_modules/.cache/python-agents'), { recursive: true });
  try {
    execFileSync(base, ['-m', 'venv', unfinished]);
    const file = join(root, 'lib/export/python/requirements.txt');
    const pip = [
      join(unfinished, 'bin/python'),
      '-m',
      'pip',
      'install',
      '--quiet',
      '--require-hashes',
      '-r',
      file,
    ] as const;
    execFileSync(pip[0], pip.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return python;
}
