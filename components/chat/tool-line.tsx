'use client';

import { Ban, Check, ChevronRight, CircleHelp, Clock, LocateFixed, X } from 'lucide-react';
import { useState } from 'react';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { formatCount, formatDuration } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolAnswer } from '#core/live/chat-message.ts';
import type { PendingCall } from '#core/live/studio-event.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { type CallState, callState, STATE_WORDS } from './call-state.ts';

export interface ToolLineProps {
  readonly server?: string;
  readonly tool: string;
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

/** One call as one quiet line; opens in place to its arguments and its result. */
export function ToolLine(props: ToolLineProps) {
  const { server, tool, args, callId, call, pending, progress, answer, selected, onSelect } = props;
  const [open, setOpen] = useState(false);
  const state = callId === undefined && answer ? (answer.isError ? 'failed' : 'done') : callState(call, pending);
  const toggle = () => {
    setOpen(!open);
    if (callId !== undefined) onSelect?.(callId);
  };
  return (
    <div
      data-call={callId}
      className={classNames(
        'group rounded-md transition-colors',
        selected ? 'bg-accent-soft' : 'hover:bg-raised',
        open && !selected && 'bg-raised/60',
      )}
    >
      <div className="flex h-7 items-center gap-1 pr-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={toggle}
          className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md pl-1.5 text-left text-xs"
        >
          <ChevronRight
            aria-hidden
            className={classNames('size-3 shrink-0 text-faint transition-transform', open && 'rotate-90')}
          />
          <StateIcon state={state} />
          <span className="shrink-0">
            {server && <span className="text-faint">{server} · </span>}
            <span className="font-medium">{tool}</span>
          </span>
          <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted">{shortArguments(args)}</span>
          <span className="sr-only">{STATE_WORDS[state]}</span>
          {progress && state === 'running' && <ProgressText progress={progress} />}
          {call && <span className="figures shrink-0 text-2xs text-faint">{formatDuration(call.durationMs)}</span>}
        </button>
        {callId !== undefined && onSelect && (
          <IconButton
            icon={LocateFixed}
            label="Show on the graph"
            size="sm"
            onClick={() => onSelect(callId)}
            className="opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
          />
        )}
      </div>
      {open && <CallDetails {...props} state={state} />}
    </div>
  );
}

function CallDetails({ tool, args, call, answer, state }: ToolLineProps & { readonly state: CallState }) {
  return (
    <div className="space-y-2 px-2 pb-2 pl-6.5">
      <Part label="Arguments">
        <JsonView bare value={args} label={`Arguments of ${tool}`} viewClassName="max-h-48" />
      </Part>
      {call?.outcome.status === 'answered' && (
        <Part label={call.outcome.result.isError ? 'The tool refused' : 'Result'}>
          <JsonView bare value={autoData(call.outcome.result)} label={`Result of ${tool}`} viewClassName="max-h-72" />
        </Part>
      )}
      {call?.outcome.status === 'failed' && <p className="text-xs text-bad wrap-anywhere">{call.outcome.message}</p>}
      {!call && answer && (
        <p className="max-h-48 overflow-auto text-xs text-muted whitespace-pre-wrap wrap-anywhere">{answer.text}</p>
      )}
      {!call && !answer && <p className="text-xs text-muted">This call {STATE_WORDS[state]}.</p>}
      {answer?.shownCharacters !== undefined && answer.totalCharacters !== undefined && (
        <p className="figures text-2xs text-faint">
          The model was shown {formatCount(answer.shownCharacters)} of {formatCount(answer.totalCharacters)} characters.
          All of it is kept.
        </p>
      )}
    </div>
  );
}

function Part({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <p className="pb-1 text-2xs text-faint">{label}</p>
      <div className="overflow-hidden rounded-md border border-hairline bg-surface">{children}</div>
    </div>
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
      return <Check aria-hidden className="size-3 shrink-0 text-ok" />;
    case 'failed':
      return <X aria-hidden className="size-3 shrink-0 text-bad" />;
    case 'denied':
      return <Ban aria-hidden className="size-3 shrink-0 text-bad" />;
    case 'unknown':
      return <CircleHelp aria-hidden className="size-3 shrink-0 text-warn" />;
    case 'approval':
    case 'waiting':
      return <Clock aria-hidden className="size-3 shrink-0 text-warn" />;
    case 'running':
    case 'writing':
      return <Spinner className="text-accent [&_svg]:size-3" />;
  }
}
