import { randomBytes } from 'node:crypto';
import { ProtocolError, ProtocolErrorCode, type Result } from '@modelcontextprotocol/server';
import type { JsonObject } from '#core/json/json.ts';
import type { InputAnswerer, InputRequests, InputResponses, LiveCallOptions } from './server-input.ts';

/** One HTTP request or stdio message of a client that belongs to a call: the first one, or one that brings answers. */
export interface Leg {
  /** What the call is: method and parameters. A later leg with other ones is refused. */
  readonly call: string;
  readonly capabilities: JsonObject;
  readonly responses: InputResponses;
  readonly state: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: LiveCallOptions['onProgress'];
  readonly onLog?: LiveCallOptions['onLog'];
}

/** The end of a leg: the result of the call, or what is asked before it. */
type LegEnd = () => Promise<Result>;

/**
 * Calls of clients of 2026-07-28 whose server has asked something. Such a client is not asked: it gets the questions as
 * a result, and sends its request again with the answers (multi round-trip requests). Meanwhile the call goes on here,
 * as one call, and waits. It is found again by a random state that serves once.
 */
export interface SuspendedCalls {
  /**
   * Begins a call, or goes on with the one that the leg's state names. `work` is done once per call; it is given who
   * answers for this client, and a signal that ends when the client gives up. Throws `ProtocolError` for a state that
   * is not known (any more) or belongs to another call.
   */
  run(leg: Leg, work: (call: OngoingCall) => Promise<Result>): Promise<Result>;
  /** Gives up whatever waits. */
  close(): void;
}

export interface OngoingCall {
  readonly inputs: InputAnswerer;
  readonly signal: AbortSignal;
  /** To the leg that is open now. */
  readonly onProgress: NonNullable<LiveCallOptions['onProgress']>;
  readonly onLog: NonNullable<LiveCallOptions['onLog']>;
}

interface Suspended {
  readonly call: string;
  resume(responses: InputResponses, leg: Leg): Promise<Result>;
  giveUp(reason: string): void;
}

/** How long a client may take to come back: a person has to read and to think. */
const PATIENCE_MS = 15 * 60_000;
const MAX_SUSPENDED = 500;

export function createSuspendedCalls(patienceMs = PATIENCE_MS): SuspendedCalls {
  const waiting = new Map<string, Suspended>();

  const begin = (first: Leg, work: (call: OngoingCall) => Promise<Result>): Promise<Result> => {
    const stop = new AbortController();
    let endLeg: (end: LegEnd) => void = () => {};
    let leaveLeg = () => {};
    let current = first;
    const enterLeg = (leg: Leg): Promise<Result> => {
      current = leg;
      const giveUp = () => stop.abort(leg.signal.reason);
      if (leg.signal.aborted) giveUp();
      leg.signal.addEventListener('abort', giveUp, { once: true });
      leaveLeg = () => leg.signal.removeEventListener('abort', giveUp);
      return new Promise<LegEnd>((resolve) => {
        endLeg = resolve;
      }).then((end) => {
        leaveLeg();
        return end();
      });
    };
    const suspend = (asked: InputRequests): Promise<InputResponses> =>
      new Promise((resolve, reject) => {
        const state = randomBytes(24).toString('base64url');
        const forget = () => {
          clearTimeout(timer);
          waiting.delete(state);
          stop.signal.removeEventListener('abort', lapse);
        };
        const lapse = () => {
          forget();
          reject(stop.signal.reason);
        };
        const timer = setTimeout(
          () => stop.abort(new Error('The client did not come back with an answer.')),
          patienceMs,
        );
        timer.unref();
        stop.signal.addEventListener('abort', lapse, { once: true });
        waiting.set(state, {
          call: first.call,
          resume(responses, leg) {
            forget();
            const next = enterLeg(leg);
            resolve(responses);
            return next;
          },
          giveUp: (reason) => stop.abort(new Error(reason)),
        });
        const oldest = waiting.values().next().value;
        if (waiting.size > MAX_SUSPENDED) oldest?.giveUp('Too many calls wait for their clients.');
        endLeg(async () => ({ resultType: 'input_required', inputRequests: asked, requestState: state }));
      });

    const ask = async (requests: InputRequests): Promise<InputResponses> => {
      // Answers may come with the first request already, where the server needs no state of its own.
      let given = pick(first.responses, requests);
      for (
        let missing = without(requests, given);
        Object.keys(missing).length > 0;
        missing = without(requests, given)
      ) {
        given = { ...given, ...pick(await suspend(missing), missing) };
      }
      return given;
    };
    let last: Promise<unknown> = Promise.resolve();
    const inputs: InputAnswerer = {
      capabilities: first.capabilities,
      // A leg ends with the questions of one moment; what is asked meanwhile waits for the next.
      answer(requests) {
        const next = last.then(() => ask(requests));
        last = next.catch(() => {});
        return next;
      },
    };
    const end = enterLeg(first);
    work({
      inputs,
      signal: stop.signal,
      onProgress: (progress) => current.onProgress?.(progress),
      onLog: (message) => current.onLog?.(message),
    }).then(
      (result) => endLeg(async () => result),
      (error: unknown) =>
        endLeg(async () => {
          throw error;
        }),
    );
    return end;
  };

  return {
    async run(leg, work) {
      if (leg.state === undefined) return begin(leg, work);
      const suspended = waiting.get(leg.state);
      if (!suspended || suspended.call !== leg.call) {
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid or expired requestState', {
          reason: 'invalid_request_state',
        });
      }
      return suspended.resume(leg.responses, leg);
    },
    close() {
      for (const call of [...waiting.values()]) call.giveUp('The gateway is closing.');
    },
  };
}

function pick(responses: InputResponses, requests: InputRequests): InputResponses {
  return Object.fromEntries(Object.entries(responses).filter(([key]) => Object.hasOwn(requests, key)));
}

function without(requests: InputRequests, given: InputResponses): InputRequests {
  return Object.fromEntries(Object.entries(requests).filter(([key]) => !Object.hasOwn(given, key)));
}
