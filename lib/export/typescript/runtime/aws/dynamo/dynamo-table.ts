import type { Attribute, Attributes, DynamoClient } from './dynamo-client.ts';

/** One item: its kind is the partition, its id the sort key. */
export interface ItemKey {
  readonly kind: string;
  readonly id: string;
}

type Value = string | number | Uint8Array;
export type Item = ItemKey & Readonly<Record<string, Value>>;

export interface ItemChange {
  /** What is written; null takes the attribute away. */
  readonly set: Readonly<Record<string, Value | null>>;
  /** Written only where the attribute is not there yet. */
  readonly once?: Readonly<Record<string, Value>>;
  /** A number that grows by one. */
  readonly count?: string;
  /** A condition over `#attribute` and `:value`. */
  readonly when: string;
  /** Values that the condition names. */
  readonly values?: Readonly<Record<string, Value>>;
}

/** What became of a change: the item as it is now, or, where the condition did not hold, as it was (null: not there). */
export type Changed =
  | { readonly held: true; readonly item: Item }
  | { readonly held: false; readonly item: Item | null };

export interface DynamoTable {
  get(key: ItemKey): Promise<Item | null>;
  /** Atomic: the condition is looked at and the change is made in one. */
  change(key: ItemKey, change: ItemChange): Promise<Changed>;
  /** False where there was none. */
  remove(key: ItemKey): Promise<boolean>;
  /** All of a kind, by id. */
  all(kind: string): Promise<readonly Item[]>;
  /** Keys of what is open, the one that is due first, first. The index may be a moment behind the table. */
  open(queue: string, due: { readonly until: number; readonly most?: number }): Promise<readonly ItemKey[]>;
}

/** Only where no such item is. */
export const IS_NEW = 'attribute_not_exists(#id)';

/** Name of the index over `queue` and `due`, which only open deliveries have. */
export const OPEN_INDEX = 'open';

export function openTable(client: DynamoClient, TableName: string): DynamoTable {
  async function query(options: Partial<Parameters<DynamoClient['query']>[0]>, most = Number.POSITIVE_INFINITY) {
    const { KeyConditionExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = options;
    const found: Item[] = [];
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const page = await client.query({
        TableName,
        ...options,
        ...{ KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues },
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      });
      found.push(...(page.Items ?? []).map(readItem));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey && found.length < most);
    return found;
  }

  return {
    async get({ kind, id }) {
      const { Item } = await client.getItem({ TableName, Key: attributes({ kind, id }), ConsistentRead: true });
      return Item ? readItem(Item) : null;
    },
    async change({ kind, id }, change) {
      try {
        const { Attributes: item = {} } = await client.updateItem({
          TableName,
          Key: attributes({ kind, id }),
          ...expressions(change),
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return { held: true, item: readItem(item) };
      } catch (error) {
        if (!isUnmetCondition(error)) throw error;
        return { held: false, item: error.Item ? readItem(error.Item) : null };
      }
    },
    async remove({ kind, id }) {
      const { Attributes: item } = await client.deleteItem({
        TableName,
        Key: attributes({ kind, id }),
        ReturnValues: 'ALL_OLD',
      });
      return item !== undefined;
    },
    all: (kind) =>
      query({
        ConsistentRead: true,
        KeyConditionExpression: '#kind = :kind',
        ExpressionAttributeNames: { '#kind': 'kind' },
        ExpressionAttributeValues: attributes({ ':kind': kind }),
      }),
    open: (queue, { until, most }) =>
      query(
        {
          IndexName: OPEN_INDEX,
          KeyConditionExpression: '#queue = :queue AND #due <= :until',
          ExpressionAttributeNames: { '#queue': 'queue', '#due': 'due' },
          ExpressionAttributeValues: attributes({ ':queue': queue, ':until': until }),
          ...(most === undefined ? {} : { Limit: most }),
        },
        most,
      ),
  };
}

function expressions({ set, once = {}, count, when, values = {} }: ItemChange) {
  const kept = Object.entries(set).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const removed = Object.keys(set).filter((name) => set[name] === null);
  const parts = [
    ...kept.map(([name]) => `#${name} = :set_${name}`),
    ...Object.keys(once).map((name) => `#${name} = if_not_exists(#${name}, :set_${name})`),
    ...(count === undefined ? [] : [`#${count} = if_not_exists(#${count}, :zero) + :one`]),
  ];
  const update = [`SET ${parts.join(', ')}`, ...(removed.length ? [`REMOVE ${removed.map((one) => `#${one}`)}`] : [])];
  const UpdateExpression = update.join(' ');
  const names = `${UpdateExpression} ${when}`.match(/#\w+/g) ?? [];
  return {
    UpdateExpression,
    ConditionExpression: when,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [name, name.slice(1)])),
    ExpressionAttributeValues: attributes({
      ...Object.fromEntries([...kept, ...Object.entries(once)].map(([name, value]) => [`:set_${name}`, value])),
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
      ...(count === undefined ? {} : { ':zero': 0, ':one': 1 }),
    }),
  };
}

function attributes(values: Readonly<Record<string, Value>>): Attributes {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, attribute(value)]));
}

function attribute(value: Value): Attribute {
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: String(value) } : { B: value };
}

function readItem(item: Attributes): Item {
  const values = Object.entries(item).map(([name, { S, N, B }]) => [name, S ?? B ?? Number(N)] as const);
  return { kind: '', id: '', ...Object.fromEntries(values) };
}

function isUnmetCondition(error: unknown): error is Error & { readonly Item?: Attributes } {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
