'use client';

import { Ban, Check, ChevronRight, CircleHelp, Clock, LocateFixed, X } from 'lucide-react';
import { memo, useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { shortValues } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { formatDuration } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolAnswer } from '#core/live/chat-message.ts';
import type { PendingCall } from '#core/live/studio-event.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { type CallState, callState, STATE_WORDS } from './call-state.ts';
import { ToolDetails } from './tool-details.tsx';

export interface ToolLineProps {
  readonly server?: string;
  readonly tool: string;
  /** As the model writes them; those of the record hold once there is one. */
  readonly args: JsonObject;
  /** Absent for the studio's own tools and while the model still writes. */
  readonly callId?: string;
  readonly call?: TraceCall;
  readonly pending?: PendingCall;
  readonly progress?: ToolProgress;
  /** What the model was shown. */
  readonly answer?: ToolAnswer;
  readonly selected: boolean;
  readonly onSelect?: (callId: string) => void;
}

/**
 * One call as one quiet line: how it stands, the tool, its arguments, the server. Pointed at, it says how long it took;
 * opened, it shows its arguments and its result in place.
 */
export const ToolLine = memo(function ToolLine(props: ToolLineProps) {
  const { server, tool, callId, call, pending, progress, answer, selected, onSelect } = props;
  const args = call?.args ?? props.args;
  const [open, setOpen] = useState(false);
  const state = callId === undefined && answer ? (answer.isError ? 'failed' : 'done') : callState(call, pending);
  const toggle = () => {
    setOpen(!open);
    if (callId !== undefined) onSelect?.(callId);
  };
  const running = progress && state === 'running';
  // A value that is pointed at elsewhere came from here, or went here.
  const lit = usePrototype((now, derived) => callId !== undefined && derived.lit(now).calls.has(callId));
  return (
    <div
      data-call={callId}
      className={classNames(
        'group rounded-md transition-colors',
        selected ? 'bg-accent-soft' : lit ? 'bg-raised' : 'hover:bg-raised',
        open && !selected && !lit && 'bg-raised/60',
      )}
    >
      <div className="relative flex h-7 items-center">
        <button
          type="button"
          aria-expanded={open}
          onClick={toggle}
          className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left text-xs -outline-offset-1"
        >
          <span className="relative size-3 shrink-0">
            <span className={classNames('absolute inset-0 group-hover:opacity-0', open && 'opacity-0')}>
              <StateIcon state={state} />
            </span>
            <ChevronRight
              aria-hidden
              className={classNames(
                'absolute inset-0 size-3 text-faint transition-transform',
                open ? 'rotate-90' : 'opacity-0 group-hover:opacity-100',
              )}
            />
          </span>
          <span className="max-w-[65%] shrink-0 truncate font-medium">{tool}</span>
          <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted">{shortValues(args, 160)}</span>
          <span className="sr-only">
            {server && `on ${server}, `}
            {STATE_WORDS[state]}
          </span>
          {running ? (
            <ProgressText progress={progress} />
          ) : (
            server && (
              <span
                aria-hidden="true"
                className="max-w-20 shrink-0 truncate text-2xs text-faint group-focus-within:opacity-0 group-hover:opacity-0"
              >
                {server}
              </span>
            )
          )}
        </button>
        {callId !== undefined && onSelect && !running && (
          <span className="absolute inset-y-0 right-0.5 flex items-center gap-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
            {call && (
              <span
                className={classNames(
                  'figures pointer-events-none pl-2 text-2xs text-faint',
                  selected ? 'bg-accent-soft' : 'bg-raised',
                )}
              >
                {formatDuration(call.durationMs)}
              </span>
            )}
            <IconButton
              icon={LocateFixed}
              label="Show on the graph"
              size="sm"
              onClick={() => onSelect(callId)}
              className={selected ? 'bg-accent-soft' : 'bg-raised'}
            />
          </span>
        )}
      </div>
      {open && <ToolDetails tool={tool} callId={callId} args={args} call={call} answer={answer} state={state} />}
    </div>
  );
}, sameLine);

/** A message that grows is made anew many times a second; a line that says the same is not drawn again. */
function sameLine(before: ToolLineProps, after: ToolLineProps): boolean {
  return (
    before.callId === after.callId &&
    before.call === after.call &&
    before.pending === after.pending &&
    before.progress === after.progress &&
    before.server === after.server &&
    before.tool === after.tool &&
    before.selected === after.selected &&
    before.onSelect === after.onSelect &&
    before.answer?.isError === after.answer?.isError &&
    before.answer?.totalCharacters === after.answer?.totalCharacters &&
    // Once it is recorded, these say nothing that the record does not.
    (after.call !== undefined || (before.args === after.args && before.answer?.text === after.answer?.text))
  );
}

function ProgressText({ progress }: { readonly progress: ToolProgress }) {
  const share = progress.total ? `${Math.round((progress.progress / progress.total) * 100)} %` : '';
  return (
    <span className="figures max-w-40 shrink-0 truncate text-2xs text-muted">
      {[progress.message, share].filter(Boolean).join(' · ')}
    </span>
  );
}

function StateIcon({ state }: { readonly state: CallState }) {
  switch (state) {
    case 'done':
      return <Check aria-hidden className="size-3 text-faint" />;
    case 'failed':
      return <X aria-hidden className="size-3 text-bad" />;
    case 'denied':
      return <Ban aria-hidden className="size-3 text-bad" />;
    case 'unknown':
      return <CircleHelp aria-hidden className="size-3 text-warn" />;
    case 'approval':
    case 'waiting':
      return <Clock aria-hidden className="size-3 text-warn" />;
    case 'running':
    case 'writing':
      return <Spinner className="text-accent [&_svg]:size-3" />;
  }
}
