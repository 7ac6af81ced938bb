import { canonicalJson } from '../../json/canonical.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { CutWorld } from '../proof/cut-world.ts';
import { differenceOf, effectText } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import type { ProgramEffect } from '../proof/program-runner.ts';
import type { NoWorld, ProofWorld } from '../proof/proof-world.ts';
import { mapAnswers } from '../proof/world.ts';

/** Every list of records comes the other way round: the same is written, in any order. */
export function otherOrder(cut: CutWorld, ordered: boolean): ProofWorld | NoWorld {
  const name = 'other order';
  if (ordered) return { name, reason: 'The program takes items by their place, or writes them down in order.' };
  return {
    name,
    world: mapAnswers(cut.world, reverse),
    problem: (run) => ended(run) ?? differenceOf(cut.made.map(unordered), run.effects.map(unordered)),
    shows: 'Where lists come in another order the same is written.',
  };
}

function reverse(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(reverse);
    return value.some((item) => isJsonObject(item)) ? items.reverse() : items;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reverse(member)]));
}

/** A write whose lists may come in any order. */
function unordered(effect: ProgramEffect): string {
  const args: JsonObject = Object.fromEntries(
    Object.entries(effect.args).map(([name, value]) => [name, sorted(value)]),
  );
  return effectText({ ...effect, args });
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, sorted(member)]));
}
