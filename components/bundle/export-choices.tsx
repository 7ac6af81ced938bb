'use client';

import { classNames } from '#components/ui/class-names.ts';
import type { Language, Target } from '#core/deploy/target.ts';
import type { BundleVariable } from '#core/live/export-event.ts';
import { type ChoiceDraft, type ChoiceProblem, movedTo } from './choice-draft.ts';
import { Hint, Refused } from './choice-words.tsx';
import { OptionChoice } from './option-choice.tsx';
import { RecordingNote } from './recording-note.tsx';
import { languageVerdicts } from './refusal-of.ts';
import { TargetChoice } from './target-choice.tsx';
import { TriggerChoice } from './trigger-choice.tsx';
import { VariableList } from './variable-list.tsx';

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

const LANGUAGES = [
  { value: 'typescript', label: 'TypeScript' },
  { value: 'python', label: 'Python' },
] as const;

const LANGUAGE_MEANS: Readonly<Record<Language, string>> = {
  typescript: 'Runs with Node 24 or newer.',
  python: 'Runs with Python 3.11 or newer.',
};

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
    // The widths that count are those of the form, which is a column beside the files or the whole page.
    <form aria-label="Export" className={classNames('@container', className)}>
      <div className="grid gap-x-6 gap-y-4 p-4 @2xl:grid-cols-2 *:min-w-0">
        <TargetChoice
          targets={targets}
          target={target}
          trigger={draft.on}
          onChoose={(next) => onChange(movedTo(draft, next))}
          className="@2xl:col-span-2"
        />
        <OptionChoice
          label="Language"
          value={draft.language}
          options={LANGUAGES}
          verdicts={languageVerdicts(target, draft.on)}
          onChange={(language) => change({ language })}
          line={
            problem?.field === 'language' ? (
              <Refused text={problem.text} />
            ) : (
              <Hint>{LANGUAGE_MEANS[draft.language]}</Hint>
            )
          }
        />
        <OptionChoice
          label="State"
          value={draft.state}
          options={STATES}
          verdicts={target.states}
          onChange={(state) => change({ state })}
          line={
            problem?.field === 'state' ? <Refused text={problem.text} /> : <Hint>{target.stateMeans[draft.state]}</Hint>
          }
        />
        {/* The last of what is chosen: some of its options have fields of their own, which move nothing that is chosen. */}
        <TriggerChoice
          target={target}
          draft={draft}
          problem={problem}
          kept={kept}
          onChange={change}
          className="@2xl:col-span-2"
        />
        {doneWhileRecording > 0 && <RecordingNote changes={doneWhileRecording} />}
        <VariableList variables={variables} />
      </div>
    </form>
  );
}
