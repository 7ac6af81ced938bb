import type { Json } from '#core/json/json.ts';
import { isJsonObject } from '#core/json/json.ts';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import { parseTrace } from '#core/trace/parse-trace.ts';
import type { Trace } from '#core/trace/trace.ts';
import { prototypeView } from './prototype-view.ts';
import type { Studio } from './studio.ts';
import { StudioError } from './studio-error.ts';

/** Makes a prototype of a file's text: a recorded trace. Throws `invalid` with what the file is instead. */
export async function importPrototype(
  studio: Studio,
  file: { readonly text: string; readonly name?: string },
): Promise<PrototypeView> {
  const document = parseText(file.text);
  if (isJsonObject(document) && ('mcpServers' in document || ('servers' in document && !('calls' in document)))) {
    throw new StudioError('invalid', 'This is a list of servers, not a recording.', {
      advice: 'Paste it on the Servers page; nothing in it is started before you allow it.',
    });
  }
  return importTrace(studio, readTrace(document), file.name);
}

function parseText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new StudioError('invalid', `The file is not JSON: ${error instanceof Error ? error.message : error}`, {
      advice: 'A trace is the file that `tracewright record --out trace.json` writes.',
    });
  }
}

function readTrace(document: Json): Trace {
  try {
    return parseTrace(document);
  } catch (error) {
    if (error instanceof Error && error.name === 'TraceFormatError') {
      throw new StudioError('invalid', error.message, {
        advice: 'A trace is the file that `tracewright record --out trace.json` writes.',
      });
    }
    throw error;
  }
}

/** A new prototype that holds what was recorded elsewhere; its calls keep their ids and their order. */
export async function importTrace(studio: Studio, trace: Trace, name?: string): Promise<PrototypeView> {
  const now = studio.clock.now();
  const record = await studio.store.prototypes.create({
    id: studio.ids('prototype'),
    name: trace.name ?? name ?? 'Imported recording',
    sample: false,
    model: null,
    servers: [...new Set([...trace.servers.map((server) => server.alias), ...trace.calls.map((call) => call.server)])],
    allowed: [],
    chat: {},
    now: trace.now,
    timeZone: trace.timeZone,
    locale: trace.locale,
    createdAt: now,
    updatedAt: now,
  });
  await studio.store.traces.saveCatalogue(record.id, { servers: trace.servers, tools: trace.tools });
  for (const turn of trace.turns) await studio.store.traces.saveTurn(record.id, turn);
  for (const { started: _, ended: __, ...call } of [...trace.calls].sort((a, b) => a.started - b.started)) {
    await studio.store.traces.add(record.id, { ...call, origin: 'import' });
  }
  return prototypeView(record);
}
