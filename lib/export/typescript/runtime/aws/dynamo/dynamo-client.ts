/**
 * The part of the package `@aws-sdk/client-dynamodb` that is used. It is loaded by name and not imported, so that bundles
 * of agents that do not run on Lambda, which do not bring the package, can be type-checked.
 */
export interface DynamoClient {
  getItem(input: Keyed & { readonly ConsistentRead: true }): Promise<{ readonly Item?: Attributes }>;
  updateItem(
    input: Keyed & {
      readonly UpdateExpression: string;
      readonly ConditionExpression: string;
      readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
      readonly ExpressionAttributeValues?: Attributes;
      readonly ReturnValues: 'ALL_NEW';
      readonly ReturnValuesOnConditionCheckFailure: 'ALL_OLD';
    },
  ): Promise<{ readonly Attributes?: Attributes }>;
  deleteItem(input: Keyed & { readonly ReturnValues: 'ALL_OLD' }): Promise<{ readonly Attributes?: Attributes }>;
  query(input: {
    readonly TableName: string;
    readonly IndexName?: string;
    readonly ConsistentRead?: boolean;
    readonly KeyConditionExpression: string;
    readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
    readonly ExpressionAttributeValues: Attributes;
    readonly Limit?: number;
    readonly ExclusiveStartKey?: Attributes;
  }): Promise<{ readonly Items?: readonly Attributes[]; readonly LastEvaluatedKey?: Attributes }>;
  destroy(): void;
}

interface Keyed {
  readonly TableName: string;
  readonly Key: Attributes;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** As DynamoDB spells a value; others than these are never written here. */
export interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly B?: Uint8Array;
}

interface DynamoPackage {
  readonly DynamoDB: new (options: object) => DynamoClient;
}

const PACKAGE: string = '@aws-sdk/client-dynamodb';

/** Region and credentials are those of the process. */
export async function openDynamo(): Promise<DynamoClient> {
  const { DynamoDB }: DynamoPackage = await import(PACKAGE);
  return new DynamoDB({});
}
