import type { Trigger } from '#core/workflow/workflow.ts';
import type { PythonLibrary } from './python-library.ts';

/** `requirements.txt` of an agent: what the runtime stands on, and what only this trigger needs. */
export function requirementsOf(
  { requirements, redisRequirements }: Pick<PythonLibrary, 'requirements' | 'redisRequirements'>,
  trigger: Trigger,
): string {
  return trigger.on === 'queue' ? `${requirements}${redisRequirements}` : requirements;
}
