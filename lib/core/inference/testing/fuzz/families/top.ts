import type { JsonObject } from '../../../../json/json.ts';
import { makeCondition } from '../conditions.ts';
import { call, forEach, input, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { fieldOf, filtered, wordsOf } from '../kind.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds } from './common.ts';

/** The so many items with the greatest or least figure, each one write. */
export const top: Family = (random) => {
  const { item } = makeKinds(random);
  const condition = random.chance(0.4) ? makeCondition(random, item) : null;
  const least = random.chance(0.3);
  const uses = condition?.uses ?? [];
  const numbers = (from: typeof random): JsonObject => ({ howMany: from.int(2, 4) });
  const inputs = inputsOf(random, uses, numbers(random));
  const written = makeWritten(random, {
    may: sourcesOf(item, variable('item'), 'list', { notes: !(condition?.aboutNotes ?? false) }),
  });
  const list = condition === null ? item.plural : condition.words(item.plural, inputs);
  return {
    prompt: `Of the ${list}, take the ${String(inputs.howMany)} with the ${least ? 'lowest' : 'highest'} ${wordsOf(item, 'amount')}, and for each ${written.words(inputs)}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, uses, numbers(other)),
    workflow: programOf(inputs, [
      listStep(item),
      forEach(
        'loop',
        'item',
        {
          $: 'sort',
          in: filtered(listItems(item), 'one', condition?.test ?? null),
          as: 'sorted',
          by: [{ key: fieldOf(item, 'amount', variable('sorted')), order: least ? 'asc' : 'desc' }],
          take: input('howMany'),
        },
        [call('write', written.write.tool, written.args, 'write')],
      ),
    ]),
    collections: [{ kind: item, mayLackNotes: condition?.aboutNotes ?? false, mayLackState: true }],
    writes: [written.write],
    shows: (shown) => shown.calls('write') === inputs.howMany && shown.size(item.noun) > Number(inputs.howMany) + 2,
    mixable: true,
  };
};
