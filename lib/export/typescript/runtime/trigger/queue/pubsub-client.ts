/** The part of the package `@google-cloud/pubsub` that is used; loaded by name, as `redis-client.ts` says. */
export interface PubsubClient {
  /** Rejects with a status of gRPC as its `code`. */
  pull(
    request: { readonly subscription: string; readonly maxMessages: number },
    options: { readonly timeout: number },
  ): Promise<readonly [{ readonly receivedMessages?: readonly ReceivedMessage[] | null }, ...unknown[]]>;
  modifyAckDeadline(request: {
    readonly subscription: string;
    readonly ackIds: readonly string[];
    readonly ackDeadlineSeconds: number;
  }): Promise<unknown>;
  acknowledge(request: { readonly subscription: string; readonly ackIds: readonly string[] }): Promise<unknown>;
  getSubscription(request: {
    readonly subscription: string;
  }): Promise<readonly [{ readonly deadLetterPolicy?: object | null }, ...unknown[]]>;
  close(): Promise<void>;
}

export interface ReceivedMessage {
  readonly ackId: string;
  /** None, or 0, where the subscription has no dead letters. */
  readonly deliveryAttempt?: number | null;
  readonly message: {
    readonly messageId: string;
    readonly data?: Uint8Array | string | null;
    readonly attributes?: Readonly<Record<string, string>> | null;
  };
}

interface PubsubPackage {
  readonly PubSub: new (options: object) => { getClientConfig(): Promise<object> };
  readonly v1: { readonly SubscriberClient: new (options: object) => PubsubClient };
}

const PACKAGE: string = '@google-cloud/pubsub';

/**
 * The client that leaves leases to whoever uses it: the package's own subscriber would extend them, and hand messages
 * out again, by rules of its own. Credentials are those of the process where none are given.
 */
export async function openPubsub(given: {
  readonly projectId: string;
  readonly credentials?: object;
}): Promise<PubsubClient> {
  const { PubSub, v1 }: PubsubPackage = await import(PACKAGE);
  // It knows of `PUBSUB_EMULATOR_HOST`.
  return new v1.SubscriberClient(await new PubSub(given).getClientConfig());
}
