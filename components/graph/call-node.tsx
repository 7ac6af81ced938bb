'use client';

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Fragment, memo } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { callOf } from '#components/prototype/selection.ts';
import { CallMark } from '#components/trace/call-mark.tsx';
import type { CallView } from '#components/trace/call-view.ts';
import { shortValues } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { formatDuration } from '#components/ui/format.ts';
import type { CallFlowNode } from './flow-nodes.ts';

/** One call. State is shape and motion: a dashed rim waits, a moving rim runs, a broken corner failed. */
export const CallNode = memo(function CallNode({ data }: NodeProps<CallFlowNode>) {
  const { call } = data;
  const { select, point } = usePrototypeActions();
  const selected = usePrototype((state) => callOf(state.selection) === call.id);
  const lit = usePrototype((state, derived) => derived.lit(state).calls.has(call.id));
  const later = usePrototype((state, derived) => derived.later(state).has(call.id));
  const dropped = usePrototype((state, derived) => derived.dropped(state).has(call.id));
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="opacity-0!" />
      <button
        type="button"
        data-call={call.id}
        tabIndex={selected || data.entry ? 0 : -1}
        aria-pressed={selected}
        onClick={() => select({ kind: 'call', call: call.id })}
        onMouseEnter={() => point({ kind: 'call', call: call.id })}
        onMouseLeave={() => point(null)}
        className={classNames(
          'graph-node flex h-full w-full flex-col justify-center gap-1 rounded-lg border bg-surface px-3 text-left transition-[border-color,box-shadow,opacity]',
          rim[call.state],
          data.fresh && 'graph-node-fresh',
          later ? 'opacity-25' : dropped && 'border-dashed opacity-60',
          selected
            ? 'border-accent! shadow-[0_0_0_1px_var(--accent)]'
            : lit && 'border-fg/40! shadow-[0_0_0_3px_color-mix(in_srgb,var(--fg)_6%,transparent)]',
        )}
      >
        <span className="flex w-full min-w-0 items-center gap-1.5">
          <CallMark state={call.state} />
          <span className="graph-node-title min-w-0 flex-1 truncate text-sm font-medium">
            <Breakable text={call.tool} />
            <span className="sr-only">
              {` on ${call.server}, ${call.effect}, ${words[call.state]}${dropped ? ', left out of the workflow' : ''}`}
            </span>
          </span>
          <span aria-hidden="true" className="flex">
            <EffectBadge effect={call.effect} show="icon" />
          </span>
        </span>
        <span className="graph-node-detail flex w-full min-w-0 items-baseline gap-2 text-2xs">
          <span className="min-w-0 flex-1 truncate font-mono text-muted">{shortValues(call.args)}</span>
          <span className="figures shrink-0 text-faint">{timing(call)}</span>
        </span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className="opacity-0!" />
    </>
  );
});

/** A tool's name, which may be broken where its words end. */
function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[_.\-/])/).map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a name never change.
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}

const rim: Record<CallView['state'], string> = {
  waiting: 'border-dashed border-hairline-strong',
  approval: 'border-dashed border-warn',
  running: 'border-accent/60 graph-node-running',
  done: 'border-hairline shadow-card',
  refused: 'border-bad/40',
  failed: 'border-bad/40',
  lost: 'border-dashed border-bad/60',
};

const words: Record<CallView['state'], string> = {
  waiting: 'waiting',
  approval: 'waiting for approval',
  running: 'running',
  done: 'done',
  refused: 'answered with an error',
  failed: 'failed',
  lost: 'answer lost',
};

function timing(call: CallView): string {
  // How long it waited before it was not done says nothing of the tool.
  if (call.state === 'failed') return 'not done';
  if (call.durationMs !== undefined) return formatDuration(call.durationMs);
  const { progress } = call;
  if (progress?.total) return `${Math.round((100 * progress.progress) / progress.total)} %`;
  return call.state === 'approval' ? 'approve?' : '…';
}
