import type { Json } from '#core/json/json.ts';
import { isJsonObject } from '#core/json/json.ts';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import { parseTrace } from '#core/trace/parse-trace.ts';
import type { Trace } from '#core/trace/trace.ts';
import { parseWorkflow } from '#core/workflow/parse-workflow.ts';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import { callsOf } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { createPrototype } from './create-prototype.ts';
import { prototypeView } from './prototype-view.ts';

const HOW_TO = 'A trace is the file that `tracewright record --out trace.json` writes.';

/**
 * Makes a prototype of a file's text: a recorded trace, or a workflow. Throws `invalid` with what the file is instead;
 * the code is `conflict` for a list of servers, which belongs on another page.
 */
export async function importPrototype(
  studio: Studio,
  file: { readonly text: string; readonly name?: string },
): Promise<PrototypeView> {
  const document = parseText(file.text);
  if (isServerList(document)) {
    throw new StudioError('conflict', 'This is a list of servers, not a recording.', {
      advice: 'It can be added on the Servers page; nothing in it is started before you allow it.',
    });
  }
  if (isJsonObject(document) && 'body' in document && !('calls' in document)) {
    return importWorkflow(
      studio,
      readDocument(() => parseWorkflow(document)),
    );
  }
  return importTrace(
    studio,
    readDocument(() => parseTrace(document)),
    file.name,
  );
}

function isServerList(document: Json): boolean {
  if (!isJsonObject(document) || 'calls' in document) return false;
  return ['mcpServers', 'servers', 'context_servers', 'command', 'url'].some((key) => Object.hasOwn(document, key));
}

function parseText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const message = `The file is not JSON: ${error instanceof Error ? error.message : error}`;
    throw new StudioError('invalid', message, { advice: HOW_TO });
  }
}

function readDocument<Document>(read: () => Document): Document {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && ['TraceFormatError', 'WorkflowFormatError'].includes(error.name)) {
      throw new StudioError('invalid', error.message, { advice: HOW_TO });
    }
    throw error;
  }
}

/** A new prototype around a workflow that was made elsewhere. Without a recording there is no evidence for it. */
export async function importWorkflow(studio: Studio, workflow: Workflow): Promise<PrototypeView> {
  const known = new Set((await studio.store.servers.list()).map(({ config }) => config.alias));
  const used = new Set(callsOf(workflow.body).map(({ body }) => body.server));
  const prototype = await createPrototype(studio, {
    name: workflow.name,
    servers: [...used].filter((alias) => known.has(alias)),
  });
  await studio.store.workflows.append(prototype.id, {
    how: 'edited',
    workflow,
    evidence: { values: [], notes: [], dropped: [] },
    questions: [],
    answers: {},
    edits: [],
    findings: validateWorkflow(workflow),
    proof: { proved: 0, asked: 0, assumed: 0, checks: [] },
  });
  return prototype;
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
