import type { Json } from '../../../../json/json.ts';
import { call, fn, forEach, input, member, step, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { NOUNS, VERBS } from '../vocabulary.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, makeKinds } from './common.ts';

/** The user names the items; each is found by its name. */
export const listed: Family = (random) => {
  const { item } = makeKinds(random);
  const find = { tool: `${item.server}/find_${item.plural}`, by: item.names.title };
  const name = `${item.noun}Titles`;
  const titles = (from: typeof random): Json[] =>
    from.some(NOUNS, from.int(2, 4)).map((noun) => `${noun} ${from.pick(VERBS)} ${from.int(10, 99)}`);
  const inputs = inputsOf(random, [], { [name]: titles(random) });
  const all = inputs[name] as string[];
  const found = fn('first', member(step('find'), ['matches']));
  const written = makeWritten(random, { may: [], must: random.some(sourcesOf(item, found, 'list'), random.int(1, 3)) });
  const quote = random.chance(0.5) ? '"' : '';
  const said = all.map((title) => `${quote}${title}${quote}`);
  return {
    prompt: `For the ${item.plural} ${said.slice(0, -1).join(', ')} and ${said.at(-1)} ${written.words(inputs)}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, [], { [name]: titles(other) }),
    workflow: programOf(inputs, [
      forEach('loop', 'title', input(name), [
        call('find', find.tool, { [find.by]: variable('title') }),
        call('write', written.write.tool, written.args, 'write'),
      ]),
    ]),
    collections: [{ kind: item, find, distinctTitles: true }],
    writes: [written.write],
    shows: () => true,
    mixable: true,
  };
};
