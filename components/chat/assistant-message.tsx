'use client';

import { RotateCcw } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { ApprovalRequest, PendingCall } from '#core/live/studio-event.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { ApprovalCard } from './approval-card.tsx';
import { answerOf, type ChatMessage, type ChatPart, callLinks, stepsOf, type ToolPart } from './chat-message.ts';
import { Markdown } from './markdown.tsx';
import { Reasoning } from './reasoning.tsx';
import { ToolLine } from './tool-line.tsx';
import { AnswerUsage, type UsedStep } from './usage-line.tsx';

/** What the page knows about calls, by id. */
export interface KnownCalls {
  readonly calls: ReadonlyMap<string, TraceCall>;
  readonly pending: ReadonlyMap<string, PendingCall>;
  /** By the id of the call that waits. */
  readonly approvals: ReadonlyMap<string, ApprovalRequest>;
  readonly progress: ReadonlyMap<string, ToolProgress>;
}

export interface AssistantMessageProps {
  readonly prototypeId: string;
  readonly message: ChatMessage;
  readonly answering: boolean;
  readonly known: KnownCalls;
  /** Id of the approval that takes the keys. */
  readonly focusedApproval: string | null;
  readonly selected: string | null;
  readonly onSelect?: (callId: string) => void;
  /** Where the answer can be thrown away and asked for again. */
  readonly onRetry?: () => void;
}

/** An answer, step by step: its words, its calls as quiet lines, what each step took. */
export function AssistantMessage(props: AssistantMessageProps) {
  const { message, answering } = props;
  const steps = stepsOf(message);
  const links = callLinks(message);
  return (
    <div className="group/answer flex flex-col gap-2">
      {message.metadata?.scripted && (
        <Badge
          className="self-start"
          title="No model was asked. A script plays this conversation over the same protocol as a model."
        >
          Scripted, no model
        </Badge>
      )}
      {message.metadata?.absent?.map(({ server, reason }) => (
        <ErrorNote key={server} tone="warn" title={`${server} takes no part in this answer`} detail={reason} />
      ))}
      {steps.map((step, index) => (
        // What is out of sight is not laid out; a long conversation costs what is seen of it.
        <div
          key={step.key}
          className={classNames(
            'space-y-0.5 [contain-intrinsic-size:auto_2rem] [content-visibility:auto]',
            isCall(steps[index - 1]?.parts.at(-1)) && isCall(step.parts[0]) && '-mt-1.5',
          )}
        >
          {step.parts.map((part, index) => (
            <Part key={partKey(part, index)} part={part} links={links} {...props} />
          ))}
        </div>
      ))}
      {answering ? (
        <Thinking steps={steps} />
      ) : (
        <div className="flex items-start justify-between gap-2">
          <AnswerUsage steps={usedSteps(steps, links)} scripted={message.metadata?.scripted === true} />
          {props.onRetry && (
            <IconButton
              icon={RotateCcw}
              label="Answer anew"
              size="sm"
              onClick={props.onRetry}
              className="ml-auto text-faint opacity-0 focus-visible:opacity-100 group-hover/answer:opacity-100"
            />
          )}
        </div>
      )}
    </div>
  );
}

function Part({
  part,
  links,
  ...props
}: AssistantMessageProps & { readonly part: ChatPart; readonly links: ReturnType<typeof callLinks> }) {
  if (part.type === 'text') return <Markdown text={part.text} streaming={part.state === 'streaming'} />;
  if (part.type === 'reasoning') return <Reasoning text={part.text} streaming={part.state === 'streaming'} />;
  if (part.type !== 'dynamic-tool') return null;
  const link = links.get(part.toolCallId);
  const { known } = props;
  const approval = link && known.approvals.get(link.call);
  return (
    <>
      <ToolLine
        server={link?.server}
        tool={link?.tool ?? part.toolName}
        args={argumentsOf(part)}
        callId={link?.call}
        call={link && known.calls.get(link.call)}
        pending={link && known.pending.get(link.call)}
        progress={link && known.progress.get(link.call)}
        answer={answerOf(part)}
        selected={link !== undefined && link.call === props.selected}
        onSelect={props.onSelect}
      />
      {approval && (
        <ApprovalCard
          prototypeId={props.prototypeId}
          approval={approval}
          focused={approval.id === props.focusedApproval}
        />
      )}
    </>
  );
}

function isCall(part: ChatPart | undefined): boolean {
  return part?.type === 'dynamic-tool';
}

/** Where nothing grows in sight, say that something is under way. */
function Thinking({ steps }: { readonly steps: ReturnType<typeof stepsOf> }) {
  const last = steps.at(-1)?.parts.at(-1);
  if (last && (last.type === 'text' || last.type === 'reasoning') && last.state === 'streaming') return null;
  if (last?.type === 'dynamic-tool' && answerOf(last) === undefined) return null;
  return (
    <p className="flex items-center gap-2 pl-1.5 text-xs text-muted">
      <Spinner /> Waiting for the model
    </p>
  );
}

function usedSteps(steps: ReturnType<typeof stepsOf>, links: ReturnType<typeof callLinks>): readonly UsedStep[] {
  return steps.flatMap(({ key, step, parts }) => {
    if (!step?.usage) return [];
    const tools = parts.flatMap((part) =>
      part.type === 'dynamic-tool' ? [links.get(part.toolCallId)?.tool ?? part.toolName] : [],
    );
    const [only = 'answer', ...more] = [...new Set(tools)];
    const what = more.length > 0 ? plural(tools.length, 'call') : tools.length > 1 ? `${only} ×${tools.length}` : only;
    return [{ key, what, usage: step.usage }];
  });
}

function argumentsOf(part: ToolPart): JsonObject {
  // The model's JSON, maybe half of it.
  const input = (part.input ?? {}) as Json;
  return isJsonObject(input) ? input : {};
}

function partKey(part: ChatPart, index: number): string {
  return part.type === 'dynamic-tool' ? part.toolCallId : `${part.type}-${index}`;
}
