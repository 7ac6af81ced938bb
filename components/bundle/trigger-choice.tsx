'use client';

import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Target, TriggerKind } from '#core/deploy/target.ts';
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
  readonly className?: string;
}

const TRIGGERS = [
  { value: 'manual', label: 'By hand' },
  { value: 'schedule', label: 'Schedule' },
  { value: 'webhook', label: 'Webhook' },
  { value: 'endpoint', label: 'Endpoint' },
  { value: 'queue', label: 'Queue' },
] as const;

const KEEP = { value: 'keep', label: 'Keep it so' } as const;

/** What each of them is, in a line or two. */
const MEANS: Readonly<Record<TriggerKind, string>> = {
  manual: 'Starts when somebody runs it.',
  schedule: 'Starts by the clock.',
  webhook: 'A delivery is answered after it is stored; the same one twice runs once.',
  endpoint: 'Whoever has RUN_TOKEN calls it with its inputs and gets the result: POST /invoke, or its tool at /mcp.',
  queue: 'A message is acknowledged after it is stored.',
  keep: 'Compares what is wanted with what is there, pass after pass, and heals.',
};

/** What starts a pass, with what belongs to it. */
export function TriggerChoice({ target, draft, problem, kept, onChange, className }: TriggerChoiceProps) {
  const wrong = (field: ChoiceProblem['field']) => (problem?.field === field ? problem.text : undefined);
  const refusal = wrong('trigger');
  return (
    <div className={classNames('flex flex-col gap-3', className)}>
      <OptionChoice
        label="Trigger"
        value={draft.on}
        options={kept ? [...TRIGGERS, KEEP] : TRIGGERS}
        verdicts={target.triggers}
        onChange={(on) => onChange({ on })}
        line={refusal === undefined ? <Hint>{MEANS[draft.on]}</Hint> : <Refused text={refusal} />}
        lineClassName="@2xl:min-h-4"
      />
      {draft.on === 'schedule' && (
        <div className="grid items-start gap-3 @2xl:grid-cols-2">
          <Field label="Cron line" error={wrong('cron')}>
            {(control) => (
              <TextInput
                {...control}
                mono
                value={draft.cron}
                onChange={(event) => onChange({ cron: event.target.value })}
              />
            )}
          </Field>
          <Field label="Time zone" error={wrong('timeZone')}>
            {(control) => (
              <TextInput
                {...control}
                value={draft.timeZone}
                onChange={(event) => onChange({ timeZone: event.target.value })}
              />
            )}
          </Field>
          {!problem && <Hint>Next: {nextTimes(draft, new Date()).join(' · ')}</Hint>}
        </div>
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
            What cannot be done goes to {draft.stream}
            {target.queues[0] === 'redis' ? ':dead with the reason.' : '-dead after five times.'}
          </Hint>
        </>
      )}
      {draft.on === 'webhook' && (
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
      )}
    </div>
  );
}
