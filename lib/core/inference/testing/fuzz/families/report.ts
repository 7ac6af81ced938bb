import type { Expr } from '../../../../workflow/workflow.ts';
import { makeCondition } from '../conditions.ts';
import { call, fn, input, over, text } from '../expressions.ts';
import { programOf } from '../job.ts';
import { fieldOf, filtered, wordsOf } from '../kind.ts';
import { WRITES, words } from '../vocabulary.ts';
import { type Family, inputsOf, listItems, listStep, makeKinds } from './common.ts';

/** One write about a whole list: how many, what they sum to, or a line for each. */
export const report: Family = (random) => {
  const { item } = makeKinds(random);
  const condition = makeCondition(random, item);
  const write = random.pick(WRITES);
  const inputs = inputsOf(random, condition.uses);
  const list = filtered(listItems(item), 'one', condition.test);
  const column = (role: 'title' | 'id' | 'amount') => over('map', list, 'entry', (entry) => fieldOf(item, role, entry));
  const noun = item.plural;
  const [body, said]: readonly [Expr, string] = random.pick([
    [text('There are ', fn('count', list), ` ${noun}.`), `"There are <count> ${noun}."`],
    [
      text(fn('count', list), ` ${noun}, `, fn('sum', column('amount')), ' in all'),
      `"<number of ${noun}> ${noun}, <sum of ${wordsOf(item, 'amount')}> in all"`,
    ],
    [
      fn(
        'join',
        over('map', list, 'entry', (entry) =>
          text('- ', fieldOf(item, 'title', entry), ' (', fieldOf(item, 'id', entry), ')'),
        ),
        { $: 'lit', value: '\n' },
      ),
      `one line for each: "- <${wordsOf(item, 'title')}> (<${wordsOf(item, 'id')}>)"`,
    ],
    [
      text(fn('count', list), ': ', fn('join', column('id'), { $: 'lit', value: ', ' })),
      `"<count>: <${wordsOf(item, 'id')} of each, separated by comma>"`,
    ],
  ] as const);
  const slot = write.slots[0];
  return {
    prompt: `Look at the ${condition.words(noun, inputs)} and ${words(write.tool.split('/')[1] ?? '')} in ${words(write.target)} ${String(inputs.target)} with the ${words(slot)} ${said}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, condition.uses),
    workflow: programOf(inputs, [
      listStep(item),
      call('write', write.tool, { [write.target]: input('target'), [slot]: body }, 'write'),
    ]),
    collections: [{ kind: item, mayLackNotes: condition.aboutNotes }],
    writes: [write],
    // Of nothing there is nothing to be seen, and one looks like the only one.
    shows: (shown) => !/""|"[01]\b|are [01] /.test(shown.args('write')),
    mixable: true,
  };
};
