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
  /** Whoever answers may take as long as a person takes: no limit runs meanwhile. */
  readonly onInput?: Exchange['onInput'];
  readonly onLog?: Exchange['onLog'];
  /** What became of the connection, where it is the cause. */
  readonly connectionEnd?: () => string | undefined;
  /** Makes the request with the SDK, under the signal and timeout given. */
  run(options: SdkRequestOptions): Promise<unknown>;
}

/** The longest that a timer of JavaScript can wait, about 24 days. */
const NEVER_MS = 2 ** 31 - 1;

export interface SdkRequestOptions {
  readonly signal: AbortSignal;
  readonly timeout: number;
  readonly maxTotalTimeout: number;
  /** Answers that ask for more are answers too; the rounds are ours. */
  readonly allowInputRequired: true;
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
    onLog: request.onLog,
    onInput: request.onInput && pausing(request.onInput, [idle, total]),
  });
  try {
    await currentExchange.run(exchange, () =>
      request.run({
        signal: abort.signal,
        // Our own timers decide.
        timeout: NEVER_MS,
        maxTotalTimeout: NEVER_MS,
        allowInputRequired: true,
        // Asks the server for progress; it is read from the wire, because the SDK loses some of it.
        ...(request.onProgress ? { onprogress: () => {} } : {}),
      }),
    );
  } catch (error) {
    // The SDK did not like an answer that did come: an answer it is.
    if (exchange.answers.length > 0 && given === null) return exchange.answers;
    if (exchange.error) throw new ServerSaidError(exchange.error);
    throw noAnswer({ error, exchange, given, connectionEnd: request.connectionEnd?.() });
  } finally {
    idle.stop();
    total.stop();
    request.signal?.removeEventListener('abort', cancel);
    tap.forget(exchange);
  }
  return exchange.answers;
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

interface Timer {
  /** Begins anew, unless it stands still. */
  restart(): void;
  /** Stands still until as many `go` as there were `pause`. */
  pause(): void;
  go(): void;
  stop(): void;
}

function startTimer(ms: number, onEnd: () => void): Timer {
  let pauses = 0;
  let timer = setTimeout(onEnd, ms);
  return {
    restart() {
      if (pauses === 0) timer.refresh();
    },
    pause() {
      pauses += 1;
      clearTimeout(timer);
    },
    go() {
      pauses -= 1;
      if (pauses === 0) timer = setTimeout(onEnd, ms);
    },
    stop() {
      // Whatever still goes on finds it paused for ever.
      pauses = Number.POSITIVE_INFINITY;
      clearTimeout(timer);
    },
  };
}

function pausing(ask: NonNullable<Exchange['onInput']>, timers: readonly Timer[]): NonNullable<Exchange['onInput']> {
  return async (input, signal) => {
    for (const timer of timers) timer.pause();
    try {
      return await ask(input, signal);
    } finally {
      for (const timer of timers) timer.go();
    }
  };
}

function seconds(ms: number): string {
  return ms >= 1_000 ? `${Math.round(ms / 1_000)} s` : `${ms} ms`;
}
