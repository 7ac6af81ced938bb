import type { PaginateStep, StepCommon } from '#core/workflow/workflow.ts';
import type { CallTask, Task } from './document.ts';
import { literal, member, variable } from './jq/jq-words.ts';
import { JqWriter } from './jq/jq-writer.ts';
import { holds, object, printJq, printOptional } from './jq/print-jq.ts';
import { kept } from './kept.ts';
import { raise } from './raise.ts';
import type { Translation } from './translation.ts';

/** Page after page. The state is in the context: the items so far, whether it is done, and the next `cursor`, if any. */
export function translatePages(step: StepCommon & PaginateStep, translation: Translation): Task {
  const state = `.pages${member(step.id)}`;
  const keptState = { export: { as: `\${ $context | ${state} = $output }` as const } };
  return {
    do: [
      { begin: { set: firstState(step), ...keptState } },
      {
        pages: {
          for: { each: 'page_number', in: `\${ [range(1; ${step.maxPages + 1})] }` },
          while: `\${ $context${state}.done | not }`,
          do: [{ read: readPage(step, state, translation) }, { note: { set: nextState(step, state), ...keptState } }],
        },
      },
      {
        tooMany: {
          if: `\${ $context${state}.done | not }`,
          ...raise({
            status: 500,
            title: 'There are more pages than expected',
            detail: `Step "${step.id}": there are more than ${step.maxPages} pages. Nothing was cut off silently; raise the limit if this is right.`,
          }),
        },
      },
      { items: { set: `\${ $context${state}.items }` } },
    ],
    ...kept(step.id),
  };
}

function firstState({ first }: PaginateStep) {
  const writer = new JqWriter();
  const cursor = first ? ` + ([{cursor: ${printOptional(first, writer)}}][0] // {})` : '';
  return writer.finish(`{items: [], done: false}${cursor}`);
}

function readPage({ call, param }: PaginateStep, state: string, translation: Translation): CallTask {
  const writer = new JqWriter();
  const cursor = `(if $context${state} | has("cursor") then {${literal(param)}: $context${state}.cursor} else {} end)`;
  return {
    call: translation.functionFor({ body: call, changes: false }),
    with: { arguments: writer.finish(`${object(Object.entries(call.args), writer)} + ${cursor}`) },
  };
}

function nextState({ id, page, cursor, items, until, next }: StepCommon & PaginateStep, state: string) {
  const writer = new JqWriter();
  const seen = `. as ${variable(page)} | $context${state} as $so_far | $so_far.cursor as ${variable(cursor)}`;
  const all = `$so_far.items + (${printJq(items, writer)} | ${writer.helper('list')})`;
  const stuck = literal(`Step "${id}": a page is not the last one, but names no other.`);
  const moved = `[${printOptional(next, writer)}] | if . == [] or ($so_far | has("cursor")) and .[0] == $so_far.cursor then error(${stuck}) else {cursor: .[0]} end`;
  return writer.finish(
    `${seen} | (${all}) as $all | ${holds(until, writer)} as $done | {items: $all, done: $done} + (if $done then {} else (${moved}) end)`,
  );
}
