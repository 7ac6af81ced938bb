import { dynamicTool, type LanguageModel, streamText } from 'ai';
import { z } from 'zod';
import type { ChatProblem } from '#core/live/chat-message.ts';
import { explainModelError } from './explain-model-error.ts';

/** What a model endpoint can do, tried and not read from a list. */
export interface ModelTest {
  readonly answers: boolean;
  readonly callsTools: boolean;
  readonly streams: boolean;
  readonly countsTokens: boolean;
  readonly milliseconds: number;
  /** Why it is not good enough to design with. */
  readonly problem?: ChatProblem;
}

const TIMEOUT_MS = 60_000;

/** Asks the model for one streamed answer that has to call a trivial tool. Never rejects. */
export async function testModel(model: LanguageModel, signal?: AbortSignal): Promise<ModelTest> {
  const began = performance.now();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const seen = { called: false, pieces: 0, tokens: false, error: undefined as unknown };
  const result = streamText({
    model,
    prompt: 'Call the tool "report" with the word "ready".',
    tools: {
      report: dynamicTool({
        description: 'Reports a word.',
        inputSchema: z.object({ word: z.string() }),
        execute: async () => 'ok',
      }),
    },
    toolChoice: 'required',
    maxRetries: 0,
    abortSignal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    onError: () => {},
  });
  try {
    for await (const part of result.stream) {
      if (part.type === 'error') seen.error ??= part.error;
      if (part.type === 'abort') seen.error ??= new Error(`No answer within ${TIMEOUT_MS / 1000} s.`);
      if (part.type === 'tool-call' && part.toolName === 'report' && !part.invalid) seen.called = true;
      if (part.type === 'text-delta' || part.type === 'tool-input-delta' || part.type === 'reasoning-delta')
        seen.pieces += 1;
      if (part.type === 'finish-step') seen.tokens = part.usage.outputTokens !== undefined;
    }
  } catch (error) {
    seen.error ??= error;
  }
  // A model that talks although it must call is told as an error by the SDK; it has answered all the same.
  const answers = seen.error === undefined || seen.pieces > 0;
  const tested = {
    answers,
    callsTools: seen.called,
    streams: seen.pieces > 1,
    countsTokens: seen.tokens,
    milliseconds: Math.round(performance.now() - began),
  };
  if (!answers) return { ...tested, problem: explainModelError(seen.error) };
  if (!seen.called) return { ...tested, problem: NO_TOOLS };
  return tested;
}

const NO_TOOLS: ChatProblem = {
  kind: 'provider',
  message: 'The model answers but does not call tools.',
  advice:
    'Choose a model that is made for tool calls. vLLM needs --enable-auto-tool-choice and a --tool-call-parser for it.',
};
