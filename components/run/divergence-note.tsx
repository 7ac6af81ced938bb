'use client';

import { ErrorNote } from '#components/ui/error-note.tsx';
import type { Divergence } from '#core/execution/run-event.ts';
import { jsonDifferences } from '#core/json/diff.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { DifferenceList } from './difference-list.tsx';
import { whyDiverged } from './why-diverged.ts';

interface DivergenceNoteProps {
  readonly divergence: Divergence;
  readonly workflow: Workflow;
  readonly inputs: JsonObject;
}

/** Where a replay first left its recording, recorded and actual arguments side by side, and why. */
export function DivergenceNote({ divergence, workflow, inputs }: DivergenceNoteProps) {
  const { nearest, args, kind, step, tool, path, message } = divergence;
  const place = path.length > 0 ? `, iteration ${path.map((index) => index + 1).join('.')}` : '';
  const differences = nearest && kind === 'argument' ? jsonDifferences(nearest.args, args) : [];
  const why = whyDiverged(workflow, divergence, inputs);
  return (
    <ErrorNote
      className="m-3"
      title={`First divergence: ${tool === 'llm' ? 'a judgement' : tool} at step ${step}${place}`}
      detail={differences.length > 0 ? 'The recording has no call with these arguments; the nearest differs:' : message}
      advice={
        <div className="flex flex-col gap-2">
          {differences.length > 0 && <DifferenceList left="Recorded" right="This run" differences={differences} />}
          {why.length > 0 && (
            <p className="text-pretty">
              <span className="font-medium">Why: </span>
              {why.join(' ')}
            </p>
          )}
        </div>
      }
    />
  );
}
