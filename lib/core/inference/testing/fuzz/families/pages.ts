import type { JsonObject } from '../../../../json/json.ts';
import type { Expr, Step } from '../../../../workflow/workflow.ts';
import type { Random } from '../../random.ts';
import { makeCondition } from '../conditions.ts';
import { call, fn, forEach, input, lit, member, step, variable } from '../expressions.ts';
import { type PageStyle, programOf } from '../job.ts';
import { filtered, type Kind } from '../kind.ts';
import { PAGE_PARAMS } from '../world.ts';
import { makeWritten, sourcesOf } from '../written.ts';
import { type Family, inputsOf, makeKinds, showsCondition } from './common.ts';

/** A list that comes in pages, all of which are read, and a write for each item that a condition leaves. */
export const pages: Family = (random) => {
  const { item } = makeKinds(random);
  const condition = makeCondition(random, item);
  const page = random.pick(['cursor', 'page', 'offset'] as const);
  const scope = random.chance(0.5) ? 'account' : undefined;
  const written = makeWritten(random, {
    may: sourcesOf(item, variable('item'), 'list', { notes: !condition.aboutNotes }),
    terse: random.chance(0.2),
  });
  const more = (from: Random): JsonObject => (scope === undefined ? {} : { account: `acc-${from.token(4)}` });
  const inputs = inputsOf(random, condition.uses, more(random));
  return {
    prompt: `For all ${condition.words(item.plural, inputs)}${scope === undefined ? '' : ` of the account ${String(inputs.account)}`} (read all pages) ${written.words(inputs)}.`,
    inputs,
    freshInputs: (other) => inputsOf(other, condition.uses, more(other)),
    workflow: programOf(inputs, [
      readPages(item, page, scope === undefined ? {} : { account: input('account') }),
      forEach('loop', 'item', filtered(step('list'), 'one', condition.test), [
        call('write', written.write.tool, written.args, 'write'),
      ]),
    ]),
    collections: [
      {
        kind: item,
        mayLackNotes: condition.aboutNotes,
        mayLackState: true,
        page,
        ...(scope === undefined ? {} : { scope }),
      },
    ],
    writes: [written.write],
    shows: (shown) => shown.calls('list') >= 2 && showsCondition(shown, { step: 'write', noun: item.noun, condition }),
    mixable: true,
  };
};

function readPages(kind: Kind, style: PageStyle, args: Readonly<Record<string, Expr>>): Step {
  const page = variable('answer');
  const items = member(page, [kind.plural]);
  const cursor = variable('place');
  const rules: Record<PageStyle, { first?: Expr; next: Expr; until: Expr }> = {
    cursor: { next: member(page, ['next_cursor']), until: fn('isNull', member(page, ['next_cursor'])) },
    page: { first: lit(1), next: fn('add', cursor, lit(1)), until: fn('not', member(page, ['has_more'])) },
    offset: {
      first: lit(0),
      next: fn('add', cursor, fn('count', items)),
      until: fn('ge', fn('add', cursor, fn('count', items)), member(page, ['total'])),
    },
  };
  const [server = '', tool = ''] = kind.list.split('/');
  return {
    id: 'list',
    do: 'paginate',
    call: { server, tool, args },
    param: PAGE_PARAMS[style],
    page: 'answer',
    cursor: 'place',
    items,
    maxPages: 100,
    ...rules[style],
  };
}
