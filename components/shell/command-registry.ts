import type { Command } from './command.ts';

const owners = new Map<string, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];
const none: readonly Command[] = [];

function collect(): void {
  all = [...owners.values()].flat();
  for (const listener of listeners) listener();
}

/** The commands of all pages and parts in sight; each owner replaces its own. */
export const commandRegistry = {
  set(owner: string, commands: readonly Command[]): void {
    owners.set(owner, commands);
    collect();
  },
  remove(owner: string): void {
    owners.delete(owner);
    collect();
  },
  all: (): readonly Command[] => all,
  onServer: (): readonly Command[] => none,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
