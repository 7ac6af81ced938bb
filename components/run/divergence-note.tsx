'use client';

import { ErrorNote } from '#components/ui/error-note.tsx';
import type { Divergence } from '#core/execution/run-event.ts';
import { jsonDifferences } from '#core/json/diff.ts';
import { DifferenceList } from './difference-list.tsx';

/** Where a replay first left its recording: recorded and actual arguments side by side, and why that counts. */
export function DivergenceNote({ divergence }: { readonly divergence: Divergence }) {
  const { nearest, args, kind, step, tool, path, message } = divergence;
  const place = path.length > 0 ? `, iteration ${path.map((index) => index + 1).join('.')}` : '';
  const differences = nearest && kind === 'argument' ? jsonDifferences(nearest.args, args) : [];
  return (
    <ErrorNote
      className="m-3 mb-0"
      title={`First divergence: ${tool} at step ${step}${place}`}
      detail={message}
      advice={
        differences.length > 0 ? (
          <DifferenceList left="Recorded" right="This run" differences={differences} />
        ) : undefined
      }
    />
  );
}
