import { makeCondition } from '../conditions.ts';
import { call, forEach, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { filtered } from '../kind.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds, showsCondition } from './common.ts';

/** For each item of a list that a condition leaves: one write. */
export const eachItem: Family = (random) => {
  const { item } = makeKinds(random);
  const condition = makeCondition(random, item);
  const written = makeWritten(random, {
    may: sourcesOf(item, variable('item'), 'list', { notes: !condition.aboutNotes }),
    terse: random.chance(0.2),
  });
  const inputs = inputsOf(random, condition.uses);
  const opening = random.pick([
    (list: string, rest: string) => `For each of the ${list} ${rest}.`,
    (list: string, rest: string) => `Go through all ${list} and for each of them ${rest}.`,
    (list: string, rest: string) => `Please ${rest} for all ${list}.`,
  ]);
  return {
    prompt: opening(condition.words(item.plural, inputs), written.words(inputs)),
    inputs,
    freshInputs: (other) => inputsOf(other, condition.uses),
    workflow: programOf(inputs, [
      listStep(item),
      forEach('loop', 'item', filtered(listItems(item), 'one', condition.test), [
        call('write', written.write.tool, written.args, 'write'),
      ]),
    ]),
    collections: [{ kind: item, mayLackNotes: condition.aboutNotes, mayLackState: true }],
    writes: [written.write],
    shows: (shown) => showsCondition(shown, { step: 'write', noun: item.noun, condition }),
    mixable: true,
  };
};
