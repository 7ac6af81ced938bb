import { changeParts } from '../../json/change-at.ts';
import type { Json } from '../../json/json.ts';
import { changeList } from '../proof/change-list.ts';
import type { CutWorld } from '../proof/cut-world.ts';
import { differenceOf, effectText } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import type { NoWorld, ProofWorld } from '../proof/proof-world.ts';
import type { VisibleParts } from '../proof/visible-parts.ts';

/** Members of an item that is not taken are null: it is still not taken, and the run does not break on it. */
export function nullMembers(cut: CutWorld, parts: VisibleParts): ProofWorld | NoWorld {
  const name = 'empty members';
  const [list] = cut.lists;
  const other = list?.taken?.indexOf(false) ?? -1;
  if (list === undefined || other < 0) return { name, reason: 'No item of a loop was left out.' };
  // Where something is missing or is not, an item without it may well be meant.
  if (/"name":"(not|ne|isEmpty|isNull)"|"op":"every"/.test(JSON.stringify(loopsOf(cut))))
    return { name, reason: 'The program takes items because of what they lack.' };
  const inItem = [...list.path, '*'];
  const members = parts.compared.flatMap(({ step, path }) =>
    step === list.step && path.length > inItem.length && inItem.every((key, at) => key === path[at])
      ? [path.slice(inItem.length, inItem.length + 1)]
      : [],
  );
  if (members.length === 0) return { name, reason: 'No member of the items decides which are taken.' };
  return {
    name,
    world: changeList(cut.world, list, (item, at) => [
      at === other ? members.reduce((changed, path) => changeParts(changed, path, emptied), item) : item,
    ]),
    problem: (run) => ended(run) ?? differenceOf(cut.effects, run.effects.map(effectText)),
    shows: 'An item whose members are null is left out.',
  };
}

/** Servers leave lists empty and other members null. */
const emptied = (member: Json): Json => (Array.isArray(member) ? [] : null);

function loopsOf({ world }: CutWorld) {
  return world.workflow.body.flatMap((step) => (step.do === 'forEach' ? [step.in, step.body] : []));
}
