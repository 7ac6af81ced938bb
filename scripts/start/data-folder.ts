import { accessSync, constants, mkdirSync } from 'node:fs';
import { type DirectoryLock, lockDirectory } from '#lib/storage/directory-lock.ts';
import { StartError } from './start-error.ts';

/** Makes the data folder where it is missing and takes its lock. Throws `StartError` with one line. */
export function takeDataFolder(home: string, port: number): Extract<DirectoryLock, { kind: 'taken' }> {
  const lock = attempt(home, port);
  if (lock.kind === 'taken') return lock;
  const who = lock.holder ? ` (process ${lock.holder.pid}, http://127.0.0.1:${lock.holder.port})` : '';
  throw new StartError(
    `Tracewright is already running on the data folder ${home}${who}. Use that one (npm start -- --link prints a way in), stop it, or set TRACEWRIGHT_HOME to another folder.`,
  );
}

function attempt(home: string, port: number): DirectoryLock {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    return lockDirectory(home, { pid: process.pid, port });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new StartError(
      `The data folder ${home} cannot be used (${reason}). Give write access to it, or set TRACEWRIGHT_HOME to another folder.`,
      1,
      { cause: error },
    );
  }
}
