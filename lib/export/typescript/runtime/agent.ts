import type { Json, JsonSchema } from '#core/json/json.ts';
import type { ReadRequest, WriteRequest } from './request.ts';
import type { Loose } from './values.ts';

/**
 * What a workflow is given to act with. The same workflow runs as a plan (reads are live, writes are only noted) and
 * as an apply; the agent knows which, the workflow does not.
 */
export interface Agent {
  /** Calls a tool that changes nothing; repeated with pauses where the server is only busy. */
  read<Result>(request: ReadRequest<Result>, options?: { readonly retry?: Retry }): Promise<Result>;
  /**
   * Sees to it that a change is made once: the ledger remembers it, `find` looks for it in the world, a person or
   * `--yes` approves it, and only then is it sent. Running again does nothing more.
   */
  ensure(
    step: string,
    request: WriteRequest<unknown>,
    options: EnsureOptions & { find: FindOptions<Loose> },
  ): Promise<Loose>;
  ensure<Result>(step: string, request: WriteRequest<Result>, options?: EnsureOptions): Promise<Result>;
  /** Reads again and again until the data is as wished. Throws when the time is over. */
  poll<Result>(request: ReadRequest<Result>, options: PollOptions<Result>): Promise<Result>;
  /** Reads page after page and gives all items. Throws where there are more than `maxPages`. */
  pages<Page, Item>(options: PagesOptions<Page, Item>): Promise<Item[]>;
  /** Goes over a list with several items at a time, or on past items that fail. Gives what `each` gives, in order. */
  forEach<Item, Result>(
    items: readonly Item[],
    options: { readonly parallel: number; readonly onError: 'stop' | 'collect' },
    each: (item: Item) => Promise<Result>,
  ): Promise<Result[]>;
  /**
   * Asks the model: data in, data of the schema out. `checks` says what must hold of the answer. An answer is kept in the
   * ledger: an equal question is asked once, also by later runs.
   */
  judge<Answer>(
    question: Judgement<Answer>,
    input: Loose,
    checks?: (answer: Answer) => readonly boolean[],
  ): Promise<Answer>;
  /** Waits for a person to agree to what is shown. Throws where the answer is no. */
  approve(step: string, show: Loose): Promise<void>;
  /** ISO instant of the run, the same throughout. */
  readonly now: string;
  /** IANA zone of the run. */
  readonly timeZone: string;
}

export interface Retry {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** First pause; doubles each time, with jitter. `Retry-After` from the server wins. */
  readonly backoffMs: number;
}

export interface EnsureOptions {
  /** Names the change for ever; without it the arguments do. */
  readonly key?: Loose;
  /** How to see in the world that the change is already there. */
  readonly find?: FindOptions<Loose>;
  readonly retry?: Retry;
}

export interface FindOptions<Data> {
  readonly in: ReadRequest<Data>;
  /** False or null: not there. True: there, and the answer is its data. Anything else is its data. */
  readonly match: (data: Data) => Loose;
}

export interface PollOptions<Result> {
  readonly until: (data: Result) => boolean;
  readonly everyMs: number;
  readonly timeoutMs: number;
}

export interface PagesOptions<Page, Item> {
  readonly request: (cursor: Loose) => ReadRequest<Page>;
  /** Value of the moving argument for the first page; it is left out where absent. */
  readonly first?: Loose;
  readonly items: (page: Page, cursor: Loose) => readonly Item[];
  readonly next: (page: Page, cursor: Loose) => Loose;
  readonly until: (page: Page, cursor: Loose) => boolean;
  readonly maxPages: number;
}

/** A question to the model; the input comes with each asking. */
export interface Judgement<Answer> {
  readonly step: string;
  readonly task: string;
  readonly output: JsonSchema;
  /** Inputs with the right answer; an input that is here is not asked about. */
  readonly examples?: readonly (readonly [Json, Json])[];
  /** Only for the type checker; never set. */
  readonly answer?: Answer;
}
