import { Cron } from 'croner';
import { findRefusals, type TargetRefusal } from '#core/deploy/find-refusals.ts';
import { type Language, type QueueKind, type StateChoice, type Target, usualState } from '#core/deploy/target.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { ExportChoices } from './export-request.ts';

/** The choices while they are being made: fields of triggers that are not chosen keep what was typed. */
export interface ChoiceDraft {
  /** Id of a place. */
  readonly target: string;
  readonly language: Language;
  readonly on: Trigger['on'];
  readonly cron: string;
  readonly timeZone: string;
  readonly path: string;
  readonly webhookInputs: Extract<Trigger, { on: 'webhook' }>['inputs'];
  readonly stream: string;
  readonly queueInputs: Extract<Trigger, { on: 'queue' }>['inputs'];
  readonly state: StateChoice;
}

export type ChoiceResult =
  | { readonly ok: true; readonly value: ExportChoices }
  | { readonly ok: false; readonly problem: ChoiceProblem };

/** What is wrong, and with which field; shown beside it. */
export interface ChoiceProblem {
  readonly field: 'cron' | 'timeZone' | 'path' | 'stream' | TargetRefusal['field'];
  readonly text: string;
}

/** What the workflow says itself, and plain choices for the rest. */
export function draftOf({ trigger }: Workflow): ChoiceDraft {
  return {
    target: 'typescript',
    language: 'typescript',
    on: trigger?.on ?? 'manual',
    cron: trigger?.on === 'schedule' ? trigger.cron : '0 7 * * 1-5',
    timeZone: trigger?.on === 'schedule' ? trigger.timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone,
    path: trigger?.on === 'webhook' ? trigger.path : 'events',
    webhookInputs: trigger?.on === 'webhook' ? trigger.inputs : undefined,
    stream: trigger?.on === 'queue' ? trigger.name : 'events',
    queueInputs: trigger?.on === 'queue' ? trigger.inputs : undefined,
    state: 'sqlite',
  };
}

/** The same wishes for another place: what that does not take at all gives way to what it takes, but for the trigger. */
export function movedTo(draft: ChoiceDraft, target: Target): ChoiceDraft {
  const { id, languages, states } = target;
  const language = languages.includes(draft.language) ? draft.language : languages[0];
  const state = states[draft.state] === 'taken' ? draft.state : usualState(target);
  return { ...draft, target: id, language, state };
}

/** The choices as a request, or the first thing that is wrong: of a field, or that the place does not take it. */
export function choicesOf(draft: ChoiceDraft, target: Target): ChoiceResult {
  const trigger = triggerOf(draft, target.queues[0]);
  if ('field' in trigger) return { ok: false, problem: trigger };
  const [refusal] = findRefusals(target, { language: draft.language, trigger, state: draft.state });
  if (refusal) return { ok: false, problem: { field: refusal.field, text: refusal.message } };
  return { ok: true, value: { target: target.id, language: draft.language, state: draft.state, trigger } };
}

function triggerOf(draft: ChoiceDraft, kind: QueueKind): Trigger | ChoiceProblem {
  switch (draft.on) {
    case 'manual':
    case 'keep':
      return { on: draft.on };
    case 'schedule':
      return scheduleProblem(draft) ?? { on: 'schedule', cron: draft.cron.trim(), timeZone: draft.timeZone.trim() };
    case 'webhook':
      if (!/^[A-Za-z0-9][A-Za-z0-9/_-]{0,99}$/.test(draft.path)) {
        return { field: 'path', text: 'A path is letters, digits, "-", "_" and "/".' };
      }
      return { on: 'webhook', path: draft.path, inputs: draft.webhookInputs };
    case 'endpoint':
      return { on: 'endpoint' };
    case 'queue':
      if (kind === 'redis' && !/^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/.test(draft.stream)) {
        return { field: 'stream', text: 'A stream is named by letters, digits, ":", ".", "_" and "-".' };
      }
      if (kind === 'sqs' && !/^[A-Za-z0-9][A-Za-z0-9_-]{0,69}$/.test(draft.stream)) {
        return { field: 'stream', text: 'A queue of SQS is named by up to 70 letters, digits, "_" and "-".' };
      }
      return { on: 'queue', kind, name: draft.stream, inputs: draft.queueInputs };
  }
}

/** The next times of a schedule as people read them, in its own zone. */
export function nextTimes({ cron, timeZone }: Pick<ChoiceDraft, 'cron' | 'timeZone'>, now: Date): readonly string[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return new Cron(cron, { paused: true, timezone: timeZone, mode: '5-part' })
    .nextRuns(3, now)
    .map((at) => format.format(at));
}

function scheduleProblem({ cron, timeZone }: ChoiceDraft) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timeZone.trim() });
  } catch {
    return { field: 'timeZone', text: `There is no time zone "${timeZone}". Example: Europe/Berlin.` } as const;
  }
  try {
    new Cron(cron.trim(), { paused: true, mode: '5-part' });
    return null;
  } catch {
    return { field: 'cron', text: 'Five fields: minute, hour, day, month, weekday. Example: 0 7 * * 1-5.' } as const;
  }
}
