'use client';

import { Field } from '#components/ui/field.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Target } from '#core/deploy/target.ts';
import { type ChoiceDraft, type ChoiceProblem, nextTimes } from './choice-draft.ts';
import { Hint, Refused } from './choice-words.tsx';
import { OptionChoice } from './option-choice.tsx';

interface TriggerChoiceProps {
  readonly target: Target;
  readonly draft: ChoiceDraft;
  readonly problem: ChoiceProblem | null;
  /** Whether the workflow says what is kept. */
  readonly kept: boolean;
  readonly onChange: (part: Partial<ChoiceDraft>) => void;
}

const TRIGGERS = [
  { value: 'manual', label: 'By hand' },
  { value: 'schedule', label: 'Schedule' },
  { value: 'webhook', label: 'Webhook' },
  { value: 'endpoint', label: 'Endpoint' },
  { value: 'queue', label: 'Queue' },
] as const;

const KEEP = { value: 'keep', label: 'Keep it so' } as const;

/** What starts a pass, with what belongs to it. */
export function TriggerChoice({ target, draft, problem, kept, onChange }: TriggerChoiceProps) {
  const wrong = (field: ChoiceProblem['field']) => (problem?.field === field ? problem.text : undefined);
  return (
    <fieldset className="flex flex-col items-start gap-3">
      <OptionChoice
        label="Trigger"
        value={draft.on}
        options={kept ? [...TRIGGERS, KEEP] : TRIGGERS}
        verdicts={target.triggers}
        onChange={(on) => onChange({ on })}
      />
      <Refused text={wrong('trigger')} />
      {draft.on === 'manual' && <Hint>Starts when somebody runs it.</Hint>}
      {draft.on === 'keep' && <Hint>Compares what is wanted with what is there, pass after pass, and heals.</Hint>}
      {draft.on === 'schedule' && (
        <>
          <Field label="Cron line" error={wrong('cron')} className="w-full">
            {(control) => (
              <TextInput
                {...control}
                mono
                value={draft.cron}
                onChange={(event) => onChange({ cron: event.target.value })}
              />
            )}
          </Field>
          <Field label="Time zone" error={wrong('timeZone')} className="w-full">
            {(control) => (
              <TextInput
                {...control}
                value={draft.timeZone}
                onChange={(event) => onChange({ timeZone: event.target.value })}
              />
            )}
          </Field>
          {!problem && <Hint>Next: {nextTimes(draft, new Date()).join(' · ')}</Hint>}
        </>
      )}
      {draft.on === 'endpoint' && (
        <Hint>
          Whoever has RUN_TOKEN calls it with its inputs and gets the result: POST /invoke, or its tool at /mcp.
        </Hint>
      )}
      {draft.on === 'queue' && (
        <>
          <Field
            label={target.queues[0] === 'redis' ? 'Redis stream' : 'SQS queue'}
            error={wrong('stream')}
            hint={target.queues[0] === 'redis' ? 'At the Redis server of QUEUE_URL' : 'Made by the template'}
            className="w-full"
          >
            {(control) => (
              <TextInput
                {...control}
                mono
                value={draft.stream}
                onChange={(event) => onChange({ stream: event.target.value })}
              />
            )}
          </Field>
          <Hint>
            Acknowledged after it is stored; what cannot be done goes to {draft.stream}
            {target.queues[0] === 'redis' ? ':dead with the reason.' : '-dead after five times.'}
          </Hint>
        </>
      )}
      {draft.on === 'webhook' && (
        <>
          <Field
            label="Path"
            error={wrong('path')}
            hint="POST /webhooks/<path>, signed with WEBHOOK_SECRET"
            className="w-full"
          >
            {(control) => (
              <TextInput
                {...control}
                mono
                value={draft.path}
                onChange={(event) => onChange({ path: event.target.value })}
              />
            )}
          </Field>
          <Hint>Answered after it is stored; the same delivery twice runs once.</Hint>
        </>
      )}
    </fieldset>
  );
}
