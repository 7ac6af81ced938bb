'use client';

import { Box, Ship } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { BundleVariable } from '#core/live/export-event.ts';
import { type ChoiceDraft, type ChoiceResult, nextTimes } from './choice-draft.ts';

interface ExportChoicesProps {
  readonly draft: ChoiceDraft;
  readonly problem: Extract<ChoiceResult, { ok: false }>['problem'] | null;
  readonly variables: readonly BundleVariable[];
  /** How many recorded changes count as done in the agent. */
  readonly doneWhileRecording: number;
  readonly onChange: (draft: ChoiceDraft) => void;
  readonly className?: string;
}

const TARGETS = [
  {
    value: 'typescript',
    label: 'TypeScript agent',
    icon: Box,
    text: 'A folder that runs with npm, wherever Node does.',
  },
  { value: 'kubernetes', label: 'Kubernetes', icon: Ship, text: 'The same agent with a Dockerfile and kustomize.' },
] as const;

/** What matters about an export, and what each choice means. */
export function ExportChoices(props: ExportChoicesProps) {
  const { draft, problem, variables, doneWhileRecording, onChange, className } = props;
  const change = (part: Partial<ChoiceDraft>) => onChange({ ...draft, ...part });
  const wrong = (field: NonNullable<typeof problem>['field']) => (problem?.field === field ? problem.text : undefined);
  return (
    <form aria-label="Export" className={classNames('flex flex-col gap-6 p-4', className)}>
      <fieldset className="flex flex-col gap-2">
        <Legend>Target</Legend>
        {TARGETS.map(({ value, label, icon: Icon, text }) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-2.5 rounded-md border border-hairline bg-surface px-3 py-2.5 shadow-card transition-colors hover:border-hairline-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="target"
              value={value}
              checked={draft.target === value}
              onChange={() => change({ target: value })}
              className="sr-only"
            />
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            <span className="min-w-0">
              <span className="block text-sm font-medium">{label}</span>
              <span className="block text-xs text-muted">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>

      <fieldset className="flex flex-col items-start gap-3">
        <Legend>Trigger</Legend>
        <Segmented
          label="Trigger"
          size="md"
          value={draft.on}
          onChange={(on) => change({ on })}
          segments={[
            { value: 'manual', label: 'By hand' },
            { value: 'schedule', label: 'Schedule' },
            { value: 'webhook', label: 'Webhook' },
          ]}
        />
        {draft.on === 'manual' && <Hint>Starts when somebody runs it, or calls its endpoint.</Hint>}
        {draft.on === 'schedule' && (
          <>
            <Field label="Cron line" error={wrong('cron')} className="w-full">
              {(control) => (
                <TextInput
                  {...control}
                  mono
                  value={draft.cron}
                  onChange={(event) => change({ cron: event.target.value })}
                />
              )}
            </Field>
            <Field label="Time zone" error={wrong('timeZone')} className="w-full">
              {(control) => (
                <TextInput
                  {...control}
                  value={draft.timeZone}
                  onChange={(event) => change({ timeZone: event.target.value })}
                />
              )}
            </Field>
            {!problem && <Hint>Next: {nextTimes(draft, new Date()).join(' · ')}</Hint>}
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
                  onChange={(event) => change({ path: event.target.value })}
                />
              )}
            </Field>
            <Hint>Answered after it is stored; the same delivery twice runs once.</Hint>
          </>
        )}
      </fieldset>

      <fieldset className="flex flex-col items-start gap-3">
        <Legend>State</Legend>
        <Segmented
          label="State"
          size="md"
          value={draft.state}
          onChange={(state) => change({ state })}
          segments={[
            { value: 'sqlite', label: 'SQLite' },
            { value: 'postgres', label: 'Postgres' },
          ]}
        />
        <Hint>{STATE_WORDS[draft.target][draft.state]}</Hint>
      </fieldset>

      {doneWhileRecording > 0 && (
        <section aria-label="What recording did" className="flex flex-col gap-2">
          <Title>What recording did</Title>
          <Hint>
            {doneWhileRecording === 1 ? 'One change was made.' : `${doneWhileRecording} changes were made.`} The agent
            counts them as done; with <code className="font-mono">RECORDED_EFFECTS=ignore</code> it makes them again.
          </Hint>
        </section>
      )}

      <section aria-label="Secrets and settings" className="flex flex-col gap-2">
        <Title>Secrets and settings</Title>
        {variables.length === 0 ? (
          <Hint>This workflow’s servers need none.</Hint>
        ) : (
          <ul className="flex flex-col gap-2">
            {variables.map(({ name, purpose, secret }) => (
              <li key={name} className="min-w-0">
                <span className="flex items-center gap-2">
                  <code className="truncate font-mono text-xs">{name}</code>
                  {secret && <Badge>secret</Badge>}
                </span>
                <span className="text-xs text-muted">{purpose}</span>
              </li>
            ))}
          </ul>
        )}
        <Hint>Files hold the names only. Values come from the environment or from mounted files.</Hint>
      </section>
    </form>
  );
}

const STATE_WORDS = {
  typescript: {
    sqlite: 'The ledger is a file beside the agent. One agent at a time.',
    postgres: 'The ledger is in Postgres (DATABASE_URL). Several agents may share it.',
  },
  kubernetes: {
    sqlite:
      'A volume holds the ledger, so there is one replica and no autoscaler: two ledgers would make every change twice.',
    postgres: 'Replicas share the ledger in Postgres (DATABASE_URL); an autoscaler is included.',
  },
} as const;

function Legend({ children }: { readonly children: ReactNode }) {
  return <legend className="mb-1.5 text-xs font-medium text-faint">{children}</legend>;
}

function Title({ children }: { readonly children: ReactNode }) {
  return <h2 className="text-xs font-medium text-faint">{children}</h2>;
}

function Hint({ children }: { readonly children: ReactNode }) {
  return <p className="text-xs text-pretty text-muted">{children}</p>;
}
