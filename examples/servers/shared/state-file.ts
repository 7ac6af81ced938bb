import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * The state of a sample server: one JSON document in a folder, beside it `calls.jsonl`, the server's own record of
 * every call. A change is written to a new file and renamed, so a killed process leaves the old state or the new one,
 * never half of either; a lock keeps two processes on one folder from losing each other's changes.
 */
export interface StateFile<State> {
  read(): State;
  /** Applies a change to the newest state and keeps it. What `change` throws is thrown and nothing is kept. */
  update<Result>(change: (state: State) => Result): Result;
  /** Appends one line to the record of calls. */
  log(entry: object): void;
  reset(): void;
}

const LOCK_WAIT_MS = 5_000;

export function openStateFile<State>(folder: string, seed: () => State): StateFile<State> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'state.json');
  const lock = join(folder, 'state.lock');

  const read = (): State => {
    try {
      // Written by this file alone.
      return JSON.parse(readFileSync(file, 'utf8')) as State;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return seed();
      throw new Error(`${file} cannot be read. Start the server with --reset to begin anew.`, { cause: error });
    }
  };
  const write = (state: State) => {
    const fresh = `${file}.${process.pid}.tmp`;
    const handle = openSync(fresh, 'w');
    writeSync(handle, `${JSON.stringify(state, null, 1)}\n`);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(fresh, file);
  };

  return {
    read,
    update(change) {
      const release = takeLock(lock);
      try {
        const state = read();
        const result = change(state);
        write(state);
        return result;
      } finally {
        release();
      }
    },
    log: (entry) => appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify(entry)}\n`),
    reset() {
      rmSync(join(folder, 'calls.jsonl'), { force: true });
      write(seed());
    },
  };
}

/** A folder is the one thing that is made atomically everywhere. One that is old belongs to a process that was killed. */
function takeLock(lock: string): () => void {
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      mkdirSync(lock);
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      if (isOld(lock)) rmSync(lock, { recursive: true, force: true });
      else if (Date.now() > until) throw new Error(`Another process holds ${lock}.`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function isOld(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > 2_000;
  } catch {
    return false;
  }
}
