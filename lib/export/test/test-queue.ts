/** A queue of a real server, or of what answers as one, as a test sees it from outside. */
export interface TestQueue {
  readonly kind: 'redis' | 'sqs' | 'pubsub';
  /** As the trigger says it. */
  readonly name: string;
  /** Tells an agent where it is. */
  readonly env: Readonly<Record<string, string>>;
  /** A body as it is; `id` is the sender's own. */
  send(body: string, id?: string): Promise<void>;
  /** Takes what can be had, and is gone: as a process that was killed between receipt and commit. Bodies. */
  takeAndDie(): Promise<readonly string[]>;
  /** Messages that nobody is done with. */
  waiting(): Promise<number>;
  /** Bodies of what was put aside. */
  dead(): Promise<readonly string[]>;
}

export interface QueueServer {
  /**
   * An empty queue of a name of its own.
   * @param handedOut how often a message is handed out at most, where the queue itself counts that
   */
  newQueue(handedOut?: number): Promise<TestQueue>;
  close(): Promise<void> | void;
}
