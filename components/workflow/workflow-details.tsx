'use client';

import { ChevronRight, MousePointerClick } from 'lucide-react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { useIsNarrow } from '#components/prototype/use-is-narrow.ts';
import { Inspector } from '#components/trace/inspector.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { findExpr, stepsById } from '#core/workflow/find-step.ts';
import type { Question } from '#core/workflow/question.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { conditionRoot } from './edit/condition-root.ts';
import { InputEditor } from './edit/input-editor.tsx';
import { PlaceEditor } from './edit/place-editor.tsx';
import { FindingLines } from './finding-lines.tsx';
import { QuestionCard } from './question-card.tsx';
import { StepDetails } from './step-details.tsx';
import { ValueHead, ValueReasons } from './value-explanation.tsx';
import { evidenceAt, originOfEvidence, placeWithin } from './value-origin.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** About what is selected in the workflow: why it is so, and how to have it otherwise. */
export function WorkflowDetails() {
  const selection = usePrototype((state) => state.selection);
  const { view } = useWorkflowPage();
  if (selection?.kind === 'place') {
    const { step, slot } = selection.place;
    if (step === '' && slot[0] !== 'output')
      return <InputEditor key={inputKey(view.workflow, slot)} place={selection.place} />;
    if (slot.length === 0 && step !== '') return <StepDetails id={step} />;
    return <ValueDetails place={selection.place} />;
  }
  if (selection?.kind === 'step') {
    return stepsById(view.workflow).has(selection.step) ? <StepDetails id={selection.step} /> : <Nothing />;
  }
  return selection ? <Inspector /> : <Nothing />;
}

/** Another input, or the same one after a change, begins anew. */
function inputKey({ inputs, config = [] }: Workflow, [kind, index]: JsonPath): string {
  return JSON.stringify([kind, index, (kind === 'config' ? config : inputs)[Number(index)]]);
}

function ValueDetails({ place }: { readonly place: Place }) {
  const { view } = useWorkflowPage();
  const { select } = usePrototypeActions();
  // Beside the graph the question stands on its card.
  const narrow = useIsNarrow();
  const expr = findExpr(view.workflow, place);
  if (!expr) return <Nothing />;
  const evidence = evidenceAt(view.evidence, place);
  const origin = originOfEvidence(evidence, originOfExpr(expr, stepsById(view.workflow)));
  const about = narrow ? view.questions.filter((question) => isAbout(question, place)) : [];
  const root = conditionRoot(view.workflow, place);
  return (
    <article aria-label="Value" className="flex flex-col gap-3 px-4 py-3">
      <h2 className="flex items-center gap-1 text-sm font-semibold">
        {place.step !== '' && (
          <>
            <button
              type="button"
              onClick={() => select({ kind: 'step', step: place.step })}
              className="rounded-[3px] font-normal text-muted hover:text-fg hover:underline"
            >
              {place.step}
            </button>
            <ChevronRight aria-hidden className="size-3.5 text-faint" />
          </>
        )}
        {placeName(place)}
      </h2>
      <FindingLines findings={view.findings.filter((found) => found.place && placeWithin(found.place, place))} />
      <ValueHead place={place} expr={expr} origin={origin} unsaid={root?.unsaid} />
      {about.map((question) => (
        <QuestionCard key={question.id} question={question} />
      ))}
      <PlaceEditor key={JSON.stringify(place)} place={place} expr={expr} />
      <ValueReasons place={place} />
    </article>
  );
}

function isAbout({ place }: Question, at: Place): boolean {
  return place !== undefined && (placeWithin(at, place) || placeWithin(place, at));
}

/** `title`, `filter`, `list`: what people call the place inside its step. */
function placeName({ slot }: Place): string {
  const own = slot.filter((key) => key !== 'args' && key !== 'call');
  if (own[0] === 'in') return own.includes('body') ? 'filter' : 'list';
  return formatPath(own) || 'value';
}

function Nothing() {
  return (
    <EmptyState icon={MousePointerClick} title="Nothing selected">
      Choose a value or a step to see why it is what it is, and to change it.
    </EmptyState>
  );
}
