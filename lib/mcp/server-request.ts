import type { ToolProgress } from '#core/tool/tool-caller.ts';
import { createExchange, currentExchange, type Exchange, type RawAnswer, type RpcErrorAnswer } from './exchange.ts';
import { explainError } from './explain-failure.ts';
import type { TransportTap } from './transport-tap.ts';

/** The server answered the request with a JSON-RPC error. */
export class ServerSaidError extends Error {
  override readonly name = 'ServerSaidError';
  readonly answer: RpcErrorAnswer;

  constructor(answer: RpcErrorAnswer) {
    super(answer.message);
    this.answer = answer;
  }
}

/** There is no answer. `sent` is false only where the request provably never reached the server. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly sent: boolean;
  /** Who gave up. */
  readonly by: 'caller' | 'timeout' | 'connection';
  readonly httpStatus: number | null;
  readonly advice: string | undefined;

  constructor(
    message: string,
    facts: {
      readonly sent: boolean;
      readonly by: NoAnswer['by'];
      readonly httpStatus?: number | null;
      readonly advice?: string;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.sent = facts.sent;
    this.by = facts.by;
    this.httpStatus = facts.httpStatus ?? null;
    this.advice = facts.advice;
  }
}

export interface ServerRequest {
  readonly idleMs: number;
  readonly totalMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ToolProgress) => void;
  readonly onMessage?: Exchange['onMessage'];
  /** What became of the connection, where it is the cause. */
  readonly connectionEnd?: () => string | undefined;
  /** Makes the request with the SDK, under the signal and timeout given. */
  run(options: SdkRequestOptions): Promise<unknown>;
}

export interface SdkRequestOptions {
  readonly signal: AbortSignal;
  readonly timeout: number;
  readonly maxTotalTimeout: number;
  readonly onprogress?: () => void;
}

/**
 * Makes one request of the SDK client and gives the server's answers as they came over the wire, also where the SDK
 * would refuse their shape. Throws {@link ServerSaidError} or {@link NoAnswer}.
 */
export async function requestServer(tap: TransportTap, request: ServerRequest): Promise<readonly RawAnswer[]> {
  const abort = new AbortController();
  let given: { readonly reason: string; readonly by: NoAnswer['by'] } | null = null;
  const giveUp = (reason: string, by: NoAnswer['by']) => {
    given ??= { reason, by };
    abort.abort(new Error(reason));
  };

  const idle = startTimer(request.idleMs, () => giveUp(`No sign of life for ${seconds(request.idleMs)}.`, 'timeout'));
  const total = startTimer(request.totalMs, () => giveUp(`No answer within ${seconds(request.totalMs)}.`, 'timeout'));
  const cancel = () => giveUp('Cancelled.', 'caller');
  if (request.signal?.aborted) throw new NoAnswer('Cancelled.', { sent: false, by: 'caller' });
  request.signal?.addEventListener('abort', cancel, { once: true });

  const exchange = createExchange({
    onActivity: idle.restart,
    onProgress: request.onProgress,
    onMessage: request.onMessage,
    onLost: (reason) => giveUp(reason, 'connection'),
  });
  try {
    await currentExchange.run(exchange, () =>
      request.run({
        signal: abort.signal,
        // Our own timers decide; the SDK's only have to be later.
        timeout: request.totalMs + 60_000,
        maxTotalTimeout: request.totalMs + 60_000,
        // Asks the server for progress; it is read from the wire, because the SDK loses some of it.
        ...(request.onProgress ? { onprogress: () => {} } : {}),
      }),
    );
  } catch (error) {
    const complete = exchange.answers.filter(isComplete);
    // The SDK did not like an answer that did come: an answer it is.
    if (complete.length > 0 && given === null) return complete;
    if (exchange.error) throw new ServerSaidError(exchange.error);
    throw noAnswer({ error, exchange, given, connectionEnd: request.connectionEnd?.() });
  } finally {
    idle.stop();
    total.stop();
    request.signal?.removeEventListener('abort', cancel);
    tap.forget(exchange);
  }
  return exchange.answers.filter(isComplete);
}

function noAnswer(facts: {
  readonly error: unknown;
  readonly exchange: Exchange;
  readonly given: { readonly reason: string; readonly by: NoAnswer['by'] } | null;
  readonly connectionEnd: string | undefined;
}): NoAnswer {
  const { error, exchange, given } = facts;
  const explained = explainError(exchange.fetchError ?? error);
  return new NoAnswer(given?.reason ?? facts.connectionEnd ?? explained.detail, {
    sent: exchange.ids.size > 0 && !provenNotSent(exchange, explained.notSent),
    by: given?.by ?? 'connection',
    httpStatus: exchange.httpStatus,
    advice: explained.advice,
    cause: error,
  });
}

/** A pipe that refused the bytes has delivered no whole line; over HTTP the kind of failure tells. */
function provenNotSent(exchange: Exchange, saidNotSent: boolean): boolean {
  const overHttp = exchange.httpStatus !== null || exchange.fetchError !== null;
  return overHttp ? saidNotSent : exchange.sendFailed;
}

function isComplete(answer: RawAnswer): boolean {
  return answer.result.resultType !== 'input_required';
}

function startTimer(ms: number, onEnd: () => void): { restart(): void; stop(): void } {
  const timer = setTimeout(onEnd, ms);
  return { restart: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}

function seconds(ms: number): string {
  return ms >= 1_000 ? `${Math.round(ms / 1_000)} s` : `${ms} ms`;
}
