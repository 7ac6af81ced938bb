import { makeCondition } from '../conditions.ts';
import { call, forEach, input, member, step, text, variable } from '../expressions.ts';
import { programOf } from '../job.ts';
import { fieldOf, filtered, wordsOf } from '../kind.ts';
import { WRITES, words } from '../vocabulary.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds, showsCondition } from './common.ts';

/** Something is made for each item, and the id that it got is written together with the item's own. */
export const produced: Family = (random) => {
  const { item } = makeKinds(random);
  const condition = makeCondition(random, item);
  const [one, two = WRITES[0]] = random.some(WRITES, 2);
  const made = makeWritten(random, {
    may: sourcesOf(item, variable('item'), 'list', { notes: !condition.aboutNotes }),
    write: one,
  });
  const entry = member(step('make'), ['created', 'entry_id']);
  const inputs = inputsOf(random, condition.uses, { other: `N${random.token(5).toUpperCase()}` });
  const [first, second] = two.slots;
  const joined = random.chance(0.5);
  return {
    prompt: `For each of the ${condition.words(item.plural, inputs)} ${made.words(inputs)}, then ${words(two.tool.split('/')[1] ?? '')} in ${words(two.target)} ${String(inputs.other)} with ${joined ? `the ${words(first)} "<entry id> for <${wordsOf(item, 'id')}>"` : `the new entry id as ${words(first)} and the ${wordsOf(item, 'id')} as ${words(second)}`}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, condition.uses, { other: `N${other.token(5).toUpperCase()}` }),
    workflow: programOf(inputs, [
      listStep(item),
      forEach('loop', 'item', filtered(listItems(item), 'one', condition.test), [
        call('make', made.write.tool, made.args, 'write'),
        call(
          'link',
          two.tool,
          {
            [two.target]: input('other'),
            ...(joined
              ? { [first]: text(entry, ' for ', fieldOf(item, 'id', variable('item'))) }
              : { [first]: entry, [second]: fieldOf(item, 'id', variable('item')) }),
          },
          'write',
        ),
      ]),
    ]),
    collections: [{ kind: item, mayLackNotes: condition.aboutNotes, mayLackState: true }],
    writes: [made.write, two],
    shows: (shown) => showsCondition(shown, { step: 'make', noun: item.noun, condition }),
    mixable: true,
  };
};
