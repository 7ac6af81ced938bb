import type { Step } from '#core/workflow/workflow.ts';
import { cannotSay } from './cannot-say.ts';
import type { Task, TaskList } from './document.ts';
import { plainText } from './jq/jq-words.ts';
import { condition, expression } from './jq/print-jq.ts';
import { kept } from './kept.ts';
import { raise } from './raise.ts';
import { translateIf, translateTry } from './translate-branches.ts';
import { translateCall } from './translate-call.ts';
import { translateForEach } from './translate-for-each.ts';
import { translatePages } from './translate-pages.ts';
import { translatePoll } from './translate-poll.ts';
import type { Translation } from './translation.ts';

/** Steps as tasks of the same names, in order; their values go into the context. */
export function translateSteps(body: readonly Step[], translation: Translation): TaskList {
  return body.map((step) => ({ [step.id]: translateStep(step, translation) }));
}

function translateStep(step: Step, translation: Translation): Task {
  switch (step.do) {
    case 'call':
      return translateCall(step, translation);
    case 'let':
      return { set: expression(step.value), ...kept(step.id) };
    case 'forEach':
      return translateForEach(step, translation, translateSteps);
    case 'paginate':
      return translatePages(step, translation);
    case 'poll':
      return translatePoll(step, translation);
    case 'if':
      return translateIf(step, translation, translateSteps);
    case 'try':
      return translateTry(step, translation, translateSteps);
    case 'assert':
      return {
        if: negated(condition(step.cond)),
        ...raise({ status: 412, title: 'What the workflow relies on does not hold', detail: plainText(step.message) }),
      };
    case 'llm':
      throw cannotSay(`step "${step.id}" asks a model`, 'It has no task for judgement.');
    case 'approve':
      throw cannotSay(`step "${step.id}" waits for a person`, 'It has no task for approval.');
  }
}

function negated(text: ReturnType<typeof condition>): ReturnType<typeof condition> {
  return `\${ ${text.slice(3, -2)} | not }`;
}
