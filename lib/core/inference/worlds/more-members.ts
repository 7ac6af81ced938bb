import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { CutWorld } from '../proof/cut-world.ts';
import { differenceOf, effectText } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import { mapExamples } from '../proof/map-examples.ts';
import type { ProofWorld } from '../proof/proof-world.ts';
import { mapAnswers } from '../proof/world.ts';

const ADDED = { apiRevision: 7, traceMark: 'n/a' };

/** The recording as a newer server would have answered it: every record has members more, in another order. */
export function moreMembers(cut: CutWorld): ProofWorld {
  return {
    name: 'more members',
    world: { ...mapAnswers(cut.world, grow), workflow: mapExamples(cut.world.workflow, GROWN) },
    problem: (run) => {
      // A record that is handed on as a whole is handed on with its new members.
      const made = run.effects.map((effect) => effectText({ ...effect, args: withoutAdded(effect.args) }));
      return ended(run) ?? differenceOf(cut.effects, made);
    },
    shows: 'Members that a newer server adds change nothing.',
  };
}

/** A model is shown the same records, as they are now. */
const GROWN = {
  seen: (input: Json): Json =>
    isJsonObject(input) ? Object.fromEntries(Object.entries(input).map(([name, value]) => [name, grow(value)])) : input,
  said: (output: Json): Json => output,
};

function grow(value: Json): Json {
  if (Array.isArray(value)) return value.map(grow);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, grow(member)]);
  return Object.fromEntries([['apiRevision', ADDED.apiRevision], ...members.reverse(), ['traceMark', ADDED.traceMark]]);
}

function withoutAdded(object: JsonObject): JsonObject {
  const kept = Object.entries(object).filter(([key]) => !Object.hasOwn(ADDED, key));
  return Object.fromEntries(kept.map(([key, member]) => [key, shrink(member)]));
}

function shrink(value: Json): Json {
  if (Array.isArray(value)) return value.map(shrink);
  return isJsonObject(value) ? withoutAdded(value) : value;
}
