import { makeCondition } from '../conditions.ts';
import { call, forEach, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { fieldOf, filtered } from '../kind.ts';
import { isTelling, makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds } from './common.ts';

/** For each place: its items are listed, and for each of those that a condition leaves there is one write. */
export const nested: Family = (random) => {
  const { item, parent } = makeKinds(random);
  const condition = makeCondition(random, item);
  const listBy = `${parent.noun}_id`;
  const outer = sourcesOf(parent, variable('place'), 'list', { whose: `${parent.noun}'s ` });
  // Without anything of the item a person would write once for the place.
  const own = random.some(
    sourcesOf(item, variable('item'), 'list', { notes: !condition.aboutNotes }).filter(isTelling),
    1,
  );
  const must = random.chance(0.5) ? [...random.some(outer, 1), ...own] : own;
  const written = makeWritten(random, {
    may: sourcesOf(item, variable('item'), 'list', { notes: !condition.aboutNotes }),
    must,
  });
  const inputs = inputsOf(random, condition.uses);
  return {
    prompt: `Go through every ${parent.noun}: for all of its ${condition.words(item.plural, inputs)} ${written.words(inputs)}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, condition.uses),
    workflow: programOf(inputs, [
      listStep(parent, 'places'),
      forEach('outer', 'place', listItems(parent, 'places'), [
        call('list', item.list, { [listBy]: fieldOf(parent, 'id', variable('place')) }),
        forEach('inner', 'item', filtered(listItems(item), 'one', condition.test), [
          call('write', written.write.tool, written.args, 'write'),
        ]),
      ]),
    ]),
    collections: [
      { kind: parent },
      { kind: item, mayLackNotes: condition.aboutNotes, mayLackState: true, parents: parent.noun, listBy },
    ],
    writes: [written.write],
    shows: (shown) =>
      shown.calls('write') >= 3 && (condition.test === null || shown.calls('write') <= shown.size(item.noun) - 3),
    mixable: true,
  };
};
