import { changeList } from '../proof/change-list.ts';
import type { CutList, CutWorld } from '../proof/cut-world.ts';
import { differenceOf, effectText, subtract } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import type { ProgramRun } from '../proof/program-runner.ts';
import type { NoWorld, ProofWorld } from '../proof/proof-world.ts';

/** Worlds in which the lists of loops hold other items: what is written has to change with them and no further. */
export function listWorlds(cut: CutWorld, counted: boolean): readonly (ProofWorld | NoWorld)[] {
  const [list] = cut.lists;
  return [
    anItemMore(cut, list, counted),
    anItemTwice(cut, list, counted),
    anItemLess(cut, list, counted),
    noItems(cut),
  ];
}

const NO_LIST = 'No loop goes over a list that one call gave.';
const WHOLE = 'What is written depends on the whole list.';

/** One more item of the kind that is not taken: nothing more is written. */
function anItemMore(cut: CutWorld, list: CutList | undefined, counted: boolean): ProofWorld | NoWorld {
  const name = 'an item more';
  if (list === undefined) return { name, reason: NO_LIST };
  if (counted) return { name, reason: WHOLE };
  const other = list.taken?.indexOf(false) ?? -1;
  if (other < 0) return { name, reason: 'Every item of the recording was taken.' };
  return {
    name,
    world: changeList(cut.world, list, (item, at) => (at === other ? [item, item] : [item])),
    problem: (run) => ended(run) ?? differenceOf(cut.effects, run.effects.map(effectText)),
    shows: 'One more item that does not fit changes nothing.',
  };
}

/** An item that is taken, twice: its writes may come twice, and no others do. */
function anItemTwice(cut: CutWorld, list: CutList | undefined, counted: boolean): ProofWorld | NoWorld {
  const name = 'an item twice';
  if (list === undefined) return { name, reason: NO_LIST };
  if (counted) return { name, reason: WHOLE };
  const taken = list.taken?.indexOf(true) ?? -1;
  if (taken < 0) return { name, reason: 'It cannot be told which items are taken.' };
  return {
    name,
    world: changeList(cut.world, list, (item, at) => (at === taken ? [item, item] : [item])),
    problem: (run) => ended(run) ?? addedTo(cut, run),
    shows: 'An item that comes twice repeats its own writes and no others.',
  };
}

/** One item less: its writes are missing, and no others are. */
function anItemLess(cut: CutWorld, list: CutList | undefined, counted: boolean): ProofWorld | NoWorld {
  const name = 'an item less';
  if (list === undefined) return { name, reason: NO_LIST };
  if (counted) return { name, reason: WHOLE };
  const taken = list.taken?.indexOf(true) ?? -1;
  if (taken < 0) return { name, reason: 'It cannot be told which items are taken.' };
  return {
    name,
    world: changeList(cut.world, list, (item, at) => (at === taken ? [] : [item])),
    problem: (run) => ended(run) ?? leftOf(cut, run, writesForEach(cut, list)),
    shows: 'Without an item its writes are not made, and nothing else is written instead.',
  };
}

/** No items at all: nothing new is written, and where the program stops it stops before it writes. */
function noItems(cut: CutWorld): ProofWorld | NoWorld {
  const name = 'no items';
  if (cut.lists.length === 0) return { name, reason: NO_LIST };
  return {
    name,
    world: cut.lists.reduce((world, list) => changeList(world, list, () => []), cut.world),
    problem: (run) => {
      const made = run.effects.map(effectText);
      if (run.status === 'succeeded') return null;
      return made.length === 0 ? null : `It stops after ${made.length} writes: ${run.error ?? run.status}`;
    },
    shows: 'Where the lists are empty nothing is done for an item.',
  };
}

function addedTo(cut: CutWorld, run: ProgramRun): string | null {
  const made = run.effects.map(effectText);
  const known = new Set(cut.effects);
  const strange = made.find((text) => !known.has(text));
  if (strange !== undefined) return `It writes something new: ${strange.slice(0, 200)}`;
  return subtract(cut.effects, made).length === 0 ? null : differenceOf(cut.effects, made);
}

/** Whether every item that the loop takes is written for: a write in its body is under no condition of its own. */
function writesForEach(cut: CutWorld, list: CutList): boolean {
  const loop = cut.world.workflow.body.find((step) => step.id === list.loop);
  return loop?.do === 'forEach' && loop.body.some((step) => step.do === 'call' && step.effect !== 'read');
}

function leftOf(cut: CutWorld, run: ProgramRun, always: boolean): string | null {
  const made = run.effects.map(effectText);
  const extra = subtract(made, cut.effects);
  if (extra.length > 0) return `It writes something new: ${extra[0]?.slice(0, 200)}`;
  return !always || made.length < cut.effects.length ? null : 'It writes as much as before.';
}
