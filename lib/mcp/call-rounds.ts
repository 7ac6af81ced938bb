import { CLIENT_CAPABILITIES_META_KEY, LOG_LEVEL_META_KEY } from '@modelcontextprotocol/client';
import type { JsonObject } from '#core/json/json.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { Dialled } from './dial-server.ts';
import type { Exchange, RawAnswer } from './exchange.ts';
import { LOG_LEVELS } from './log-levels.ts';
import {
  type InputAnswerer,
  type InputRequest,
  type InputRequests,
  isInputMethod,
  isInputRefused,
  type LiveCallOptions,
  missingCapability,
  NOBODY,
} from './server-input.ts';
import { NoAnswer, requestServer, type SdkRequestOptions, ServerSaidError } from './server-request.ts';
import { jsonObject } from './untrusted-json.ts';

export interface RoundsContext {
  readonly dialled: Dialled;
  readonly limits: ConnectionLimits;
  readonly onMessage?: Exchange['onMessage'];
  /** Makes the request of one round; `more` goes into its params. */
  readonly send: (more: JsonObject, options: SdkRequestOptions) => Promise<unknown>;
}

/** A server that asks more often is going in circles. */
const MAX_ROUNDS = 20;

/**
 * Sends a request, and sends it again with the answers as long as the server asks instead of answering. Throws what
 * `requestServer` throws.
 */
export async function makeRounds(
  options: LiveCallOptions,
  { dialled, limits, onMessage, send }: RoundsContext,
): Promise<RawAnswer> {
  const inputs = options.inputs ?? NOBODY;
  await wantLog(dialled, options.logLevel);
  let more: JsonObject = {};
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const answers = await requestServer(dialled.tap, {
      idleMs: limits.callIdleMs,
      totalMs: limits.callTotalMs,
      signal: options.signal,
      onProgress: options.onProgress,
      onMessage,
      onInput: (question, signal) => askOne(inputs, question, anySignal(signal, options.signal)),
      onLog: options.onLog,
      connectionEnd: () => dialled.end()?.detail,
      run: (sdkOptions) => send({ ...more, ...envelope(dialled, options) }, sdkOptions),
    });
    const answer = answers.at(-1);
    if (!answer) throw new NoAnswer('The server’s answer had no result.', { sent: true, by: 'connection' });
    if (answer.result.resultType !== 'input_required') return answer;
    more = await nextRound(answer.result, inputs, options.signal);
  }
  throw new NoAnswer(`The server asked for something ${MAX_ROUNDS} times and did not answer.`, {
    sent: true,
    by: 'connection',
  });
}

async function askOne(inputs: InputAnswerer, question: InputRequest, signal: AbortSignal): Promise<JsonObject> {
  const missing = missingCapability(inputs.capabilities, question);
  // Declared for all calls of the connection, but not for this one.
  const answerer = missing === null ? inputs : NOBODY;
  const { answer } = await answerer.answer({ answer: question }, { signal });
  return answer ?? {};
}

/** What the next round adds to the request: the answers, and the server's state as it gave it. */
async function nextRound(
  result: RawAnswer['result'],
  inputs: InputAnswerer,
  signal: AbortSignal | undefined,
): Promise<JsonObject> {
  const requests = readInputRequests(result.inputRequests);
  const { requestState } = result;
  const state: JsonObject = typeof requestState === 'string' ? { requestState } : {};
  if (Object.keys(requests).length === 0) return state;
  try {
    return {
      inputResponses: await inputs.answer(requests, { signal: signal ?? new AbortController().signal }),
      ...state,
    };
  } catch (error) {
    if (isInputRefused(error)) {
      throw new ServerSaidError({ code: error.code, message: error.message, data: error.data });
    }
    if (!signal?.aborted) throw error;
    throw new NoAnswer('Cancelled.', { sent: true, by: 'caller', cause: error });
  }
}

function readInputRequests(value: unknown): InputRequests {
  return Object.fromEntries(
    Object.entries(jsonObject(value) ?? {}).flatMap(([key, entry]): [string, InputRequest][] => {
      const { method, params } = jsonObject(entry) ?? {};
      if (typeof method !== 'string' || !isInputMethod(method)) {
        throw new NoAnswer(`The server asks for something unknown: ${JSON.stringify(method)}.`, {
          sent: true,
          by: 'connection',
        });
      }
      return [[key, { method, params: jsonObject(params) ?? {} }]];
    }),
  );
}

/** In the new era every request says for itself what the server may ask and what it should log. */
function envelope({ client }: Dialled, { inputs, logLevel }: LiveCallOptions): JsonObject {
  if (client.getProtocolEra() !== 'modern') return {};
  return {
    _meta: {
      [CLIENT_CAPABILITIES_META_KEY]: (inputs ?? NOBODY).capabilities,
      ...(logLevel === undefined ? {} : { [LOG_LEVEL_META_KEY]: logLevel }),
    },
  };
}

/** In the older eras the level is the connection's: it is lowered where a call wants more, and never raised again. */
async function wantLog(dialled: Dialled, level: string | undefined): Promise<void> {
  const { client } = dialled;
  const wanted = LOG_LEVELS.find((known) => known === level);
  if (wanted === undefined || client.getProtocolEra() === 'modern') return;
  if (client.getServerCapabilities()?.logging === undefined) return;
  const now = dialled.logLevel;
  if (now !== undefined && LOG_LEVELS.indexOf(now) <= LOG_LEVELS.indexOf(wanted)) return;
  dialled.logLevel = wanted;
  // A server that refuses goes without.
  await client.setLoggingLevel(wanted).catch(() => {});
}

function anySignal(signal: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other ? AbortSignal.any([signal, other]) : signal;
}
