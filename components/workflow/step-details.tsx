'use client';

import { useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { useIsNarrow } from '#components/prototype/use-is-narrow.ts';
import { TextInput } from '#components/ui/text-input.tsx';
import { stepsById } from '#core/workflow/find-step.ts';
import type { Step } from '#core/workflow/workflow.ts';
import { StepEditor } from './edit/step-editor.tsx';
import { useEditing } from './edit/use-editing.ts';
import { FindingLines } from './finding-lines.tsx';
import { InlineName } from './inline-name.tsx';
import { QuestionCard } from './question-card.tsx';
import { questionWords } from './question-words.ts';
import { StepKind } from './step-kind.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

/** A step in the inspector: its name, why it is there, everything of it that can be changed, what it was recorded as. */
export function StepDetails({ id }: { readonly id: string }) {
  const { view } = useWorkflowPage();
  const editing = useEditing();
  const narrow = useIsNarrow();
  const step = stepsById(view.workflow).get(id);
  if (!step) return null;
  const notes = view.evidence.notes.filter((note) => note.step === id);
  const variable = step.do === 'forEach' ? step.each : null;
  return (
    <article aria-label={`Step ${id}`} className="flex flex-col gap-3 px-4 py-3">
      <h2 className="flex items-center gap-2 text-sm font-semibold">
        <StepKind step={step} />
        <InlineName
          key={id}
          what="step"
          name={id}
          onRename={editing ? (to) => void editing.edit({ edit: 'renameStep', from: id, to }) : undefined}
          check={(to) => editing?.check({ edit: 'renameStep', from: id, to }) ?? null}
          className="-ml-1 text-sm!"
        />
        {variable && (
          <span className="flex items-center gap-1 text-xs font-normal text-faint">
            each is called
            <InlineName
              key={variable}
              what="item"
              name={variable}
              onRename={
                editing
                  ? (to) => void editing.edit({ edit: 'renameVariable', step: id, from: variable, to })
                  : undefined
              }
              check={(to) => editing?.check({ edit: 'renameVariable', step: id, from: variable, to }) ?? null}
              className="text-origin-reference"
            />
          </span>
        )}
      </h2>
      <FindingLines findings={view.findings.filter((finding) => finding.place?.step === id)} />
      {notes.map((note) => (
        <p key={note.text} className="text-xs leading-4.5 text-muted">
          {questionWords(note.text)}
        </p>
      ))}
      {narrow &&
        view.questions
          .filter((question) => question.place?.step === id)
          .map((question) => <QuestionCard key={question.id} question={question} />)}
      <StepEditor step={step} />
      {editing && <NoteField key={`${id}${step.note ?? ''}`} step={step} />}
      <Recorded step={step} />
    </article>
  );
}

function NoteField({ step }: { readonly step: Step }) {
  const editing = useEditing();
  const [note, setNote] = useState(step.note ?? '');
  const keep = () => {
    if (note !== (step.note ?? '')) void editing?.edit({ edit: 'setNote', step: step.id, note });
  };
  return (
    <TextInput
      aria-label="Note"
      placeholder="A note for people, kept with the workflow"
      value={note}
      onChange={(event) => setNote(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      className="h-7! text-xs!"
    />
  );
}

const MOST = 30;

/** The recorded calls that the step came from. */
function Recorded({ step }: { readonly step: Step }) {
  const { select } = usePrototypeActions();
  const calls = usePrototype((state, derived) => derived.calls(state));
  const origin = calls.filter((call) => step.origin?.includes(call.id));
  if (origin.length === 0) return null;
  return (
    <section aria-label="Recorded as" className="border-t border-hairline pt-2">
      <h3 className="mb-1 text-2xs font-medium text-faint">Recorded as</h3>
      <ul className="flex flex-wrap gap-1">
        {origin.slice(0, MOST).map((call, index) => (
          <li key={call.id}>
            <button
              type="button"
              onClick={() => select({ kind: 'call', call: call.id })}
              className="rounded-[3px] bg-raised px-1.5 py-0.5 font-mono text-2xs hover:underline"
            >
              {call.tool} {index + 1}
            </button>
          </li>
        ))}
        {origin.length > MOST && <li className="text-2xs text-faint">and {origin.length - MOST} more</li>}
      </ul>
    </section>
  );
}
