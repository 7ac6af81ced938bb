import type { Expr, IfStep, Step, StepCommon, TryStep } from '#core/workflow/workflow.ts';
import type { Expression, Task, TaskList } from './document.ts';
import { literal } from './jq/jq-words.ts';
import { condition, expression } from './jq/print-jq.ts';
import { kept } from './kept.ts';
import { raise, TOOL_SAID_NO } from './raise.ts';
import type { Translation } from './translation.ts';

type Translate = (body: readonly Step[], translation: Translation) => TaskList;

/** Two sides, of which one is run; each ends with its value. */
export function translateIf(step: StepCommon & IfStep, translation: Translation, translate: Translate): Task {
  const side = (body: readonly Step[], value: Expr | undefined): Task => ({
    do: [...translate(body, translation), valueTask(value)],
    then: 'exit',
  });
  return {
    do: [
      {
        decide: {
          switch: [{ holds: { when: condition(step.cond), then: 'whereItHolds' } }, { default: { then: 'otherwise' } }],
        },
      },
      { whereItHolds: side(step.then, step.thenValue) },
      {
        otherwise:
          step.else === 'undemonstrated'
            ? raise({
                status: 501,
                title: 'A case that was never demonstrated',
                detail: `Step "${step.id}": its condition does not hold here, and the recording never showed what to do then.`,
              })
            : side(step.else, step.elseValue),
      },
    ],
    ...kept(step.id),
  };
}

/** Only what a tool itself answered is caught. */
export function translateTry(step: StepCommon & TryStep, translation: Translation, translate: Translate): Task {
  return {
    try: [...translate(step.body, translation), valueTask(step.value)],
    catch: {
      as: 'refusal',
      when: refusalFits(step.on.contains),
      do: [...translate(step.else, translation), valueTask(step.elseValue)],
    },
    ...kept(step.id),
  };
}

function refusalFits(parts: readonly string[]): Expression {
  const said = `$refusal.title == ${literal(TOOL_SAID_NO)}`;
  if (parts.length === 0) return `\${ ${said} }`;
  const tests = parts.map((part) => `contains(${literal(part.toLowerCase())})`).join(' or ');
  return `\${ ${said} and ($refusal.detail | ascii_downcase | ${tests}) }`;
}

function valueTask(value: Expr | undefined): Readonly<Record<string, Task>> {
  return { value: { set: value ? expression(value) : '${ null }' } };
}
