'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

/** Recorded calls that are no part of the program, each with the reason. */
export function DroppedCalls() {
  const { view } = useWorkflowPage();
  const { select } = usePrototypeActions();
  const calls = usePrototype((state, derived) => derived.calls(state));
  if (view.evidence.dropped.length === 0) {
    return <EmptyState title="Nothing was left out">Every recorded call is part of the program.</EmptyState>;
  }
  return (
    <ul className="divide-y divide-hairline">
      {view.evidence.dropped.map(({ call: id, reason }) => {
        const call = calls.find((candidate) => candidate.id === id);
        return (
          <li key={id} className="px-4 py-2.5 text-xs">
            <button
              type="button"
              onClick={() => select({ kind: 'call', call: id })}
              className="flex max-w-full items-baseline gap-2 text-left hover:underline"
            >
              <span className="shrink-0 font-medium">{call?.tool ?? id}</span>
              <span className="min-w-0 truncate font-mono text-2xs text-faint">
                {call ? shortArguments(call.args) : ''}
              </span>
            </button>
            <p className="mt-0.5 text-muted">{reason}</p>
          </li>
        );
      })}
    </ul>
  );
}
