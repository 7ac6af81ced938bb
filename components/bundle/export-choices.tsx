'use client';

import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { LANGUAGE_TITLES, type Target } from '#core/deploy/target.ts';
import type { BundleVariable } from '#core/live/export-event.ts';
import { type ChoiceDraft, type ChoiceProblem, nextTimes } from './choice-draft.ts';
import { TargetChoice } from './target-choice.tsx';

interface ExportChoicesProps {
  readonly targets: readonly Target[];
  readonly target: Target;
  readonly draft: ChoiceDraft;
  readonly problem: ChoiceProblem | null;
  readonly variables: readonly BundleVariable[];
  /** How many recorded changes count as done in the agent. */
  readonly doneWhileRecording: number;
  /** Whether the workflow says what is kept. */
  readonly kept: boolean;
  readonly onChange: (draft: ChoiceDraft) => void;
  readonly className?: string;
}

/** What matters about an export, and what each choice means. */
export function ExportChoices(props: ExportChoicesProps) {
  const { targets, target, draft, problem, variables, doneWhileRecording, kept, onChange, className } = props;
  const change = (part: Partial<ChoiceDraft>) => onChange({ ...draft, ...part });
  const wrong = (field: ChoiceProblem['field']) => (problem?.field === field ? problem.text : undefined);
  return (
    <form aria-label="Export" className={classNames('flex flex-col gap-6 p-4', className)}>
      <fieldset className="flex flex-col gap-2">
        <Legend>Target</Legend>
        <TargetChoice
          targets={targets}
          chosen={target.id}
          onChoose={({ id, languages }) =>
            change({ target: id, language: languages.includes(draft.language) ? draft.language : languages[0] })
          }
        />
      </fieldset>

      {target.languages.length > 1 && (
        <fieldset className="flex flex-col items-start gap-3">
          <Legend>Language</Legend>
          <Segmented
            label="Language"
            size="md"
            value={draft.language}
            onChange={(language) => change({ language })}
            segments={target.languages.map((language) => ({ value: language, label: LANGUAGE_TITLES[language] }))}
          />
        </fieldset>
      )}

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
            ...(kept ? [{ value: 'keep' as const, label: 'Keep it so' }] : []),
          ]}
        />
        <Refused text={wrong('trigger')} />
        {draft.on === 'manual' && <Hint>Starts when somebody runs it, or calls its endpoint.</Hint>}
        {draft.on === 'keep' && <Hint>Compares what is wanted with what is there, pass after pass, and heals.</Hint>}
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
        {wrong('state') ? <Refused text={wrong('state')} /> : <Hint>{target.stateMeans[draft.state]}</Hint>}
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

function Legend({ children }: { readonly children: ReactNode }) {
  return <legend className="mb-1.5 text-xs font-medium text-faint">{children}</legend>;
}

function Title({ children }: { readonly children: ReactNode }) {
  return <h2 className="text-xs font-medium text-faint">{children}</h2>;
}

/** Why the place does not take a choice, and what to choose instead. */
function Refused({ text }: { readonly text: string | undefined }) {
  return (
    text && (
      <p role="alert" className="text-xs text-pretty text-bad">
        {text}
      </p>
    )
  );
}

function Hint({ children }: { readonly children: ReactNode }) {
  return <p className="text-xs text-pretty text-muted">{children}</p>;
}
