import type { Connections } from '#lib/mcp/connections.ts';
import type { Store } from '#lib/storage/store.ts';
import type { LiveCalls } from './calls/live-calls.ts';
import type { OpenQuestions } from './calls/open-questions.ts';
import type { ChatStreams } from './chat/chat-streams.ts';
import type { Clock } from './clock.ts';
import type { EventHub } from './events.ts';
import type { Ids } from './ids.ts';
import type { KeepLoops } from './keep/keep-loops.ts';

/** What every use case works with; one per process. Use cases are plain functions `verbNoun(studio, args)`. */
export interface Studio {
  readonly store: Store;
  readonly connections: Connections;
  readonly events: EventHub;
  /** Calls under way and waits for approval (`createLiveCalls`). */
  readonly calls: LiveCalls;
  /** What servers ask the person (`createOpenQuestions`). */
  readonly questions: OpenQuestions;
  /** Answers of models under way (`createChatStreams`); `stop` ends them first. */
  readonly chats: ChatStreams;
  /** Control loops that stand in this process (`createKeepLoops`). */
  readonly keeping: KeepLoops;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Data folder. */
  readonly home: string;
  /** Folder of the installation: sample servers and examples are below it. */
  readonly installation: string;
  /** Where this studio is reached, e.g. `http://127.0.0.1:4317`; for the gateway's address. */
  readonly address: string;
  /** Ends what runs: runs, connections and their children; then the store. */
  stop(): Promise<void>;
}

const KEY = Symbol.for('tracewright.studio');

/**
 * The studio of this process, made at the first call. Kept on `globalThis` because Next loads this module once per
 * bundle layer, and there must be one studio all the same.
 */
export function getStudio(): Promise<Studio> {
  const holder = globalThis as { [KEY]?: Promise<Studio> };
  holder[KEY] ??= import('./open-studio.ts').then(async ({ openStudio }) => {
    const studio = await openStudio();
    const { offerSample } = await import('./prototypes/offer-sample.ts');
    await offerSample(studio);
    const { resumeKeeping } = await import('./keep/resume-keeping.ts');
    await resumeKeeping(studio);
    return studio;
  });
  // What could not be opened (a database that is away) is tried again by the next request.
  holder[KEY].catch(() => {
    delete holder[KEY];
  });
  return holder[KEY];
}
