import type { Expr } from '../../../../workflow/workflow.ts';
import { call, fn, forEach, over, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { equal, fieldOf, wordsOf } from '../kind.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds } from './common.ts';

/** For each item of one list whose key another list does not have, or has: one write. */
export const missing: Family = (random) => {
  const { item, owner } = makeKinds(random);
  const has = random.chance(0.3);
  // People who own an item, or own none.
  const owned = (person: Expr): Expr => ({
    $: 'over',
    op: 'some',
    in: listItems(item, 'things'),
    as: 'thing',
    body: equal(fieldOf(item, 'owner', variable('thing')), fieldOf(owner, 'id', person)),
  });
  const test = (person: Expr) => (has ? owned(person) : fn('not', owned(person)));
  const written = makeWritten(random, { may: sourcesOf(owner, variable('item'), 'list') });
  const inputs = inputsOf(random, []);
  return {
    prompt: `For each ${owner.noun} who is ${has ? 'the' : 'not the'} ${wordsOf(item, 'owner')} of any ${item.noun} ${written.words(inputs)}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, []),
    workflow: programOf(inputs, [
      listStep(owner, 'people'),
      listStep(item, 'things'),
      forEach('loop', 'item', over('filter', listItems(owner, 'people'), 'one', test), [
        call('write', written.write.tool, written.args, 'write'),
      ]),
    ]),
    collections: [
      { kind: owner, people: true, mayLackState: true },
      { kind: item, owners: owner.noun },
    ],
    writes: [written.write],
    shows: (shown) => shown.calls('write') >= 2 && shown.calls('write') <= shown.size(owner.noun) - 2,
    mixable: true,
  };
};
