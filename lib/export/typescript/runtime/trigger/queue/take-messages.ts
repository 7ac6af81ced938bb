import type { Log } from '../../agent-setup.ts';
import type { AgentTrigger } from '../../command/agent-program.ts';
import { traceContextIn } from '../../observe/tracing.ts';
import type { DeclaredInput } from '../../resolve-inputs.ts';
import { sleep } from '../../sleep.ts';
import type { Delivery, DeliveryQueue } from '../delivery-queue.ts';
import type { MessageQueue, QueueKind, QueueMessage } from './message-queue.ts';
import { readMessage } from './read-message.ts';

export interface MessageTaker {
  /** Whether messages are being taken now. */
  isConnected(): boolean;
  /** Failures of a delivery after which it is not tried again by this agent itself. */
  mostAttempts(delivery: Delivery): number;
  /** A delivery has ended: its message is settled now and not at the next look. */
  settle(): void;
  /** Takes nothing new; what is held stays held. */
  stop(): void;
  /** Settles what has ended, and gives back the rest. */
  close(): Promise<void>;
}

export interface TakerParts {
  readonly kind: QueueKind;
  readonly trigger: Extract<AgentTrigger, { on: 'queue' }>;
  readonly inputs: readonly DeclaredInput[];
  readonly deliveries: DeliveryQueue;
  /** While as many deliveries wait, nothing is taken. */
  readonly mostWaiting: number;
  /** A message whose process gives no sign of life for so long is handed to another. */
  readonly leaseMs: number;
  readonly onDelivery: () => void;
  /** Messages that nobody is done with. */
  readonly onLag: (messages: number) => void;
  readonly log: Log;
}

interface Held {
  readonly message: QueueMessage;
  readonly delivery: string;
  /** It waits for somebody, or for its next attempt, and takes nobody's place. */
  readonly rests: boolean;
}

/** What is left in the queue can be taken by others, and says how many of them are needed. */
const MOST_HELD = 10;
const MOST_ATTEMPTS = 6;
const LOOK_MS = 2_000;
const FULL_PAUSE_MS = 500;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Takes messages, at least once: each is put into the delivery queue, which commits, and is held until its delivery has
 * ended; its lease is extended for as long as that takes. Whoever dies leaves it to the others, and an id that was taken
 * before is run no second time. Where a queue counts how often it hands a message out, one that waits for somebody's
 * decision is done: the delivery remembers it for as long as that takes.
 */
export function takeMessages(parts: TakerParts): MessageTaker {
  const { kind, trigger, deliveries, log } = parts;
  const held = new Map<string, Held>();
  const stopping = new AbortController();
  let queue: MessageQueue | null = null;
  let pause = FIRST_PAUSE_MS;

  async function takeUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      const opened = await kind.open().catch(warn);
      if (opened) await takeFrom(opened);
      if (stopping.signal.aborted) return;
      await rest(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  async function takeFrom(opened: MessageQueue): Promise<void> {
    try {
      while (!stopping.signal.aborted) {
        const waiting = await opened.waiting();
        if (waiting !== null) parts.onLag(waiting);
        queue = opened;
        pause = FIRST_PAUSE_MS;
        const room = await roomFor();
        if (room <= 0) await rest(FULL_PAUSE_MS);
        else for (const message of await opened.read(room)) await takeOne(opened, message);
      }
    } catch (error) {
      warn(error);
      queue = null;
      await opened.close().catch(() => {});
    }
  }

  async function roomFor(): Promise<number> {
    const places = MOST_HELD - [...held.values()].filter(({ rests }) => !rests).length;
    return places <= 0 ? 0 : Math.min(parts.mostWaiting - (await deliveries.length()), places);
  }

  async function takeOne(from: MessageQueue, message: QueueMessage): Promise<void> {
    const read = readMessage(message, trigger, parts.inputs);
    if ('unreadable' in read) return reject(from, message, { reason: read.unreadable });
    const { delivery, inputs } = read;
    // One that comes again after it failed is tried again: the queue, or somebody, has sent it for that.
    const again = async () => !held.has(message.id) && deliveries.again(delivery);
    if ((await deliveries.add(delivery, inputs, traceContextIn(message.message))) || (await again()))
      parts.onDelivery();
    held.set(message.id, { message, delivery, rests: false });
  }

  async function reject(from: MessageQueue, message: QueueMessage, why: { reason: string; delivery?: string }) {
    await from.reject(message, why);
    log.error({ queue: trigger.name, message: message.id, times: message.times, ...why }, 'message rejected');
  }

  async function settleHeld(): Promise<void> {
    for (const [id, { message, delivery }] of held) {
      const look = await deliveries.look(delivery);
      if (queue === null) return;
      if (look?.state === 'failed') await reject(queue, message, { reason: look.error ?? '', delivery });
      else if (look?.state === 'done' || (look?.state === 'waiting' && kind.counts)) await queue.done(message);
      else {
        held.set(id, { message, delivery, rests: look !== null && look.state !== 'running' && look.error !== null });
        continue;
      }
      held.delete(id);
    }
  }

  let settling = Promise.resolve();
  function settle(): Promise<void> {
    settling = settling.then(settleHeld).catch((error: unknown) => void warn(error));
    return settling;
  }

  function warn(error: unknown): null {
    log.warn({ queue: trigger.name, error: String(error) }, 'messages cannot be taken');
    return null;
  }

  const rest = (milliseconds: number) => sleep(milliseconds, stopping.signal).catch(() => {});
  const look = setInterval(() => held.size > 0 && void settle(), LOOK_MS);
  const alive = setInterval(() => {
    if (held.size > 0) void queue?.extend([...held.values()].map(({ message }) => message)).catch(warn);
  }, parts.leaseMs / 3);
  const taking = takeUntilStopped();
  return {
    isConnected: () => queue !== null,
    // What was taken again by the ledger alone (after an approval, or a crash) has nobody else who counts.
    mostAttempts: ({ attempts }) => (kind.counts && attempts <= 1 ? 1 : MOST_ATTEMPTS),
    settle: () => void settle(),
    stop: () => stopping.abort(),
    async close() {
      stopping.abort();
      await taking;
      clearInterval(look);
      await settle();
      clearInterval(alive);
      for (const { message } of held.values()) await queue?.giveBack(message).catch(warn);
      await queue?.close().catch(warn);
    },
  };
}
