'use client';

import { MousePointerClick } from 'lucide-react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { Inspector } from '#components/trace/inspector.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatPath } from '#core/json/path.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { findExpr } from './find-expr.ts';
import { InputEditor } from './input-editor.tsx';
import { stepSentence } from './step-sentence.ts';
import { stepsById } from './step-tree.ts';
import { ValueEditor } from './value-editor.tsx';
import { ValueExplanation } from './value-explanation.tsx';
import { evidenceAt, originOfEvidence, originOfExpr } from './value-origin.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** About what is selected in the workflow: why it is so, and how to have it otherwise. */
export function WorkflowDetails() {
  const selection = usePrototype((state) => state.selection);
  const { view } = useWorkflowPage();
  if (selection?.kind === 'place' && selection.place.step === '' && selection.place.slot[0] !== 'output') {
    return <InputEditor key={formatPath(selection.place.slot)} place={selection.place} />;
  }
  if (selection?.kind === 'place') {
    const expr = findExpr(view.workflow, selection.place);
    if (!expr) return <Nothing />;
    const evidence = evidenceAt(view.evidence, selection.place);
    const origin = originOfEvidence(evidence, originOfExpr(expr, stepsById(view.workflow)));
    return (
      <article aria-label="Value" className="flex flex-col gap-3 px-4 py-3">
        <h2 className="text-sm font-semibold">
          {formatPath(selection.place.slot.filter((key) => key !== 'args')) || 'Value'}
          {selection.place.step !== '' && <span className="font-normal text-muted"> of {selection.place.step}</span>}
        </h2>
        <ValueExplanation place={selection.place} expr={expr} origin={origin} />
        <ConditionEditor
          key={`${JSON.stringify(selection.place)}${view.version}`}
          place={selection.place}
          expr={expr}
        />
        <ValueEditor key={JSON.stringify(selection.place)} place={selection.place} expr={expr} />
      </article>
    );
  }
  if (selection?.kind === 'step') return <StepDetails id={selection.step} />;
  return selection ? <Inspector /> : <Nothing />;
}

function StepDetails({ id }: { readonly id: string }) {
  const { view } = useWorkflowPage();
  const { select } = usePrototypeActions();
  const calls = usePrototype((state, derived) => derived.calls(state));
  const steps = stepsById(view.workflow);
  const step = steps.get(id);
  if (!step) return <Nothing />;
  const notes = view.evidence.notes.filter((note) => note.step === id);
  const findings = view.findings.filter((finding) => finding.place?.step === id);
  const origin = calls.filter((call) => step.origin?.includes(call.id));
  const values = stepSentence(step, steps).flatMap((line) => line.filter((segment) => segment.kind === 'value'));
  return (
    <article aria-label={`Step ${id}`} className="flex flex-col gap-3 px-4 py-3 text-xs">
      <h2 className="text-sm font-semibold">{id}</h2>
      {findings.map((finding) => (
        <p key={finding.message} className="text-bad">
          {finding.message}
        </p>
      ))}
      {notes.map((note) => (
        <p key={note.text} className="text-muted">
          {note.text}
        </p>
      ))}
      {values.length > 0 && (
        <ul className="flex flex-col gap-1">
          {values.map((value) => (
            <li key={JSON.stringify(value.place)}>
              <button
                type="button"
                className="flex w-full items-baseline gap-2 text-left hover:underline"
                onClick={() => select({ kind: 'place', place: value.place })}
              >
                <span className="w-24 shrink-0 truncate text-muted">
                  {formatPath(value.place.slot.filter((key) => key !== 'args')) || 'value'}
                </span>
                <span className="min-w-0 truncate font-mono">{value.text}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {origin.length > 0 && (
        <div className="border-t border-hairline pt-2">
          <p className="mb-1 text-2xs text-faint">Recorded as</p>
          <ul className="flex flex-wrap gap-1">
            {origin.slice(0, 30).map((call, index) => (
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
            {origin.length > 30 && <li className="text-2xs text-faint">and {origin.length - 30} more</li>}
          </ul>
        </div>
      )}
    </article>
  );
}

function Nothing() {
  return (
    <EmptyState icon={MousePointerClick} title="Nothing selected">
      Choose a value or a step to see why it is what it is, and to change it.
    </EmptyState>
  );
}
