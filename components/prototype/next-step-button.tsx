'use client';

import { ArrowRight, Play, Sparkles } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';
import { nextStep, openQuestions } from './next-step.ts';
import { usePrototype, usePrototypeActions } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';
import { useAction } from './use-action.ts';

/** The one primary action of a prototype: always what comes next. */
export function NextStepButton() {
  const snapshot = usePrototype((state) => state.snapshot);
  const { reload, select } = usePrototypeActions();
  const router = useRouter();
  const { id } = snapshot.prototype;
  const step = nextStep(snapshot);
  const act = useAction(async () => {
    const base = `/prototypes/${id}`;
    switch (step.kind) {
      case 'record':
        return;
      case 'make':
        await requestJson<WorkflowView>(`/api${base}/workflow`, { method: 'POST', body: {} });
        await reload();
        return router.push(`${base}/workflow`);
      case 'answer': {
        // The weightiest question comes into sight, wherever it stands.
        const [first] = snapshot.workflow ? openQuestions(snapshot.workflow) : [];
        if (first?.place) select({ kind: 'place', place: first.place });
        return router.push(`${base}/workflow`);
      }
      case 'run': {
        const run = await requestJson<RunView>(`/api${base}/runs`, {
          method: 'POST',
          body: { mode: step.mode, inputs: {} },
        });
        await reload();
        return router.push(`${base}/runs/${run.id}`);
      }
      case 'wait':
        return router.push(`${base}/runs/${step.run}`);
      case 'export':
        return router.push(`${base}/export`);
      default: {
        const never: never = step;
        throw new Error(`Unknown step ${JSON.stringify(never)}.`);
      }
    }
  });
  useCommands([
    {
      id: 'prototype.next',
      label: step.label,
      group: 'Prototype',
      icon: ArrowRight,
      keys: 'n',
      keywords: ['next'],
      disabled: step.kind === 'record',
      run: () => void act.run(),
    },
    {
      id: 'prototype.design',
      label: 'Go to the design table',
      group: 'Prototype',
      keys: 'g d',
      run: () => router.push(`/prototypes/${id}`),
    },
    {
      id: 'prototype.workflow',
      label: 'Go to the workflow',
      group: 'Prototype',
      keys: 'g w',
      run: () => router.push(`/prototypes/${id}/workflow`),
    },
    {
      id: 'prototype.runs',
      label: 'Go to the runs',
      group: 'Prototype',
      keys: 'g r',
      run: () => router.push(`/prototypes/${id}/runs`),
    },
    {
      id: 'prototype.export',
      label: 'Go to the export',
      group: 'Prototype',
      keys: 'g e',
      run: () => router.push(`/prototypes/${id}/export`),
    },
  ]);
  const button = (
    <Button
      variant="primary"
      icon={step.kind === 'make' || step.kind === 'record' ? Sparkles : step.kind === 'run' ? Play : undefined}
      trailingIcon={step.kind === 'answer' || step.kind === 'wait' || step.kind === 'export' ? ArrowRight : undefined}
      busy={act.busy}
      disabled={step.kind === 'record'}
      title={
        step.kind === 'record' ? 'Record a call first: ask in the chat, or call a tool by hand' : 'The next step (N)'
      }
      onClick={() => void act.run()}
    >
      {step.label}
    </Button>
  );
  return (
    <span className="relative shrink-0">
      {button}
      {act.error && (
        <span className="absolute top-full right-0 z-30 mt-2 block w-80">
          <ErrorNote
            title={act.error.message}
            advice={act.error.advice}
            className="bg-surface! shadow-overlay"
            actions={
              <Button size="sm" onClick={act.clear}>
                Close
              </Button>
            }
          />
        </span>
      )}
    </span>
  );
}
