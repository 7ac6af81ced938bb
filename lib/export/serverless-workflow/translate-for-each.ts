import type { ForEachStep, Step, StepCommon } from '#core/workflow/workflow.ts';
import type { Task, TaskList } from './document.ts';
import { member, variableName } from './jq/jq-words.ts';
import { expression } from './jq/print-jq.ts';
import { kept } from './kept.ts';
import { raise } from './raise.ts';
import type { Translation } from './translation.ts';

/** A loop, one item after the other; its value is the list of what each item gave. */
export function translateForEach(
  step: StepCommon & ForEachStep,
  translation: Translation,
  translate: (body: readonly Step[], translation: Translation) => TaskList,
): Task {
  const values = `.steps${member(step.id)}`;
  const failures = `.failed${member(step.id)}`;
  const body: TaskList = [
    ...translate(step.body, translation),
    {
      gives: {
        set: step.yield ? expression(step.yield) : '${ null }',
        export: { as: `\${ $context | ${values} += [$output] }` },
      },
    },
  ];
  const loop: Task = {
    for: {
      each: variableName(step.each),
      in: expression(step.in, (list, writer) => `${list} | ${writer.helper('list')}`),
    },
    do: step.onError === 'collect' ? [{ item: collecting(body, failures) }] : body,
  };
  return {
    do: [
      { begin: { set: '${ [] }', export: { as: `\${ $context | ${values} = [] | ${failures} = [] }` } } },
      { each: loop },
      ...(step.onError === 'collect' ? [{ failed: failing(step.id, failures) }] : []),
      { values: { set: `\${ $context${values} }` } },
    ],
    ...kept(step.id),
  };
}

/** What goes wrong with one item is noted, and the next is begun. */
function collecting(body: TaskList, failures: string): Task {
  return {
    try: body,
    catch: {
      as: 'failure',
      do: [
        {
          note: {
            set: '${ [$failure.title, $failure.detail] | map(select(. != null)) | join(": ") }',
            export: { as: `\${ $context | ${failures} += [$output] }` },
          },
        },
      ],
    },
  };
}

function failing(id: string, failures: string): Task {
  return {
    if: `\${ $context${failures} != [] }`,
    ...raise({
      status: 500,
      title: `Some items of step "${id}" failed`,
      detail: `\${ $context${failures} | join(" · ") }`,
    }),
  };
}
