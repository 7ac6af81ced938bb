import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Who holds a data folder, for the message to whoever comes second. */
export interface LockHolder {
  readonly pid: number;
  readonly port: number;
}

export type DirectoryLock =
  | { readonly kind: 'taken'; readonly release: () => void }
  | { readonly kind: 'busy'; readonly holder: LockHolder | null };

const BUSY = 5;

/**
 * Takes the data folder for this process. The lock is SQLite's lock on an empty file: the operating system drops it
 * when the process ends, however it ends, so there is no stale lock to guess about (a pid can be another's by now).
 * Throws where the folder cannot be written.
 */
export function lockDirectory(folder: string, holder: LockHolder): DirectoryLock {
  const note = join(folder, 'studio.json');
  const database = new DatabaseSync(join(folder, 'studio.lock'), { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) {
      return { kind: 'busy', holder: readHolder(note) };
    }
    throw error;
  }
  writeFileSync(note, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return { kind: 'taken', release: () => database.close() };
}

/** Who holds the folder now; null where nobody does. Takes nothing. */
export function findLockHolder(folder: string): LockHolder | null {
  const file = join(folder, 'studio.lock');
  if (!existsSync(file)) return null;
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return null;
  } catch {
    return readHolder(join(folder, 'studio.json'));
  } finally {
    database.close();
  }
}

function readHolder(file: string): LockHolder | null {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof found !== 'object' || found === null || !('pid' in found) || !('port' in found)) return null;
    return typeof found.pid === 'number' && typeof found.port === 'number'
      ? { pid: found.pid, port: found.port }
      : null;
  } catch {
    return null;
  }
}
