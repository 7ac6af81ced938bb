import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createConnections } from '#lib/mcp/connections.ts';
import { openStore } from '#lib/storage/open-store.ts';
import { createSecretBox } from '#lib/storage/secret-box.ts';
import { readOrMake } from './auth/access-key.ts';
import { createLiveCalls } from './calls/live-calls.ts';
import { createOpenQuestions } from './calls/open-questions.ts';
import { createChatStreams } from './chat/chat-streams.ts';
import { systemClock } from './clock.ts';
import { createEventHub } from './events.ts';
import { getHost, type StudioHost } from './host.ts';
import { randomIds } from './ids.ts';
import { createKeepLoops } from './keep/keep-loops.ts';
import { serverLogins } from './servers/server-logins.ts';
import type { Studio } from './studio.ts';

const STOPPING = 'The studio is stopping.';
const PATIENCE_MS = 4_000;

/** Makes the studio over what the start-up has prepared. Nothing is spawned and nothing is connected to by this. */
export async function openStudio(host: StudioHost = getHost()): Promise<Studio> {
  const key = await readOrMake(join(host.home, 'secrets.key'), () => randomBytes(32).toString('base64url'));
  const store = openStore({ databaseUrl: host.databaseUrl, secretBox: createSecretBox(key) });
  try {
    await store.recover();
  } catch (error) {
    await store.close();
    throw error;
  }
  const calls = createLiveCalls();
  const chats = createChatStreams();
  const keeping = createKeepLoops();
  const questions = createOpenQuestions();
  const events = createEventHub({ start: Date.now() * 1000 });
  const connections = createConnections({
    resolveSecret: (name) => store.secrets.find(name),
    // A person answers in the studio; a model is asked through the client of a gateway.
    capabilities: { elicitation: { form: {}, url: {} }, sampling: {} },
    logins: serverLogins(store),
  });
  questions.onChange((question, state) => {
    if (question.prototypeId === null) return;
    const event =
      state === 'asked'
        ? { type: 'question-asked' as const, question }
        : { type: 'question-over' as const, id: question.id };
    events.publish(question.prototypeId, event);
  });
  connections.onChange(({ alias }) => events.publishToOpen({ type: 'server-changed', server: alias }));
  return {
    store,
    connections,
    calls,
    questions,
    chats,
    keeping,
    events,
    clock: systemClock,
    ids: randomIds,
    home: host.home,
    installation: host.installation,
    address: `http://127.0.0.1:${host.port}`,
    async stop() {
      // What is under way writes down how far it came before the ground goes.
      keeping.endAll();
      await Promise.all([chats.stopAll(STOPPING), calls.stopAll(STOPPING, PATIENCE_MS)]);
      await keeping.ended(PATIENCE_MS);
      await connections.close();
      await store.close();
    },
  };
}
