import type { Trace } from '#core/trace/trace.ts';
import { readTrace } from '../calls/read-trace.ts';
import type { Studio } from '../studio.ts';

/**
 * Everything that was made here as one JSON document, piece by piece so that it is never whole in memory: servers
 * (secrets by name), and every prototype with its trace, latest workflow and runs. No secret's value is in it.
 */
export async function* exportData(studio: Studio): AsyncGenerator<string> {
  const servers = (await studio.store.servers.list()).map(({ config }) => config);
  yield `{"version":1,"exportedAt":${JSON.stringify(studio.clock.now())},"servers":${JSON.stringify(servers)},"prototypes":[`;
  let first = true;
  for (const prototype of await studio.store.prototypes.list()) {
    const [trace, workflow, runs]: [Trace, unknown, unknown] = await Promise.all([
      readTrace(studio, prototype.id),
      studio.store.workflows.latest(prototype.id),
      studio.store.runs.list(prototype.id),
    ]);
    yield `${first ? '' : ','}${JSON.stringify({ prototype, trace, workflow, runs })}`;
    first = false;
  }
  yield ']}\n';
}
