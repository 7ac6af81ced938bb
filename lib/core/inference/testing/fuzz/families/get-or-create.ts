import { call, fn, forEach, member, step, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { fieldOf, wordsOf } from '../kind.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds } from './common.ts';

/** For each item the place named for its state is found, or made where there is none, and its id is written. */
export const getOrCreate: Family = (random) => {
  const { item, parent } = makeKinds(random);
  const find = { tool: `${parent.server}/find_${parent.plural}`, by: parent.names.title };
  const create = { tool: `${parent.server}/create_${parent.noun}`, by: parent.names.title };
  const state = fieldOf(item, 'state', variable('item'));
  const matches = member(step('find'), ['matches']);
  const id = { expr: step('place'), words: `${parent.noun} ${wordsOf(parent, 'id')}` };
  const written = makeWritten(random, { may: sourcesOf(item, variable('item'), 'list'), must: [id] });
  const inputs = inputsOf(random, []);
  return {
    prompt: `For each ${item.noun} find the ${parent.noun} whose ${wordsOf(parent, 'title')} is the ${wordsOf(item, 'state')} of the ${item.noun}, create it if there is none, and ${written.words(inputs)}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, []),
    workflow: programOf(inputs, [
      listStep(item),
      forEach('loop', 'item', listItems(item), [
        call('find', find.tool, { [find.by]: state }),
        {
          id: 'place',
          do: 'if',
          cond: fn('isEmpty', matches),
          then: [call('create', create.tool, { [create.by]: state }, 'write')],
          else: [],
          thenValue: fieldOf(parent, 'id', step('create')),
          elseValue: fieldOf(parent, 'id', fn('first', matches)),
        },
        call('write', written.write.tool, written.args, 'write'),
      ]),
    ]),
    collections: [
      { kind: parent, find, create, whole: true },
      { kind: item, whole: true },
    ],
    writes: [written.write],
    shows: (shown) => shown.calls('create') >= 2 && shown.calls('write') - shown.calls('create') >= 2,
    mixable: false,
  };
};
