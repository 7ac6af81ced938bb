import type { UIMessage } from 'ai';
import type { ChatCallLink, ChatMetadata, ChatStep, ToolAnswer } from '#core/live/chat-message.ts';

/** A message as the chat's routes send it. */
export type ChatMessage = UIMessage<ChatMetadata, { readonly step: ChatStep; readonly call: ChatCallLink }>;

export type ChatPart = ChatMessage['parts'][number];

export type ToolPart = Extract<ChatPart, { type: 'dynamic-tool' }>;

/** One step of an answer as it is drawn: what was said, and the calls that were asked for with it. */
export interface MessageStep {
  readonly key: string;
  readonly step?: ChatStep;
  readonly parts: readonly ChatPart[];
}

interface StepInMaking {
  readonly key: string;
  step?: ChatStep;
  readonly parts: ChatPart[];
}

/** The steps of an answer, in order; parts that draw nothing of their own are left out. */
export function stepsOf(message: ChatMessage): readonly MessageStep[] {
  const steps: StepInMaking[] = [];
  const begin = (): StepInMaking => {
    const step: StepInMaking = { key: `${message.id}-${steps.length}`, parts: [] };
    steps.push(step);
    return step;
  };
  const current = () => steps.at(-1) ?? begin();
  for (const part of message.parts) {
    if (part.type === 'step-start') begin();
    else if (part.type === 'data-step') current().step = part.data;
    else if (part.type === 'text' ? part.text.trim() !== '' : part.type !== 'data-call') current().parts.push(part);
  }
  return steps.filter((step) => step.parts.length > 0 || step.step !== undefined);
}

/** Joins a message's tool parts with recorded calls: tool call id to link. */
export function callLinks(message: ChatMessage): ReadonlyMap<string, ChatCallLink> {
  return new Map(
    message.parts.flatMap((part) => (part.type === 'data-call' && part.id ? [[part.id, part.data] as const] : [])),
  );
}

export function textOf(message: ChatMessage): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** How many calls of servers these messages made. */
export function callsIn(messages: readonly ChatMessage[]): number {
  return messages.flatMap((message) => message.parts.filter((part) => part.type === 'data-call')).length;
}

/** What a tool answered, as far as it has. */
export function answerOf(part: ToolPart): ToolAnswer | undefined {
  if (part.state === 'output-available')
    return isAnswer(part.output) ? part.output : { text: JSON.stringify(part.output), isError: false };
  if (part.state === 'output-error') return { text: part.errorText, isError: true };
  return undefined;
}

function isAnswer(output: unknown): output is ToolAnswer {
  return typeof output === 'object' && output !== null && 'text' in output && 'isError' in output;
}
