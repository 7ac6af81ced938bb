import { LEDGER_TABLE } from '../../lib/export/lambda/ledger-table.ts';

interface Tables {
  createTable(input: object): Promise<unknown>;
}

export interface Queues {
  createQueue(input: {
    readonly QueueName: string;
    readonly Attributes?: Readonly<Record<string, string>>;
  }): Promise<{ readonly QueueUrl: string }>;
  getQueueAttributes(input: {
    readonly QueueUrl: string;
    readonly AttributeNames: readonly string[];
  }): Promise<{ readonly Attributes: Readonly<Record<string, string>> }>;
  sendMessage(input: {
    readonly QueueUrl: string;
    readonly MessageBody: string;
    readonly MessageAttributes?: object;
  }): Promise<{ readonly MessageId: string }>;
  receiveMessage(input: {
    readonly QueueUrl: string;
    readonly MaxNumberOfMessages?: number;
    readonly VisibilityTimeout?: number;
    readonly WaitTimeSeconds?: number;
    readonly MessageSystemAttributeNames?: readonly string[];
    readonly MessageAttributeNames?: readonly string[];
  }): Promise<{ readonly Messages?: readonly QueuedMessage[] }>;
  deleteMessage(input: { readonly QueueUrl: string; readonly ReceiptHandle: string }): Promise<unknown>;
  changeMessageVisibility(input: {
    readonly QueueUrl: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }): Promise<unknown>;
}

export interface QueuedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue?: string }>>;
}

interface Secrets {
  createSecret(input: { readonly Name: string; readonly SecretString: string }): Promise<{ readonly ARN: string }>;
}

const PACKAGES = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs', '@aws-sdk/client-secrets-manager'] as const;

/** The clients that make what a template would make. Region, credentials and endpoint are those of the process. */
export async function openAwsClients() {
  const [dynamo, sqs, secrets] = await Promise.all(PACKAGES.map((name: string) => import(name)));
  const tables: Tables = new dynamo.DynamoDB({});
  const queues: Queues = new sqs.SQS({});
  const manager: Secrets = new secrets.SecretsManager({});
  return {
    queues,
    secrets: manager,
    /** A new table of the template's kind. */
    async createLedger(TableName: string): Promise<void> {
      await tables.createTable({ TableName, ...LEDGER_TABLE });
    },
  };
}
