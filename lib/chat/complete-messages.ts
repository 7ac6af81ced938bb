import type { ToolAnswer } from '#core/live/chat-message.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import type { ChatMessage } from './chat-message.ts';
import { showOutcome } from './show-outcome.ts';

type Part = ChatMessage['parts'][number];

/**
 * A conversation whose every tool part has its answer, so that a model can be asked to go on: parts that an answer left
 * open (stopped, cut off, the studio ended) take the outcome of the recorded call, and where none was recorded they say
 * that the call was not made. Other parts stay as they are.
 */
export function completeMessages(
  messages: readonly ChatMessage[],
  recorded: ReadonlyMap<string, TraceCall>,
): readonly ChatMessage[] {
  return messages.map((message) => {
    if (message.role !== 'assistant') return message;
    const links = new Map(
      message.parts.flatMap((part) => (part.type === 'data-call' && part.id ? [[part.id, part.data.call]] : [])),
    );
    return { ...message, parts: message.parts.map((part) => completePart(part, links, recorded)) };
  });
}

function completePart(part: Part, links: ReadonlyMap<string, string>, recorded: ReadonlyMap<string, TraceCall>): Part {
  if (part.type === 'text' && part.state === 'streaming') return { ...part, state: 'done' };
  if (part.type !== 'dynamic-tool') return part;
  if (part.state !== 'input-streaming' && part.state !== 'input-available') return part;
  const call = recorded.get(links.get(part.toolCallId) ?? '');
  const output: ToolAnswer = call
    ? showOutcome(call)
    : { text: 'This call was not made: the answer was stopped before it.', isError: true };
  const { type, toolName, toolCallId, toolMetadata } = part;
  return { type, toolName, toolCallId, toolMetadata, state: 'output-available', input: part.input ?? {}, output };
}
