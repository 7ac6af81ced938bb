import { makeCondition } from '../conditions.ts';
import { call, forEach, step, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { fieldOf, filtered } from '../kind.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds, showsCondition } from './common.ts';

/** As with each item, but what is written needs a look-up of the item's owner, or of the item itself. */
export const lookUpEach: Family = (random) => {
  const { item, owner } = makeKinds(random);
  const condition = makeCondition(random, item);
  const ofOwner = random.chance(0.6);
  const looked = ofOwner ? owner : item;
  const found = step('look');
  const mine = ofOwner
    ? sourcesOf(owner, found, random.pick(['list', 'look']), { whose: `${item.names.owner}'s ` })
    : sourcesOf(item, found, 'look');
  // A look-up that shows nothing new would be a look-up of nothing.
  const shown =
    mine.length > 0 ? mine : [{ expr: fieldOf(looked, 'title', found), words: `${item.names.owner}'s name` }];
  const must = random.some(shown, 1);
  const written = makeWritten(random, {
    may: sourcesOf(item, variable('item'), 'list', { notes: !condition.aboutNotes }),
    must,
  });
  const inputs = inputsOf(random, condition.uses);
  return {
    prompt: `For every one of the ${condition.words(item.plural, inputs)} ${written.words(inputs)}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, condition.uses),
    workflow: programOf(inputs, [
      listStep(item),
      forEach('loop', 'item', filtered(listItems(item), 'one', condition.test), [
        call('look', looked.look, { [looked.lookBy]: fieldOf(item, ofOwner ? 'owner' : 'id', variable('item')) }),
        call('write', written.write.tool, written.args, 'write'),
      ]),
    ]),
    collections: [
      { kind: owner, people: true },
      { kind: item, owners: owner.noun, mayLackState: true },
    ],
    writes: [written.write],
    shows: (seen) => showsCondition(seen, { step: 'write', noun: item.noun, condition }),
    mixable: true,
  };
};
