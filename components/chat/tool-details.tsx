'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { linkOrigin } from '#components/trace/value-flow.ts';
import { formatCount, formatDuration } from '#components/ui/format.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import type { JsonObject, JsonPath } from '#core/json/json.ts';
import type { ToolAnswer } from '#core/live/chat-message.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { type CallState, STATE_WORDS } from './call-state.ts';

export interface ToolDetailsProps {
  readonly tool: string;
  readonly callId?: string;
  readonly args: JsonObject;
  readonly call?: TraceCall;
  readonly answer?: ToolAnswer;
  readonly state: CallState;
}

/**
 * A call, opened in place: what it was called with, what came back, and how much of that the model saw. Values that are
 * meant anywhere light up here, and pointing at one here makes it meant.
 */
export function ToolDetails({ tool, callId, args, call, answer, state }: ToolDetailsProps) {
  const { point } = usePrototypeActions();
  const lit = usePrototype((now, derived) => derived.lit(now).links);
  const pointAt = (side: 'arguments' | 'result') => (path: JsonPath | null) =>
    point(path && callId !== undefined ? { kind: 'value', call: callId, side, path } : null);
  const used = lit.filter(({ target }) => target.call === callId);
  const given = lit.flatMap(({ source }) => (source.kind === 'result' && source.call === callId ? [source.path] : []));
  return (
    <div className="space-y-2 px-2 pb-2 pl-6.5">
      <Part label="Arguments">
        <JsonView
          bare
          value={args}
          label={`Arguments of ${tool}`}
          highlights={used.map((link) => ({ path: link.target.path, origin: linkOrigin(link) }))}
          onPoint={pointAt('arguments')}
          viewClassName="max-h-48"
        />
      </Part>
      {call?.outcome.status === 'answered' && (
        <Part
          label={call.outcome.result.isError ? 'The tool refused' : 'Result'}
          note={formatDuration(call.durationMs)}
        >
          <JsonView
            bare
            value={autoData(call.outcome.result)}
            label={`Result of ${tool}`}
            highlights={given.map((path) => ({ path, origin: 'reference' as const }))}
            onPoint={pointAt('result')}
            viewClassName="max-h-72"
          />
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

function Part(props: { readonly label: string; readonly note?: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <p className="flex justify-between pb-1 text-2xs text-faint">
        {props.label}
        {props.note && <span className="figures">{props.note}</span>}
      </p>
      <div className="overflow-hidden rounded-md border border-hairline bg-surface">{props.children}</div>
    </div>
  );
}
