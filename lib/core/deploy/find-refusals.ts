import type { Trigger } from '../workflow/workflow.ts';
import { isPlainCron } from './plain-cron.ts';
import {
  LANGUAGE_QUEUES,
  LANGUAGE_TITLES,
  LANGUAGE_TRIGGERS,
  type Language,
  QUEUE_TITLES,
  type StateChoice,
  type Target,
} from './target.ts';

/** What somebody wants to put somewhere. */
export interface TargetWish {
  readonly language: Language;
  readonly trigger: Trigger;
  readonly state: StateChoice;
}

/** A choice that the place does not take, and what to do. */
export interface TargetRefusal {
  readonly field: keyof TargetWish | 'workflow';
  readonly message: string;
}

/** What a place does not take of a wish; empty where it can be done. */
export function findRefusals(target: Target, { language, trigger, state }: TargetWish): readonly TargetRefusal[] {
  const triggerWords = triggerRefused(target, trigger);
  const lacking = LANGUAGE_TRIGGERS[language][trigger.on];
  const stateVerdict = target.states[state];
  return [
    ...(target.languages.includes(language) ? [] : [{ field: 'language', message: languageRefused(target) } as const]),
    ...(trigger.on !== 'queue' || LANGUAGE_QUEUES[language].includes(trigger.kind)
      ? []
      : [
          {
            field: 'language',
            message: queueRefused(`An agent in ${LANGUAGE_TITLES[language]}`, LANGUAGE_QUEUES[language]),
          } as const,
        ]),
    ...(lacking === 'taken' ? [] : [{ field: 'language', message: lacking.refused } as const]),
    ...(triggerWords === null ? [] : [{ field: 'trigger', message: triggerWords } as const]),
    ...(stateVerdict === 'taken' ? [] : [{ field: 'state', message: stateVerdict.refused } as const]),
  ];
}

function languageRefused({ title, languages }: Target): string {
  return `${title} takes an agent in ${languages.map((language) => LANGUAGE_TITLES[language]).join(' or ')}.`;
}

const UTC = new Set(['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT', 'Etc/Zulu', 'Zulu', 'Universal', 'Etc/Universal']);

/** A name of the time zone database; places write it into files that have no quotes. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

function queueRefused(who: string, queues: Target['queues']): string {
  const choices = queues.map((kind) => `queue:${kind}:<name>`);
  return `${who} takes messages of ${queues.map((kind) => QUEUE_TITLES[kind].title).join(' or ')}: choose ${choices.join(' or ')}.`;
}

function triggerRefused({ title, triggers, schedules, queues }: Target, trigger: Trigger): string | null {
  const verdict = triggers[trigger.on];
  if (verdict !== 'taken') return verdict.refused;
  if (trigger.on === 'queue' && !queues.includes(trigger.kind)) {
    return queueRefused(title, queues);
  }
  if (trigger.on !== 'schedule') return null;
  if (!isTimeZone(trigger.timeZone)) {
    return `There is no time zone ${JSON.stringify(trigger.timeZone)}: give one such as Europe/Berlin.`;
  }
  if (schedules.timeZone === 'UTC' && !UTC.has(trigger.timeZone)) {
    return `${title} keeps every schedule in UTC: give the line in UTC, with the time zone UTC.`;
  }
  if (schedules.cron === 'plain' && !isPlainCron(trigger.cron)) {
    return `${title} takes cron lines of numbers, names, *, lists, ranges and steps only, such as "0 7 * * 1-5".`;
  }
  return null;
}
