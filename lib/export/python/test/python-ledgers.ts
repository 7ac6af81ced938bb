import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { CorrectableLedger, Effect, EffectChange, EffectRecord, LedgerClaim } from '#core/effects/ledger.ts';

const FOLDER = resolve(import.meta.dirname, '..');

/** Ledgers of the Python runtime in a process of their own; see `ledger_over_lines.py`. */
export interface PythonLedgers {
  /** A ledger over the database that the variables name; in memory where there are none. */
  open(options: {
    readonly variables?: Readonly<Record<string, string>>;
    readonly owner: string;
    /** How far its clock is ahead. */
    readonly aheadMs: number;
  }): Promise<CorrectableLedger>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly gives?: unknown;
  readonly raises?: string;
}

export function startPythonLedgers(python: string): PythonLedgers {
  const child = spawn(python, ['-B', join(FOLDER, 'test/ledger_over_lines.py')], {
    env: { ...process.env, PYTHONPATH: FOLDER },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const waiting = new Map<number, (answer: Answer) => void>();
  createInterface(child.stdout).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.(answer);
  });
  let count = 0;
  async function ask(request: object): Promise<unknown> {
    count += 1;
    const id = count;
    const answered = new Promise<Answer>((done) => waiting.set(id, done));
    child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    const { gives, raises } = await Promise.race([answered, ended.then((): Answer => ({ id, raises: 'It ended.' }))]);
    if (raises !== undefined) throw new Error(raises);
    return gives;
  }
  return {
    async open(options) {
      const ledger = await ask({ do: 'open', ...options });
      return {
        claim: async (effect: Effect) => (await ask({ do: 'claim', ledger, effect })) as LedgerClaim,
        mark: async (key: string, change: EffectChange) => {
          await ask({ do: 'mark', ledger, key, change });
        },
        setBack: async (seen: EffectRecord, reason: string) =>
          (await ask({ do: 'setBack', ledger, seen, reason })) as boolean,
        find: async (key: string) => (await ask({ do: 'find', ledger, key })) as EffectRecord | null,
        list: async () => (await ask({ do: 'list', ledger })) as readonly EffectRecord[],
      };
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
