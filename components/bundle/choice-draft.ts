import { Cron } from 'croner';
import type { ExportTarget } from '#core/live/export-event.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { ExportChoices } from './export-request.ts';

/** The choices while they are being made: fields of triggers that are not chosen keep what was typed. */
export interface ChoiceDraft {
  readonly target: ExportTarget;
  readonly on: Trigger['on'];
  readonly cron: string;
  readonly timeZone: string;
  readonly path: string;
  readonly webhookInputs: Extract<Trigger, { on: 'webhook' }>['inputs'];
  readonly state: ExportChoices['state'];
}

export type ChoiceResult =
  | { readonly ok: true; readonly value: ExportChoices }
  | { readonly ok: false; readonly problem: { readonly field: 'cron' | 'timeZone' | 'path'; readonly text: string } };

/** What the workflow says itself, and plain choices for the rest. */
export function draftOf({ trigger }: Workflow): ChoiceDraft {
  return {
    target: 'typescript',
    on: trigger?.on ?? 'manual',
    cron: trigger?.on === 'schedule' ? trigger.cron : '0 7 * * 1-5',
    timeZone: trigger?.on === 'schedule' ? trigger.timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone,
    path: trigger?.on === 'webhook' ? trigger.path : 'events',
    webhookInputs: trigger?.on === 'webhook' ? trigger.inputs : undefined,
    state: 'sqlite',
  };
}

export function choicesOf(draft: ChoiceDraft): ChoiceResult {
  const { target, state } = draft;
  switch (draft.on) {
    case 'manual':
      return { ok: true, value: { target, state, trigger: { on: 'manual' } } };
    case 'schedule': {
      const problem = scheduleProblem(draft);
      if (problem) return { ok: false, problem };
      return {
        ok: true,
        value: { target, state, trigger: { on: 'schedule', cron: draft.cron.trim(), timeZone: draft.timeZone.trim() } },
      };
    }
    case 'webhook':
      if (!/^[A-Za-z0-9][A-Za-z0-9/_-]{0,99}$/.test(draft.path)) {
        return { ok: false, problem: { field: 'path', text: 'A path is letters, digits, "-", "_" and "/".' } };
      }
      return {
        ok: true,
        value: { target, state, trigger: { on: 'webhook', path: draft.path, inputs: draft.webhookInputs } },
      };
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
