import { call, input, over, step } from '../expressions.ts';
import { programOf } from '../job.ts';
import { equal, fieldOf, wordsOf } from '../kind.ts';
import { NOUNS, VERBS } from '../vocabulary.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds } from './common.ts';

/** One item of a list, found there by the title that the user says; perhaps looked up before it is written about. */
export const pickOne: Family = (random) => {
  const { item } = makeKinds(random);
  const name = `${item.noun}Title`;
  const title = (from: typeof random) => `${from.pick(NOUNS)} ${from.pick(VERBS)} ${from.int(10, 99)}`;
  const inputs = inputsOf(random, [], { [name]: title(random) });
  const found = over('find', listItems(item), 'one', (one) => equal(fieldOf(item, 'title', one), input(name)));
  const details = sourcesOf(item, step('look'), 'look');
  const look = details.length > 0 && random.chance(0.5);
  const sources = sourcesOf(item, found, 'list');
  const written = makeWritten(random, { may: sources, must: random.some(look ? details : sources, 1) });
  return {
    prompt: random.pick([
      `Find the ${item.noun} "${String(inputs[name])}" and ${written.words(inputs)}.`,
      `Look for the ${item.noun} whose ${wordsOf(item, 'title')} is ${String(inputs[name])} and ${written.words(inputs)}.`,
    ]),
    inputs,
    freshInputs: (other) => inputsOf(other, [], { [name]: title(other) }),
    workflow: programOf(inputs, [
      listStep(item),
      ...(look ? [call('look', item.look, { [item.lookBy]: fieldOf(item, 'id', found) })] : []),
      call('write', written.write.tool, written.args, 'write'),
    ]),
    collections: [
      { kind: item, find: { tool: `${item.server}/search_unused_${item.plural}`, by: 'text' }, distinctTitles: true },
    ],
    writes: [written.write],
    shows: () => true,
    mixable: false,
  };
};
