import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { EffectRecord } from '#core/effects/ledger.ts';
import { ledgerOverRecording } from '#core/effects/ledger-over-recording.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { Log } from '../agent-setup.ts';
import { type Environment, processEnvironment } from '../environment.ts';
import type { AgentStore } from '../ledger/agent-store.ts';
import { openStore } from '../ledger/open-store.ts';
import { checkTools } from '../lock/check-tools.ts';
import { compareTools } from '../lock/compare-tools.ts';
import { readLock } from '../lock/lock-file.ts';
import { machineClock } from '../machine-clock.ts';
import { openModel } from '../model.ts';
import { openLog } from '../observe/log.ts';
import { type Metrics, openMetrics } from '../observe/metrics.ts';
import { openTelemetry, type Telemetry } from '../observe/telemetry.ts';
import { type Tracing, untraced } from '../observe/tracing.ts';
import { judgedWhileRecording } from '../recorded/judged-while-recording.ts';
import { recordedEffects } from '../recorded/recorded-effects.ts';
import { type RecordedJob, readRecordedJob, recordedAnswer } from '../recorded/recording.ts';
import { parseInput } from '../resolve-inputs.ts';
import { createLiveCaller, type LiveCaller } from '../servers/live-caller.ts';
import { readServerSettings } from '../servers/server-settings.ts';
import type { AgentProgram } from './agent-program.ts';
import { requireSettings } from './require-settings.ts';
import { type PassOptions, type PassResult, runPass } from './run-pass.ts';

/** What every pass of this process stands on. */
export type PassGround = Omit<
  PassOptions,
  'program' | 'mode' | 'inputs' | 'now' | 'ledger' | 'approver' | 'bringAbout' | 'signal' | 'origin'
>;

/** The agent with everything it stands on, open. */
export interface OpenAgent extends Omit<AgentStore, 'close'> {
  readonly program: AgentProgram;
  readonly environment: Environment;
  /** Settings of the deployment. */
  readonly config: JsonObject;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
  /** Names this process in what the agent remembers. */
  readonly owner: string;
  /** What recording did in this world; empty under `RECORDED_EFFECTS=ignore`. */
  readonly recorded: () => Promise<ReadonlyMap<string, EffectRecord>>;
  readonly servers: LiveCaller;
  /** Where `mcp.lock` is. */
  readonly lockPath: string;
  readonly ground: PassGround;
  /** Runs the workflow once; over the ledger with what recording did, where none is given. */
  pass(
    options: Pick<PassOptions, 'mode' | 'inputs' | 'approver' | 'signal' | 'origin'> &
      Partial<Pick<PassOptions, 'ledger'>>,
  ): Promise<PassResult>;
  /** Plans, and writes every planned change down as waiting for approval; for a run that stopped at the first of them. */
  propose(options: Pick<PassOptions, 'inputs' | 'signal'>): Promise<void>;
  /** Throws where a setting is missing that a pass needs. */
  requireSettings(): void;
  /** Ends connections and children, and closes what the agent remembers. */
  close(): Promise<void>;
}

/** Opens the ledger; servers are connected when they are first called. Throws one line that says what is missing. */
export async function openAgent(
  program: AgentProgram,
  folder: string,
  variables: Readonly<Record<string, string | undefined>>,
  { quiet }: { readonly quiet: boolean },
): Promise<OpenAgent> {
  const environment = processEnvironment(variables);
  let ids: Tracing['ids'] = untraced.ids;
  const log = openLog(environment, { quiet, ids: () => ids() });
  const telemetry = await openTelemetry(environment, {
    service: program.name,
    onProblem: (problem) => log.warn({ problem }, 'telemetry could not be sent'),
  });
  const { tracing } = telemetry;
  ids = tracing.ids;
  const metrics = openMetrics(telemetry.metrics);
  const now = () => new Date();
  // A process id comes again after a restart, and in a container it is always 1: only the random part tells owners apart.
  const owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  const store = await openStore(environment, { folder, owner, now });
  const servers = createLiveCaller({
    name: 'mcp-agent',
    settings: () => readServerSettings(readFileSync(join(folder, 'mcp.json'), 'utf8'), environment),
    tracing,
    onLog: (server, line) => log.debug({ server, line }, 'server says'),
  });
  const job = readRecordedJob(join(folder, 'trace.json'));
  const recorded = recordedOnce({ program, job, environment });
  const config = readConfig(program, environment);
  const lockPath = join(folder, 'mcp.lock');
  const timeZone = program.trigger.on === 'schedule' ? program.trigger.timeZone : (environment.get('TZ') ?? 'UTC');

  const ground: PassGround = {
    config,
    timeZone,
    caller: servers,
    model: openModel(environment, tracing),
    judgements: judgedWhileRecording(store.judgements, program, job),
    // A plan gives what a write would answer the shape that was recorded.
    example: (server, tool, which) => recordedAnswer(job, server, tool, which),
    checkTools: async (signal) =>
      checkTools(await compareTools(readLock(lockPath), { describe: servers.describe, signal }), log),
    log,
    meter: metrics.meter,
    tracing,
    clock: machineClock,
  };
  const pass: OpenAgent['pass'] = async (options) =>
    runPass({
      program,
      now: now().toISOString(),
      ledger: ledgerOverRecording(store.ledger, await recorded()),
      ...ground,
      ...options,
    });

  return {
    ...store,
    program,
    environment,
    config,
    log,
    metrics,
    telemetry,
    owner,
    recorded,
    servers,
    lockPath,
    ground,
    pass,
    requireSettings: () => requireSettings(program, folder, environment),
    async propose(options) {
      const approver = { approve: async () => ({ approved: true }) as const };
      const { effects } = await pass({ ...options, mode: 'plan', approver });
      for (const effect of effects) if (effect.state === 'planned') await store.approvals.decision(effect);
    },
    async close() {
      await servers.close();
      await Promise.all([telemetry.close(), metrics.close()]);
      await store.close();
    },
  };
}

/**
 * What recording has done, unless `RECORDED_EFFECTS=ignore`: then this agent works in another world than the one that was
 * recorded, or shall do it again. Found out once, when the first pass needs it.
 */
function recordedOnce(of: {
  readonly program: AgentProgram;
  readonly job: RecordedJob;
  readonly environment: Environment;
}): OpenAgent['recorded'] {
  const wish = of.environment.get('RECORDED_EFFECTS') ?? 'done';
  if (wish !== 'done' && wish !== 'ignore') throw new Error(`RECORDED_EFFECTS must be done or ignore, not "${wish}".`);
  if (wish === 'ignore') return async () => new Map();
  let known: ReturnType<typeof recordedEffects> | undefined;
  return () => {
    known ??= recordedEffects(of.program, of.job);
    return known;
  };
}

function readConfig(program: AgentProgram, environment: Environment): JsonObject {
  const given = program.config.flatMap(({ name }) => {
    const text = environment.get(`CONFIG_${name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}`);
    return text === undefined ? [] : [[name, parseInput(program.config, name, text)] as const];
  });
  return Object.fromEntries(given);
}
