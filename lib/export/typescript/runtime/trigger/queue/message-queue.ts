/** A message that this process holds: nobody else is given it while its lease lasts. */
export interface QueueMessage {
  /** The queue's own name for it; the same when it comes again. */
  readonly id: string;
  /** What was sent: `body`, and `id` where the sender gave one. */
  readonly message: Readonly<Record<string, string>>;
  /** By what the queue knows this handing out. */
  readonly receipt: string;
  /** How often it was handed out, this time included; 0 where the queue does not count. */
  readonly times: number;
}

/**
 * A queue of somebody else's, as an agent sees it, whichever makes it: Redis, SQS, Pub/Sub. Each call rejects where the
 * queue cannot be reached; whoever uses it opens it again then.
 */
export interface MessageQueue {
  /** Waits a few seconds for messages, which are this process's for the length of a lease. */
  read(most: number): Promise<readonly QueueMessage[]>;
  /** Their lease begins anew. */
  extend(messages: readonly QueueMessage[]): Promise<void>;
  /** It never comes again. */
  done(message: QueueMessage): Promise<void>;
  /** It comes to anybody, at once. */
  giveBack(message: QueueMessage): Promise<void>;
  /**
   * It was not done. A queue with dead letters of its own hands it out again, later and later, and puts it there when it
   * has done so too often; for one that has none it is written there now.
   */
  reject(message: QueueMessage, why: Rejection): Promise<void>;
  /** Messages that nobody is done with; null where the queue does not say. */
  waiting(): Promise<number | null>;
  /** Leaves nothing of this process behind. */
  close(): Promise<void>;
}

export interface Rejection {
  readonly reason: string;
  /** Absent where it could not be read. */
  readonly delivery?: string;
}

/** How the queue of a kind is used. */
export interface QueueKind {
  /** Rejects where it cannot be reached. */
  open(): Promise<MessageQueue>;
  /** Whether the queue itself counts how often a message was handed out, and gives it up then. */
  readonly counts: boolean;
}
