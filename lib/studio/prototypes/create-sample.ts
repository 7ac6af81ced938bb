import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { ChatMessage } from '#lib/chat/chat-message.ts';
import { memoryLeakScript } from '../../../examples/memory-leak-tickets/script.ts';
import { saveMessage } from '../chat/chat-messages.ts';
import { SCRIPTED } from '../models/model-providers.ts';
import type { Studio } from '../studio.ts';
import { prototypeView } from './prototype-view.ts';
import { registerSampleServers } from './sample-servers.ts';

/** A recording of the sample as `npm run sample:record` wrote it. */
export interface SampleRecording {
  readonly trace: Trace;
  readonly messages: readonly ChatMessage[];
}

/**
 * The sample as a prototype: both servers registered (not started), the scripted model chosen, and the shipped recording
 * of its conversation with all its calls. Playing it again is real.
 */
export async function createSample(studio: Studio): Promise<PrototypeView> {
  const aliases = await registerSampleServers(studio);
  const { trace, messages } = renameServers(await readRecording(studio), aliases);
  const now = studio.clock.now();
  const record = await studio.store.prototypes.create({
    id: studio.ids('prototype'),
    name: trace.name ?? 'Sample: tickets for memory leaks',
    sample: true,
    model: `${SCRIPTED}:${memoryLeakScript.model}`,
    servers: Object.values(aliases),
    allowed: [],
    chat: {},
    now: trace.now,
    timeZone: trace.timeZone,
    locale: trace.locale,
    createdAt: now,
    updatedAt: now,
  });
  const { traces } = studio.store;
  await traces.saveCatalogue(record.id, { servers: trace.servers, tools: trace.tools });
  for (const turn of trace.turns) await traces.saveTurn(record.id, turn);
  // Recorded in a world of its own: what it wrote there is not here.
  for (const { started, ended, ...call } of trace.calls) await traces.add(record.id, { ...call, origin: 'import' });
  for (const message of messages) await saveMessage(studio, record.id, message);
  return prototypeView(record);
}

async function readRecording(studio: Studio): Promise<SampleRecording> {
  const folder = join(studio.installation, 'examples', 'memory-leak-tickets');
  const [trace, messages] = await Promise.all(
    ['trace.json', 'messages.json'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  // Shipped with the studio and checked by a test against the parsers.
  return { trace: JSON.parse(trace ?? ''), messages: JSON.parse(messages ?? '') };
}

/** The recording under the names that its servers have here. */
function renameServers(recording: SampleRecording, aliases: Readonly<Record<string, string>>): SampleRecording {
  const named = (alias: string) => aliases[alias] ?? alias;
  const { trace, messages } = recording;
  return {
    trace: {
      ...trace,
      servers: trace.servers.map((server) => ({ ...server, alias: named(server.alias) })),
      tools: trace.tools.map((tool) => ({ ...tool, server: named(tool.server) })),
      calls: trace.calls.map((call) => ({ ...call, server: named(call.server) })),
    },
    messages: messages.map((message) => ({
      ...message,
      parts: message.parts.map((part) =>
        part.type === 'data-call' ? { ...part, data: { ...part.data, server: named(part.data.server) } } : part,
      ),
    })),
  };
}
