/** The part of the package `@aws-sdk/client-sqs` that is used; loaded by name, as `redis-client.ts` says. */
export interface SqsClient {
  receiveMessage(input: {
    readonly QueueUrl: string;
    readonly MaxNumberOfMessages: number;
    readonly WaitTimeSeconds: number;
    readonly VisibilityTimeout: number;
    readonly MessageSystemAttributeNames: readonly string[];
    readonly MessageAttributeNames: readonly string[];
  }): Promise<{ readonly Messages?: readonly SqsMessage[] }>;
  sendMessage(input: { readonly QueueUrl: string; readonly MessageBody: string }): Promise<unknown>;
  changeMessageVisibility(input: {
    readonly QueueUrl: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }): Promise<unknown>;
  deleteMessage(input: { readonly QueueUrl: string; readonly ReceiptHandle: string }): Promise<unknown>;
  getQueueAttributes(input: {
    readonly QueueUrl: string;
    readonly AttributeNames: readonly string[];
  }): Promise<{ readonly Attributes?: Readonly<Record<string, string | undefined>> }>;
  destroy(): void;
}

export interface SqsMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string | undefined>>;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue?: string }>>;
}

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Opens it when it is first needed. */
export type OpenSqs = () => Promise<SqsClient>;

interface SqsPackage {
  readonly SQS: new (options: { readonly region?: string; readonly credentials?: AwsKeys }) => SqsClient;
}

const PACKAGE: string = '@aws-sdk/client-sqs';

/** Region and keys are those of the process where none are given. */
export async function openSqs(given: { readonly region?: string; readonly keys?: AwsKeys } = {}): Promise<SqsClient> {
  const { SQS }: SqsPackage = await import(PACKAGE);
  return new SQS({
    ...(given.region === undefined ? {} : { region: given.region }),
    ...(given.keys === undefined ? {} : { credentials: given.keys }),
  });
}
