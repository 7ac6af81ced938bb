import type { Json, JsonObject } from '#core/json/json.ts';

/** The members that we read of what AWS Lambda hands over; AWS documents more. */
export interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** What starts a pass: a slot of EventBridge Scheduler, somebody by hand, or the timer that goes on with what is open. */
export interface WakeEvent {
  /** When the schedule wanted it, as Scheduler writes it. */
  readonly slot?: string;
  readonly resume?: boolean;
  readonly inputs?: JsonObject;
}

/** Messages of an SQS queue. */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
  readonly messageAttributes?: Readonly<Record<string, { readonly stringValue?: string }>>;
}

/** Messages that shall come again; the others are deleted. */
export interface SqsAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** A request of a Function URL, or of an HTTP API with payload format 2.0. Names of headers are in small letters. */
export interface UrlEvent {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

export interface UrlAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a pass was, for whoever invoked it. */
export type WakeAnswer = Readonly<Record<string, Json>>;
