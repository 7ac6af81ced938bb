import { call, forEach, lit, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { equal, fieldOf, wordsOf } from '../kind.ts';
import { STATES, WRITES } from '../vocabulary.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds } from './common.ts';

/** What is written for an item depends on its state; for all other states there is another write, or nothing. */
export const branch: Family = (random) => {
  const { item } = makeKinds(random);
  const [first = '', second = ''] = random.some(STATES, 2);
  const [one, two] = random.some(WRITES, 2);
  const state = fieldOf(item, 'state', variable('item'));
  const may = sourcesOf(item, variable('item'), 'list');
  const left = makeWritten(random, { may, write: one });
  const right = makeWritten(random, { may, write: two, target: 'other' });
  const named = random.chance(0.6);
  const more = () => ({ other: `N${random.token(5).toUpperCase()}` });
  const inputs = inputsOf(random, [], more());
  const member = wordsOf(item, 'state');
  const otherwise = named ? `if it is ${second}` : 'otherwise';
  return {
    prompt: `Go through all ${item.plural}: if the ${member} is ${first} ${left.words(inputs)}, ${otherwise} ${right.words(inputs)}.${named ? ` Leave all other ${item.plural} alone.` : ''}`,
    inputs,
    freshInputs: (other) => inputsOf(other, [], { other: `N${other.token(5).toUpperCase()}` }),
    workflow: programOf(inputs, [
      listStep(item),
      forEach('loop', 'item', listItems(item), [
        {
          id: 'choice',
          do: 'if',
          cond: equal(state, lit(first)),
          then: [call('left', left.write.tool, left.args, 'write')],
          else: named
            ? [
                {
                  id: 'second',
                  do: 'if',
                  cond: equal(state, lit(second)),
                  then: [call('right', right.write.tool, right.args, 'write')],
                  else: [],
                },
              ]
            : [call('right', right.write.tool, right.args, 'write')],
        },
      ]),
    ]),
    collections: [{ kind: item, mayLackState: true }],
    writes: [left.write, right.write],
    shows: (shown) =>
      shown.calls('left') >= 2 &&
      shown.calls('right') >= 2 &&
      (!named || shown.calls('left') + shown.calls('right') <= shown.size(item.noun) - 2),
    mixable: true,
  };
};
