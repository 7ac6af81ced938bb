import { execFile } from 'node:child_process';

/** The oldest Python that agents run on. */
export const OLDEST_PYTHON = [3, 11] as const;

/** What to say where there is none. */
export const NO_PYTHON =
  'An agent in Python is proved by running it: install Python 3.11 or newer, so that "python3" is on the PATH.';

/** Names that it may have, the machine's own choice first. */
const NAMES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'] as const;

/** The command of a Python that agents run on, or null where this machine has none. */
export async function findPython(): Promise<string | null> {
  for (const name of NAMES) {
    const version = await versionOf(name);
    if (
      version &&
      (version[0] > OLDEST_PYTHON[0] || (version[0] === OLDEST_PYTHON[0] && version[1] >= OLDEST_PYTHON[1]))
    )
      return name;
  }
  return null;
}

function versionOf(command: string): Promise<readonly [number, number] | null> {
  const say = 'import sys; print(sys.version_info[0], sys.version_info[1])';
  return new Promise((resolve) => {
    execFile(command, ['-c', say], { timeout: 10_000 }, (error, stdout) => {
      const [, major, minor] = /^(\d+) (\d+)\s*$/.exec(error ? '' : stdout) ?? [];
      resolve(major === undefined || minor === undefined ? null : [Number(major), Number(minor)]);
    });
  });
}
