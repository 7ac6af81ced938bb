import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../../..');
const FOLDER = join(ROOT, 'lib/export/python');
const run = promisify(execFile);

/** A maker that died is not waited for any longer than this. */
const LONGEST_MAKING_MS = 5 * 60_000;

export interface PythonEnvironment {
  /** A Python that has what `requirements.txt` names, installed by hash. */
  readonly python: string;
}

/** What the Python agent stands on, and what it takes messages of Redis with. */
export const AGENT_PACKAGES = join(FOLDER, 'requirements.txt');
export const REDIS_PACKAGES = join(FOLDER, 'requirements-redis.txt');

/**
 * A virtual environment with packages by hash, made once for each set of `requirements.txt` (the Python agent's own where
 * none is named) and kept with other caches. A string is the reason why there is none; a test that is skipped for it must say it aloud.
 */
export async function pythonEnvironment(...named: readonly string[]): Promise<PythonEnvironment | string> {
  const files = named.length === 0 ? [AGENT_PACKAGES] : named;
  const base = findPython();
  if (base === null) return 'no Python 3.11 or newer with the module venv on the PATH';
  const requirements = files.map((file) => readFileSync(file, 'utf8')).join('');
  const name = createHash('sha256').update(requirements).update(base.version).digest('hex').slice(0, 16);
  const folder = join(ROOT, 'node_modules/.cache/python-agent', name);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const complete = join(folder, 'complete');
  const lock = `${folder}.lock`;
  mkdirSync(dirname(folder), { recursive: true });
  for (;;) {
    if (existsSync(complete)) return { python };
    if (takeLock(lock)) break;
    await new Promise((done) => setTimeout(done, 250));
  }
  try {
    rmSync(folder, { recursive: true, force: true });
    await run(base.command, ['-m', 'venv', folder]);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:'];
    await run(python, [...install, '--require-hashes', ...files.flatMap((file) => ['-r', file])]);
    writeFileSync(complete, '');
    return { python };
  } catch (error) {
    return `its packages cannot be installed: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    rmdirSync(lock);
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LONGEST_MAKING_MS) rmdirSync(lock);
    return false;
  }
}

function findPython(): { readonly command: string; readonly version: string } | null {
  for (const command of ['python3', 'python', 'python3.13', 'python3.12', 'python3.11']) {
    try {
      const say = 'import sys, venv, ensurepip; print(sys.version_info >= (3, 11), sys.version)';
      const said = execFileSync(command, ['-c', say], { encoding: 'utf8', stdio: 'pipe' });
      if (said.startsWith('True')) return { command, version: said };
    } catch {
      // Not there, too old to have the modules, or without them: the next one may do.
    }
  }
  return null;
}
