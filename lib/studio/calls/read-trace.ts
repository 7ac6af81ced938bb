import { TRACE_VERSION, type Trace } from '#core/trace/trace.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import type { Studio } from '../studio.ts';

/** The trace of a prototype as far as it has come, every result whole. Throws a `StudioError` (not-found). */
export async function readTrace(studio: Studio, prototypeId: string): Promise<Trace> {
  const { traces } = studio.store;
  const [prototype, turns, calls, catalogue] = await Promise.all([
    requirePrototype(studio, prototypeId),
    traces.turns(prototypeId),
    traces.calls(prototypeId),
    traces.catalogue(prototypeId),
  ]);
  const last = turns.at(-1);
  return {
    version: TRACE_VERSION,
    id: prototypeId,
    name: prototype.name,
    now: prototype.now,
    timeZone: prototype.timeZone,
    locale: prototype.locale,
    turns,
    servers: catalogue.servers,
    tools: catalogue.tools,
    calls,
    ...(last?.role === 'assistant' && { answer: last.text }),
  };
}
