import type { RunEvent } from '#core/execution/run-event.ts';
import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import { outcomeOf } from '#lib/export/typescript/runtime/command/print-result.ts';
import { RUN_SCHEMA, type RunReport } from '#lib/export/typescript/runtime/trigger/endpoint/run-report.ts';
import type { RunRecord } from '#lib/storage/runs.ts';
import type { Studio } from '../studio.ts';

/** What a caller is told of a run: what an exported agent would tell, and where a person sees it. */
export type EndpointReport = RunReport & {
  /** The run's page in the studio. */
  readonly link: string;
};

/** The JSON Schema of an `EndpointReport`. */
export const ENDPOINT_RUN_SCHEMA: JsonObject = {
  ...RUN_SCHEMA,
  required: ['run', 'status', 'mode', 'output', 'effects', 'link'],
  properties: {
    ...membersOf(RUN_SCHEMA.properties),
    link: { type: 'string', description: 'The page of the run in the studio; approvals are given there' },
  },
};

/** How a run stands for whoever asked for it: one that asks for an approval waits, although it is under way. */
export async function standingOfRun(
  studio: Studio,
  run: RunRecord,
): Promise<{ readonly status: RunReport['status']; readonly error?: string }> {
  switch (run.status) {
    case 'running': {
      const asks = (await studio.store.approvals.open(run.prototypeId)).find(({ subject }) => subject.id === run.id);
      if (!asks) return { status: 'running' };
      return { status: 'waiting', error: `It waits for the approval of ${asks.tool} on ${asks.server} in the studio.` };
    }
    case 'waiting':
      return { status: 'waiting', error: run.error ?? 'It waits until somebody has settled a write in the studio.' };
    case 'succeeded':
      return { status: 'succeeded' };
    case 'failed':
    case 'stopped':
    case 'diverged':
      return { status: 'failed', error: run.error ?? `The run ${run.status}.` };
  }
}

/** Everything that is told of a run. */
export async function reportRun(studio: Studio, run: RunRecord): Promise<EndpointReport> {
  const { status, error } = await standingOfRun(studio, run);
  const told = status !== 'running';
  return {
    run: run.id,
    status,
    mode: run.mode === 'apply' ? 'apply' : 'plan',
    output: told ? run.output : null,
    effects: told ? effectsOf(await studio.store.runs.events(run.id)) : [],
    ...(error === undefined ? {} : { error }),
    link: `${studio.address}/prototypes/${encodeURIComponent(run.prototypeId)}/runs/${encodeURIComponent(run.id)}`,
  };
}

/** Each write as it stood last, in the order in which they came up. */
function effectsOf(events: readonly RunEvent[]): readonly JsonObject[] {
  const effects = new Map<string, JsonObject>();
  for (const event of events) {
    if (event.type !== 'effect') continue;
    const { key, server, tool, args } = event;
    effects.set(key, { server, tool, args, outcome: outcomeOf(event) });
  }
  return [...effects.values()];
}

function membersOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
