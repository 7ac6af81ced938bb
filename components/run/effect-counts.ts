import { type Change, changeOf } from './effect-change.ts';
import type { RunEffect } from './run-model.ts';

/** How many writes of each kind a run makes or would make, and how many it leaves out or could not make. */
export interface EffectCounts {
  readonly changes: Readonly<Record<Change, number>>;
  readonly there: number;
  readonly recorded: number;
  readonly failed: number;
  /** Sent, and nobody knows what became of them. */
  readonly unknown: number;
}

export function effectCounts(effects: readonly RunEffect[]): EffectCounts {
  const fresh = effects.filter(
    ({ state, how }) => how !== 'found' && how !== 'recorded' && state !== 'failed' && state !== 'unknown',
  );
  const count = (fits: (effect: RunEffect) => boolean) => effects.filter(fits).length;
  const changes = (change: Change) => fresh.filter((effect) => changeOf(effect) === change).length;
  return {
    changes: { create: changes('create'), change: changes('change'), delete: changes('delete') },
    there: count(({ how }) => how === 'found'),
    recorded: count(({ how }) => how === 'recorded'),
    failed: count(({ state }) => state === 'failed'),
    unknown: count(({ state }) => state === 'unknown'),
  };
}

/** Names of arguments with those first that tell these writes apart: the title before the project that all share. */
export function tellingArguments(effects: readonly RunEffect[]): (effect: RunEffect) => RunEffect['args'] {
  const values = new Map<string, Set<string>>();
  for (const { tool, args } of effects) {
    for (const [name, value] of Object.entries(args)) {
      const key = `${tool}\n${name}`;
      values.set(key, (values.get(key) ?? new Set()).add(JSON.stringify(value)));
    }
  }
  return ({ tool, args }) => {
    const varies = (name: string) => (values.get(`${tool}\n${name}`)?.size ?? 0) > 1;
    const names = Object.keys(args);
    return Object.fromEntries(
      [...names.filter(varies), ...names.filter((name) => !varies(name))].map((name) => [name, args[name] ?? null]),
    );
  };
}
