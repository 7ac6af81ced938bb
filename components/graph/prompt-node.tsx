'use client';

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { MessageSquareText } from 'lucide-react';
import { memo } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { PromptFlowNode } from './flow-nodes.ts';
import { PROMPT_PORT } from './route-edges.ts';

/** What the user said; values taken from the words flow out of it. */
export const PromptNode = memo(function PromptNode({ data }: NodeProps<PromptFlowNode>) {
  const { turn } = data;
  const { select, point } = usePrototypeActions();
  const selected = usePrototype(({ selection }) => selection?.kind === 'turn' && selection.turn === turn.id);
  const lit = usePrototype((state, derived) => derived.lit(state).turns.has(turn.id));
  return (
    <>
      <button
        type="button"
        data-call={turn.id}
        tabIndex={selected ? 0 : -1}
        aria-label={`Prompt: ${turn.text}`}
        aria-pressed={selected}
        onClick={() => select({ kind: 'turn', turn: turn.id })}
        onMouseEnter={() => point({ kind: 'turn', turn: turn.id })}
        onMouseLeave={() => point(null)}
        className={classNames(
          'graph-node flex h-full w-full items-center gap-2 rounded-lg border border-hairline bg-raised px-3 text-left',
          selected ? 'border-accent! shadow-[0_0_0_1px_var(--accent)]' : lit && 'border-fg/40!',
        )}
      >
        <MessageSquareText aria-hidden className="size-3.5 shrink-0 text-origin-input" />
        <span className="graph-prompt-text line-clamp-2 text-xs leading-4 text-muted">{turn.text}</span>
      </button>
      <Handle
        type="source"
        position={Position.Bottom}
        isConnectable={false}
        className="opacity-0!"
        style={{ left: PROMPT_PORT }}
      />
    </>
  );
});
