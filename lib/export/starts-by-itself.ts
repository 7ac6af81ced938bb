import type { Trigger } from '#core/workflow/workflow.ts';

/**
 * Whether a place starts passes by itself. Not where somebody starts them, and not where a delivery brings what the
 * pass is about: a pass without it would be about what was recorded.
 */
export function startsByItself(trigger: Trigger): boolean {
  if (trigger.on === 'webhook') return Object.keys(trigger.inputs ?? {}).length === 0;
  return trigger.on === 'schedule';
}
