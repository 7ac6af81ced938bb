import { findRefusals } from '#core/deploy/find-refusals.ts';
import { type Language, type StateChoice, usualState } from '#core/deploy/target.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { TargetId } from '#lib/export/bundle.ts';
import { TARGET_IDS, TARGETS } from '#lib/export/targets.ts';
import { UsageError } from './command.ts';
import { readTrigger } from './read-trigger.ts';

export interface ExportChoices {
  readonly target: TargetId;
  readonly language: Language;
  readonly trigger: Trigger;
  readonly state: StateChoice;
}

/** What is chosen by options, and the usual for the rest. Throws `UsageError` where the place does not take it. */
export function exportChoices(
  workflow: Workflow,
  options: Readonly<Partial<Record<'target' | 'language' | 'trigger' | 'time-zone' | 'state', string | undefined>>>,
): ExportChoices {
  const target = oneOf('target', options.target ?? 'typescript', TARGET_IDS);
  const place = TARGETS[target];
  const language = oneOf('language', options.language ?? place.languages[0], ['typescript', 'python'] as const);
  const state = oneOf('state', options.state ?? usualState(place), ['sqlite', 'postgres', 'dynamodb'] as const);
  const trigger =
    options.trigger === undefined
      ? (workflow.trigger ?? { on: 'manual' as const })
      : readTrigger(options.trigger, options['time-zone'] ?? 'UTC');
  const [refusal] = findRefusals(place, { language, trigger, state });
  if (refusal) throw new UsageError(`--target ${target}: ${refusal.message}`);
  return { target, language, trigger, state };
}

function oneOf<Name extends string>(option: string, name: string, known: readonly Name[]): Name {
  const found = known.find((each) => each === name);
  if (found) return found;
  throw new UsageError(`there is no ${option} "${name}". Known: ${known.join(', ')}.`);
}
