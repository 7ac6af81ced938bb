import { compareServer } from '#core/tool/compare-lock.ts';
import type { ToolChange } from '#core/tool/compare-schema.ts';
import { type DescribedServer, LOCK_VERSION, lockServer, type ToolLock } from '#core/tool/tool-lock.ts';
import { sleep } from '../sleep.ts';

/** How the live tools differ from the locked ones. */
export interface ToolComparison {
  readonly changes: readonly ToolChange[];
  /** What would be locked now. */
  readonly now: ToolLock;
}

export interface ComparisonParts {
  readonly describe: (server: string, signal?: AbortSignal) => Promise<DescribedServer>;
  readonly signal?: AbortSignal;
  /** The machine's own where absent. */
  readonly pause?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Asks every locked server, all at once. Throws where one cannot be reached or does not list its tools. */
export async function compareTools(lock: ToolLock, parts: ComparisonParts): Promise<ToolComparison> {
  const compared = await Promise.all(
    Object.entries(lock.servers).map(async ([alias, locked]) => {
      const live = await askServer(alias, parts);
      const now = lockServer(live, Object.keys(locked.tools));
      return { changes: compareServer(alias, locked, live), now: [alias, now] as const };
    }),
  );
  return {
    changes: compared.flatMap(({ changes }) => changes),
    now: { lockVersion: LOCK_VERSION, servers: Object.fromEntries(compared.map(({ now }) => now)) },
  };
}

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 250;

/** A server that is away for a moment is asked again, as it is for every read. */
async function askServer(alias: string, { describe: ask, signal, pause = sleep }: ComparisonParts) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(alias, signal);
    } catch (error) {
      if (attempt >= ATTEMPTS || signal?.aborted) throw error;
    }
    await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
  }
}
