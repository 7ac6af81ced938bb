import type { PollStep, StepCommon } from '#core/workflow/workflow.ts';
import type { Task } from './document.ts';
import { member, variable } from './jq/jq-words.ts';
import { JqWriter } from './jq/jq-writer.ts';
import { holds } from './jq/print-jq.ts';
import { kept } from './kept.ts';
import { raise } from './raise.ts';
import { callOf } from './translate-call.ts';
import type { Translation } from './translation.ts';

/** Reads again and again with pauses; as often as fits into the time. */
export function translatePoll(step: StepCommon & PollStep, translation: Translation): Task {
  const state = `.polls${member(step.id)}`;
  const attempts = Math.floor(step.timeoutMs / Math.max(1, step.everyMs)) + 1;
  const writer = new JqWriter();
  const seen = writer.finish(
    `$output as ${variable(step.as)} | ${holds(step.until, writer)} as $done | $context | ${state} = {data: $output, done: $done}`,
  );
  return {
    do: [
      { begin: { set: '${ {done: false} }', export: { as: `\${ $context | ${state} = $output }` } } },
      {
        attempts: {
          for: { each: 'attempt_number', in: `\${ [range(0; ${attempts})] }` },
          while: `\${ $context${state}.done | not }`,
          do: [
            { pause: { if: '${ $attempt_number > 0 }', wait: { milliseconds: step.everyMs } } },
            {
              read: {
                ...callOf(translation.functionFor({ body: step.call, changes: false }), step.call.args),
                export: { as: seen },
              },
            },
          ],
        },
      },
      {
        tooLate: {
          if: `\${ $context${state}.done | not }`,
          ...raise({
            status: 408,
            title: 'It did not come true in time',
            detail: `Step "${step.id}" waited ${Math.round(step.timeoutMs / 1000)} s, and its condition did not come true.`,
          }),
        },
      },
      { data: { set: `\${ $context${state}.data }` } },
    ],
    ...kept(step.id),
  };
}
