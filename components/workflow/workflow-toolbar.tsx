'use client';

import { CircleHelp, Redo2, RefreshCw, Undo2 } from 'lucide-react';
import { openQuestions } from '#components/prototype/next-step.ts';
import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ProofCheck } from '#core/workflow/inference-result.ts';
import { OriginLegend } from './origin-legend.tsx';
import { ProofMeter } from './proof-meter.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

interface WorkflowToolbarProps {
  readonly checks: readonly ProofCheck[] | null;
  readonly proofShown: boolean;
  readonly onProof: () => void;
  /** Null where there is nothing to undo. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  readonly onAgain: () => void;
}

/** Above the graph: how sure the workflow is, what is still asked, and the way back. */
export function WorkflowToolbar(props: WorkflowToolbarProps) {
  const { checks, proofShown, onProof, undo, redo, onAgain } = props;
  const { view, busy } = useWorkflowPage();
  const { select } = usePrototypeActions();
  const open = openQuestions(view);
  const [first] = open;
  return (
    <div className="flex h-10 shrink-0 items-center gap-1 border-b border-hairline bg-surface px-3">
      <ProofMeter checks={checks} open={proofShown} onOpen={onProof} />
      {first?.place && (
        <Button
          size="sm"
          variant="ghost"
          icon={CircleHelp}
          className="max-sm:hidden"
          title="The weightiest question (Q)"
          onClick={() => first.place && select({ kind: 'place', place: first.place })}
        >
          {plural(open.length, 'question')}
        </Button>
      )}
      <OriginLegend />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {view.behind > 0 && (
          <Button size="sm" icon={RefreshCw} busy={busy} onClick={onAgain}>
            {plural(view.behind, 'call')} recorded since
          </Button>
        )}
        <span className="figures hidden px-1 text-xs text-faint sm:inline">version {view.version}</span>
        <IconButton
          icon={Undo2}
          size="sm"
          label="Undo"
          keys={['⌘', 'Z']}
          disabled={!undo || busy}
          onClick={() => undo?.()}
        />
        <IconButton
          icon={Redo2}
          size="sm"
          label="Redo"
          keys={['⌘', '⇧', 'Z']}
          disabled={!redo || busy}
          onClick={() => redo?.()}
        />
      </div>
    </div>
  );
}
