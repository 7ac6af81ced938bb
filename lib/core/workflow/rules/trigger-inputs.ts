import { declared, type Rule } from './rule.ts';

/** A trigger fills declared inputs only, and a schedule has five or six fields. */
export const triggerInputs: Rule = ({ workflow }) => {
  const { trigger, inputs } = workflow;
  const place = { step: '', slot: ['trigger'] };
  if (trigger?.on === 'schedule') {
    const fields = trigger.cron.trim().split(/\s+/).length;
    if (fields === 5 || fields === 6 || /^@\w+$/.test(trigger.cron.trim())) return [];
    const message = `The schedule "${trigger.cron}" has ${fields} fields; five are wanted: minute, hour, day, month, weekday.`;
    return [{ rule: 'trigger-inputs', severity: 'error', message, place }];
  }
  if (trigger?.on !== 'webhook' && trigger?.on !== 'queue') return [];
  const names = inputs.map((input) => input.name);
  return Object.keys(trigger.inputs ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => ({
      rule: 'trigger-inputs',
      severity: 'error' as const,
      message: `The ${trigger.on} fills input "${name}", which is not declared. ${declared(names)}`,
      place,
    }));
};
