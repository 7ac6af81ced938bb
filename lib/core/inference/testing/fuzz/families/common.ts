import type { JsonObject } from '../../../../json/json.ts';
import type { Random } from '../../random.ts';
import { type Condition, conditionInputs } from '../conditions.ts';
import { call, step } from '../expressions.ts';
import type { Job, Shown } from '../job.ts';
import { itemsOf, type Kind, makeKind } from '../kind.ts';
import { ITEM_NOUNS, OWNER_NOUNS, PARENT_NOUNS, SERVERS } from '../vocabulary.ts';
import { targetName } from '../written.ts';

/** Kinds of one service, or of two. */
export function makeKinds(random: Random): { readonly item: Kind; readonly owner: Kind; readonly parent: Kind } {
  const [first = '', second = ''] = random.some(SERVERS, 2);
  const one = random.chance(0.5);
  const item = makeKind(random, random.pick(ITEM_NOUNS), first, new Set());
  const owner = makeKind(random, random.pick(OWNER_NOUNS), one ? first : second, new Set());
  const parent = makeKind(random, random.pick(PARENT_NOUNS), first, new Set());
  return { item, owner, parent };
}

/** The inputs of a job: where to write, and what its conditions read; the others are left out. */
export function inputsOf(random: Random, uses: readonly string[], more: JsonObject = {}): JsonObject {
  const all = conditionInputs(random);
  return { target: targetName(random), ...Object.fromEntries(uses.map((name) => [name, all[name] ?? null])), ...more };
}

export const listStep = (kind: Kind, id = 'list') => call(id, kind.list, {});
export const listItems = (kind: Kind, id = 'list') => itemsOf(kind, step(id));

/** Enough rounds to be a loop, and where there is a condition, items that it leaves out. */
export function showsCondition(
  shown: Shown,
  options: { readonly step: string; readonly noun: string; readonly condition: Condition },
): boolean {
  const rounds = shown.calls(options.step);
  return rounds >= 3 && (options.condition.test === null || rounds <= shown.size(options.noun) - 2);
}

export type Family = (random: Random) => Omit<Job, 'family'>;
