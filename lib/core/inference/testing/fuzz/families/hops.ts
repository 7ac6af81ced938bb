import { call, step } from '../expressions.ts';
import { programOf } from '../job.ts';
import { fieldOf } from '../kind.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, makeKinds } from './common.ts';

/** One record that the user names, from there to its owner and perhaps to where that one belongs, and one write. */
export const hops: Family = (random) => {
  const { item, owner, parent } = makeKinds(random);
  const far = random.chance(0.5);
  const name = `${item.noun}Id`;
  const idOf = (from: typeof random) =>
    item.idShape === 'integer' ? from.int(10_000, 99_999) : `${from.token(3).toUpperCase()}-${from.int(100, 999)}`;
  const ownerSources = [
    ...sourcesOf(owner, step('owner'), 'list', { whose: `${item.names.owner}'s ` }),
    ...sourcesOf(owner, step('owner'), 'look', { whose: `${item.names.owner}'s ` }),
  ];
  const farSources = sourcesOf(parent, step('place'), 'list', {
    whose: `${owner.names.parent.replaceAll('_', ' ')}'s `,
  });
  const must = far ? [...random.some(ownerSources, 1), ...random.some(farSources, 1)] : random.some(ownerSources, 1);
  const written = makeWritten(random, { may: sourcesOf(item, step('item'), 'list'), must });
  const inputs = inputsOf(random, [], { [name]: idOf(random) });
  return {
    prompt: random.pick([
      `Look at the ${item.noun} ${String(inputs[name])} and ${written.words(inputs)}.`,
      `Take the ${item.noun} with the ${item.names.id.replaceAll('_', ' ')} ${String(inputs[name])} and ${written.words(inputs)}.`,
    ]),
    inputs,
    freshInputs: (other) => inputsOf(other, [], { [name]: idOf(other) }),
    workflow: programOf(inputs, [
      call('item', item.look, { [item.lookBy]: { $: 'ref', of: 'input', id: name } }),
      call('owner', owner.look, { [owner.lookBy]: fieldOf(item, 'owner', step('item')) }),
      ...(far ? [call('place', parent.look, { [parent.lookBy]: fieldOf(owner, 'parent', step('owner')) })] : []),
      call('write', written.write.tool, written.args, 'write'),
    ]),
    collections: [
      { kind: parent, people: true },
      { kind: owner, people: true, parents: parent.noun },
      { kind: item, people: true, owners: owner.noun },
    ],
    writes: [written.write],
    shows: () => true,
    mixable: false,
  };
};
