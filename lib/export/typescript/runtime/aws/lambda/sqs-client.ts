/** The part of the package `@aws-sdk/client-sqs` that is used; loaded by name, see `dynamo-client.ts`. */
export interface SqsClient {
  sendMessage(input: { readonly QueueUrl: string; readonly MessageBody: string }): Promise<unknown>;
  changeMessageVisibility(input: {
    readonly QueueUrl: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }): Promise<unknown>;
}

/** Opens it when it is first needed. */
export type OpenSqs = () => Promise<SqsClient>;

interface SqsPackage {
  readonly SQS: new (options: object) => SqsClient;
}

const PACKAGE: string = '@aws-sdk/client-sqs';

/** Region and credentials are those of the process. */
export async function openSqs(): Promise<SqsClient> {
  const { SQS }: SqsPackage = await import(PACKAGE);
  return new SQS({});
}
