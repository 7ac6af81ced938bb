import {
  convertToModelMessages,
  isStepCount,
  type LanguageModel,
  type ModelMessage,
  streamText,
  type TextStreamPart,
  type ToolSet,
  toUIMessageChunk,
} from 'ai';
import type { ChatMetadata, ChatProblem, StepUsage } from '#core/live/chat-message.ts';
import type { ChatChunk, ChatMessage } from './chat-message.ts';
import { cutOff, explainModelError } from './explain-model-error.ts';
import { priceOf } from './price-table.ts';

export interface AnswerOptions {
  readonly model: LanguageModel;
  /** The provider's own name of the model, for its price. */
  readonly modelName: string;
  readonly instructions: string;
  /** The conversation so far, complete: every tool part has its output. */
  readonly messages: readonly ChatMessage[];
  readonly tools: ToolSet;
  readonly messageId: string;
  readonly metadata: ChatMetadata;
  readonly signal: AbortSignal;
  readonly maxSteps: number;
  /** Requests that failed for a passing reason are sent again this often. */
  readonly maxRetries?: number;
  readonly send: (chunk: ChatChunk) => void;
  /** A step begins; gives the id of its turn. Its calls are made under it. */
  readonly beginTurn: () => string;
  /** All that the model says in the step is said; its calls come after this. */
  readonly saidInTurn: (turn: string, text: string) => Promise<void>;
}

/** How an answer ended; what it said went out through `send`. */
export interface AnswerEnd {
  readonly state: 'done' | 'stopped' | 'failed';
  readonly problem?: ChatProblem;
}

/**
 * Lets the model answer: step after step, calling tools, until it has no more to call, is stopped, fails or has used up
 * its steps. Sends the message as it grows, each step followed by its usage. Never rejects for what a model or a server
 * does; the reason is in the message's metadata and in the result.
 */
export async function answer(options: AnswerOptions): Promise<AnswerEnd> {
  const { send, messageId, metadata } = options;
  send({ type: 'start', messageId, messageMetadata: { ...metadata, state: 'answering' } });
  const end = await talk(options).catch(
    (error): AnswerEnd =>
      options.signal.aborted ? { state: 'stopped' } : { state: 'failed', problem: explainModelError(error) },
  );
  send({ type: 'finish', messageMetadata: { ...metadata, state: end.state, problem: end.problem } });
  return end;
}

async function talk(options: AnswerOptions): Promise<AnswerEnd> {
  const { send, signal, tools } = options;
  // Steps begin before the reader of the stream meets them, so their turns wait here in order.
  const turns: string[] = [];
  const result = streamText({
    model: options.model,
    instructions: options.instructions,
    messages: await modelMessages(options.messages, tools),
    tools,
    stopWhen: isStepCount(options.maxSteps),
    maxRetries: options.maxRetries ?? 2,
    abortSignal: signal,
    onStepStart: () => {
      turns.push(options.beginTurn());
    },
    onLanguageModelCallEnd: async ({ content }) => {
      const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
      const turn = turns.at(-1);
      if (turn !== undefined) await options.saidInTurn(turn, text);
    },
    // Errors come as parts of the stream; without this the SDK would print them.
    onError: () => {},
  });

  let step = -1;
  let end: AnswerEnd = { state: 'done' };
  let finish: Extract<TextStreamPart<ToolSet>, { type: 'finish-step' }> | undefined;
  for await (const part of result.stream) {
    if (part.type === 'error') {
      end = { state: 'failed', problem: explainModelError(part.error) };
      continue;
    }
    if (part.type === 'abort') {
      end = { state: 'stopped' };
      continue;
    }
    if (part.type === 'start-step') step += 1;
    const turn = turns[step];
    if (part.type === 'finish-step') {
      finish = part;
      if (turn !== undefined) sendStep(send, turn, stepUsage(part, options.modelName));
    }
    const chunk = toUIMessageChunk<ToolSet, ChatMessage>(part, { tools, sendStart: false, sendFinish: false });
    if (chunk) send(chunk);
    if (part.type === 'start-step' && turn !== undefined) sendStep(send, turn);
  }
  if (end.state !== 'done') return end;
  const problem = earlyEnd(finish, step + 1 >= options.maxSteps);
  return problem ? { state: 'failed', problem } : end;
}

function sendStep(send: AnswerOptions['send'], turn: string, usage?: StepUsage): void {
  send({ type: 'data-step', id: turn, data: { turn, usage } });
}

/** Why the last step was not the end of the answer, where it was not. */
function earlyEnd(last: { readonly finishReason: string } | undefined, usedUp: boolean): ChatProblem | undefined {
  switch (last?.finishReason) {
    case 'stop':
      return undefined;
    case 'tool-calls':
      if (!usedUp) return undefined;
      return {
        kind: 'steps',
        message: 'The model used up the steps of one answer.',
        advice: 'Press Continue to let it go on.',
      };
    case 'length':
      return {
        kind: 'too-long',
        message: 'The answer reached the longest length that the model may write.',
        advice: 'Press Continue to let it go on.',
      };
    case 'content-filter':
      return {
        kind: 'provider',
        message: "The provider's content filter ended the answer.",
        advice: 'Change the prompt, or choose another model.',
      };
    default:
      return cutOff(`the provider gave no reason (${last?.finishReason ?? 'no end'}).`);
  }
}

/** The conversation for the model. One that ends with an unfinished answer gets a word to go on. */
async function modelMessages(messages: readonly ChatMessage[], tools: ToolSet): Promise<ModelMessage[]> {
  const converted = await convertToModelMessages<ChatMessage>([...messages], {
    tools,
    ignoreIncompleteToolCalls: true,
  });
  if (converted.at(-1)?.role !== 'assistant') return converted;
  return [...converted, { role: 'user', content: 'Go on from where you stopped.' }];
}

function stepUsage(part: Extract<TextStreamPart<ToolSet>, { type: 'finish-step' }>, modelName: string): StepUsage {
  const tokens = {
    inputTokens: part.usage.inputTokens,
    cachedTokens: part.usage.inputTokenDetails.cacheReadTokens,
    outputTokens: part.usage.outputTokens,
  };
  const { timeToFirstOutputMs, responseTimeMs, stepTimeMs } = part.performance;
  return {
    ...tokens,
    dollars: priceOf(modelName, tokens),
    firstMs: timeToFirstOutputMs === undefined ? undefined : Math.round(timeToFirstOutputMs),
    modelMs: Math.round(responseTimeMs),
    totalMs: Math.round(stepTimeMs),
  };
}
