import { formatCount, formatDuration } from '#components/ui/format.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolAnswer } from '#core/live/chat-message.ts';
import { autoData } from '#core/tool/result-data.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { type CallState, STATE_WORDS } from './call-state.ts';

export interface ToolDetailsProps {
  readonly tool: string;
  readonly args: JsonObject;
  readonly call?: TraceCall;
  readonly answer?: ToolAnswer;
  readonly state: CallState;
}

/** A call, opened in place: what it was called with, what came back, and how much of that the model saw. */
export function ToolDetails({ tool, args, call, answer, state }: ToolDetailsProps) {
  return (
    <div className="space-y-2 px-2 pb-2 pl-6.5">
      <Part label="Arguments">
        <JsonView bare value={args} label={`Arguments of ${tool}`} viewClassName="max-h-48" />
      </Part>
      {call?.outcome.status === 'answered' && (
        <Part
          label={call.outcome.result.isError ? 'The tool refused' : 'Result'}
          note={formatDuration(call.durationMs)}
        >
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
