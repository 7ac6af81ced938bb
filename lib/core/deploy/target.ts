import type { Trigger } from '../workflow/workflow.ts';

/** In what an agent can be printed. */
export type Language = 'typescript' | 'python';

/** Where changes are remembered: a SQLite file beside the agent, a table of DynamoDB, or a Postgres server. */
export type StateChoice = 'sqlite' | 'dynamodb' | 'postgres';

export type TriggerKind = Trigger['on'];

/** Whose messages can wake an agent. */
export type QueueKind = Extract<Trigger, { on: 'queue' }>['kind'];

/** What a place takes; a sentence says why not, and what to choose instead. */
export type Verdict = 'taken' | { readonly refused: string };

/** A place where an agent can be put, as people choose it: plain data, the same on the page and on the command line. */
export interface Target {
  /** As `--target` takes it. */
  readonly id: string;
  readonly title: string;
  /** One line: what it is for. */
  readonly purpose: string;
  /** The first is meant where none is named. */
  readonly languages: readonly [Language, ...Language[]];
  readonly triggers: Readonly<Record<TriggerKind, Verdict>>;
  /** Of schedules: whether every cron line can be kept or only one that every cron understands, and in which time zones. */
  readonly schedules: { readonly cron: 'any' | 'plain'; readonly timeZone: 'any' | 'UTC' };
  /** Whose messages it takes, where it takes messages at all. */
  readonly queues: readonly [QueueKind, ...QueueKind[]];
  readonly states: Readonly<Record<StateChoice, Verdict>>;
  /** What each kind of state that it takes means there, in a line or two. */
  readonly stateMeans: Readonly<Partial<Record<StateChoice, string>>>;
}

/** Every trigger, and either kind of state: what a place takes that keeps an agent running with a disk of its own. */
export const EVERY_TRIGGER: Target['triggers'] = {
  manual: 'taken',
  schedule: 'taken',
  keep: 'taken',
  webhook: 'taken',
  endpoint: 'taken',
  queue: 'taken',
};
export const EVERY_SCHEDULE: Target['schedules'] = { cron: 'any', timeZone: 'any' };
export const EVERY_QUEUE: Target['queues'] = ['redis', 'sqs', 'pubsub'];
export const NO_DYNAMODB: Verdict = {
  refused: 'DynamoDB remembers for an agent on AWS Lambda: choose that place, or another state.',
};
export const EITHER_STATE: Target['states'] = { sqlite: 'taken', postgres: 'taken', dynamodb: NO_DYNAMODB };

const USUAL_STATES: readonly StateChoice[] = ['sqlite', 'dynamodb', 'postgres'];

/** What a place is given where nobody says what. */
export function usualState({ states }: Pick<Target, 'states'>): StateChoice {
  return USUAL_STATES.find((state) => states[state] === 'taken') ?? 'postgres';
}

export const LANGUAGE_TITLES: Readonly<Record<Language, string>> = { typescript: 'TypeScript', python: 'Python' };

/** As people call them, and what a queue of each is. */
export const QUEUE_TITLES: Readonly<Record<QueueKind, { readonly title: string; readonly queue: string }>> = {
  redis: { title: 'Redis', queue: 'Redis stream' },
  sqs: { title: 'SQS', queue: 'SQS queue' },
  pubsub: { title: 'Pub/Sub', queue: 'Pub/Sub subscription' },
};

/** Whose messages an agent in a language can take. */
export const LANGUAGE_QUEUES: Readonly<Record<Language, Target['queues']>> = {
  typescript: EVERY_QUEUE,
  python: ['redis'],
};

/** What an agent in a language can be woken by, wherever it is put. */
export const LANGUAGE_TRIGGERS: Readonly<Record<Language, Target['triggers']>> = {
  typescript: EVERY_TRIGGER,
  python: EVERY_TRIGGER,
};
