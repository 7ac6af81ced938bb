'use client';

import { Badge } from '#components/ui/badge.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { LANGUAGE_TITLES, LANGUAGE_TRIGGERS, type Target } from '#core/deploy/target.ts';
import type { BundleVariable } from '#core/live/export-event.ts';
import { type ChoiceDraft, type ChoiceProblem, movedTo } from './choice-draft.ts';
import { Hint, Legend, Refused, Title } from './choice-words.tsx';
import { OptionChoice } from './option-choice.tsx';
import { TargetChoice } from './target-choice.tsx';
import { TriggerChoice } from './trigger-choice.tsx';

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

const STATES = [
  { value: 'sqlite', label: 'SQLite' },
  { value: 'postgres', label: 'Postgres' },
  { value: 'dynamodb', label: 'DynamoDB' },
] as const;

/** What matters about an export, and what each choice means. */
export function ExportChoices(props: ExportChoicesProps) {
  const { targets, target, draft, problem, variables, doneWhileRecording, kept, onChange, className } = props;
  const change = (part: Partial<ChoiceDraft>) => onChange({ ...draft, ...part });
  return (
    <form aria-label="Export" className={classNames('flex flex-col gap-6 p-4', className)}>
      <fieldset className="flex flex-col">
        <Legend>Target</Legend>
        <TargetChoice targets={targets} chosen={target.id} onChoose={(next) => onChange(movedTo(draft, next))} />
      </fieldset>

      {target.languages.length > 1 && (
        <fieldset className="flex flex-col items-start gap-3">
          <OptionChoice
            label="Language"
            value={draft.language}
            options={target.languages.map((value) => ({ value, label: LANGUAGE_TITLES[value] }))}
            verdicts={{
              typescript: LANGUAGE_TRIGGERS.typescript[draft.on],
              python: LANGUAGE_TRIGGERS.python[draft.on],
            }}
            onChange={(language) => change({ language })}
          />
          <Refused text={problem?.field === 'language' ? problem.text : undefined} />
        </fieldset>
      )}

      <TriggerChoice target={target} draft={draft} problem={problem} kept={kept} onChange={change} />

      <fieldset className="flex flex-col items-start gap-3">
        <OptionChoice
          label="State"
          value={draft.state}
          options={STATES.filter(({ value }) => value !== 'dynamodb' || target.states.dynamodb === 'taken')}
          verdicts={target.states}
          onChange={(state) => change({ state })}
        />
        {problem?.field === 'state' ? <Refused text={problem.text} /> : <Hint>{target.stateMeans[draft.state]}</Hint>}
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
