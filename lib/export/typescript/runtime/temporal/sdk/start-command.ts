import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WorkflowFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { JsonObject } from '#core/json/json.ts';
import { type DeclaredInput, parseInput, resolveInputs } from '../../resolve-inputs.ts';
import { type RunReport, type RunWish, WAITS_FOR, WORKFLOW } from '../run-wish.ts';

const USAGE = `start [--plan] [--input name=value]    run once now, and tell how it ends; --plan changes nothing
schedule                               run by the schedule of the workflow, until that is paused or deleted`;

export interface StartFacts {
  readonly taskQueue: string;
  readonly inputs: readonly DeclaredInput[];
  /** Absent where it is started by hand only. */
  readonly schedule?: { readonly cron: readonly string[]; readonly timeZone: string };
}

/** Starts runs. Sets the exit code: 0 done, 1 failed, 2 bad usage, 3 waits for somebody. */
export async function startCommand(facts: StartFacts): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { plan: { type: 'boolean', default: false }, input: { type: 'string', multiple: true, default: [] } },
    });
    const [command = 'start', ...more] = positionals;
    if (more.length > 0 || (command !== 'start' && command !== 'schedule')) throw new Error(USAGE);
    const wish: RunWish = { inputs: readInputs(facts.inputs, values.input), ...(values.plan ? { plan: true } : {}) };
    process.exitCode = await withClient((client) =>
      command === 'start' ? start(client, facts, wish) : schedule(client, facts, wish),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof Error && error.message === USAGE ? 2 : 1;
  }
}

async function withClient(work: (client: Client) => Promise<number>): Promise<number> {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  const connection = await Connection.connect(connectionOptions);
  try {
    return await work(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}

function readInputs(declared: readonly DeclaredInput[], given: readonly string[]): JsonObject {
  const inputs = Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Error(`--input takes name=value, not "${text}".`);
      return [text.slice(0, at), parseInput(declared, text.slice(0, at), text.slice(at + 1))];
    }),
  );
  resolveInputs(declared, inputs, 'input');
  return inputs;
}

async function start(client: Client, { taskQueue }: StartFacts, wish: RunWish): Promise<number> {
  const workflowId = `${taskQueue}-${new Date().toISOString()}`;
  const handle = await client.workflow.start(WORKFLOW, { taskQueue, workflowId, args: [wish] });
  process.stderr.write(`Run ${workflowId} is started; a worker works on it.\n`);
  const ended = endOf(handle);
  for (;;) {
    const end = await Promise.race([ended, setTimeout(1000, null)]);
    if (end !== null) return tell(end);
    const waitsFor = await Promise.race([ended, handle.query<string>(WAITS_FOR).catch(() => null)]);
    if (typeof waitsFor !== 'string') continue;
    process.stdout.write(`waiting: ${waitsFor}\nThe run goes on by itself some minutes after that was decided.\n`);
    return 3;
  }
}

/** The report of a run, or why there is none. */
async function endOf(handle: WorkflowHandle): Promise<RunReport | Error> {
  try {
    const report: RunReport = await handle.result();
    return report;
  } catch (error) {
    if (!(error instanceof Error)) return new Error(String(error));
    return error instanceof WorkflowFailedError && error.cause ? error.cause : error;
  }
}

function tell(end: RunReport | Error): number {
  if (end instanceof Error) {
    process.stdout.write(`failed: ${end.message}\n`);
    return 1;
  }
  const lines = end.effects.map(
    ({ server, tool, args, outcome }) => `${server}/${tool} ${JSON.stringify(args)}  ${outcome}`,
  );
  const more = end.more === undefined ? [] : [`… and ${end.more} more`];
  const count = end.effects.length + (end.more ?? 0);
  const hint = end.mode === 'plan' && count > 0 ? ' Nothing was sent; workers with DRY_RUN=false make them.' : '';
  process.stdout.write(`${[...lines, ...more, `${end.mode}: ${count} changes.${hint}`].join('\n')}\n`);
  return 0;
}

/** Creates the schedule, or has the one that there is run as it is said here. */
async function schedule(client: Client, { taskQueue, schedule: times }: StartFacts, wish: RunWish): Promise<number> {
  if (!times) throw new Error('This agent has no schedule: it is started by hand.');
  const parts = {
    spec: { cronExpressions: [...times.cron], timezone: times.timeZone },
    // A slot that comes while a run goes on is left out; one that was missed runs for an hour.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' as const },
    action: {
      ...{ type: 'startWorkflow' as const, workflowType: WORKFLOW, workflowId: taskQueue, taskQueue, args: [wish] },
      // What failed is tried again; what it had done is not done again.
      retry: { maximumAttempts: 4, initialInterval: '1 minute' as const },
    },
  };
  try {
    await client.schedule.create({ scheduleId: taskQueue, ...parts });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(taskQueue).update(({ state }) => ({ ...parts, state }));
  }
  const { info } = await client.schedule.getHandle(taskQueue).describe();
  const next = info.nextActionTimes[0]?.toISOString() ?? 'never';
  process.stdout.write(`Schedule ${taskQueue} runs next at ${next}.\n`);
  return 0;
}
