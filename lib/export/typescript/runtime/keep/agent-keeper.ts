import type { Approver } from '#core/effects/ledger.ts';
import { ledgerOverRecording, notYetInLedger } from '#core/effects/ledger-over-recording.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import { keepLoop } from '#core/keep/keep-loop.ts';
import type { KeepMemory } from '#core/keep/keep-memory.ts';
import { keepPass } from '#core/keep/keep-pass.ts';
import type { KeepPorts, KeptRun } from '#core/keep/keep-ports.ts';
import type { KeepReport } from '#core/keep/keep-report.ts';
import { withholdingLedger } from '#core/keep/withholding-ledger.ts';
import { resultData } from '#core/tool/extract.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';
import { callTool, sendWrite } from '../call-tool.ts';
import type { OpenAgent } from '../command/open-agent.ts';
import { ToolRefused } from '../failures.ts';
import { machineClock } from '../machine-clock.ts';
import { resolveInputs } from '../resolve-inputs.ts';
import { sleep } from '../sleep.ts';
import type { KeepRules } from './keep-rules.ts';
import { createSqlKeepMemory } from './sql-keep-memory.ts';

export interface KeeperOptions {
  readonly mode: 'plan' | 'apply';
  readonly inputs: JsonObject;
  readonly approver: Approver;
  /** Stops a pass between two calls. */
  readonly signal: AbortSignal;
}

/** The control loop of an agent. */
export interface Keeper {
  readonly memory: KeepMemory;
  pass(): Promise<KeepReport>;
  /** Passes until the signal is aborted; then the one under way ends first. */
  loop(ending: AbortSignal, onReport?: (report: KeepReport) => void): Promise<void>;
  /** Conditions, counts and times, without what is in the items. */
  status(): Promise<Json>;
}

/** Throws where the program keeps nothing. */
export function createKeeper(agent: OpenAgent, options: KeeperOptions): Keeper {
  const { program, log, metrics, telemetry } = agent;
  const keep = program.keep;
  if (!keep) throw new Error('This agent keeps nothing: it was exported without a control loop.');
  const memory = createSqlKeepMemory({
    database: agent.database(),
    workflow: program.identity,
    owner: agent.owner,
    now: () => new Date(),
  });
  const pass = (): Promise<KeepReport> => {
    const facts = { 'gen_ai.agent.name': program.name, 'mcp_agent.run.mode': options.mode };
    return telemetry.tracing.span({ name: `keep ${program.name}`, facts }, passOnce);
  };
  const passOnce = async (): Promise<KeepReport> => {
    const report = await keepPass(portsOf(agent, { keep, memory, ...options }), options.mode);
    const { drift, failing, items, others, error } = report;
    const steady = drift === 0 && failing === 0 && error === undefined;
    metrics.meter.kept({ drift, failing, steady });
    telemetry.tracing.note({
      'mcp_agent.keep.items': items.length,
      'mcp_agent.keep.drift': drift,
      'mcp_agent.keep.failing': failing,
      'error.type': error === undefined ? undefined : '_OTHER',
    });
    const facts = { mode: options.mode, items: items.length, drift, failing, others };
    if (error === undefined && failing === 0) log.info(facts, 'kept');
    else log.error({ ...facts, ...(error === undefined ? {} : { error }) }, 'kept');
    return report;
  };
  let standsBy = false;
  return {
    memory,
    pass,
    loop: (ending, onReport) =>
      keepLoop({
        ...{ pass, memory, everyMs: keep.everyMs, signal: ending, random: Math.random },
        now: () => new Date().toISOString(),
        sleep: (milliseconds, signal) => sleep(milliseconds, signal).catch(() => {}),
        onReport: (report) => {
          standsBy = false;
          onReport?.(report);
        },
        onStandby: () => {
          // Told once, however long it lasts.
          if (!standsBy) log.info({}, 'another replica leads');
          standsBy = true;
        },
        onFailure: (reason) =>
          log.error(
            { error: reason instanceof Error ? reason.message : String(reason) },
            'pass of the control loop broke',
          ),
      }),
    status: async () => {
      const { conditions, passes, lastSuccessAt, lastReport } = await memory.read();
      return {
        conditions: conditions.map((condition) => ({ ...condition })),
        passes,
        lastSuccessAt: lastSuccessAt ?? null,
        lastPassAt: lastReport?.at ?? null,
        items: lastReport?.items.length ?? 0,
        drift: lastReport?.drift ?? 0,
        failing: lastReport?.failing ?? 0,
      };
    },
  };
}

function portsOf(
  agent: OpenAgent,
  {
    keep,
    memory,
    mode,
    inputs,
    approver,
    signal,
  }: KeeperOptions & { readonly keep: KeepRules; readonly memory: KeepMemory },
): KeepPorts {
  const { program, ledger, log, metrics, servers } = agent;
  const { tracing } = agent.telemetry;
  const setup = { caller: servers, log, meter: metrics.meter, tracing, signal, ...machineClock };
  const run = async (of: 'plan' | 'apply', withheld: ReadonlyMap<string, string>): Promise<KeptRun> => {
    const recorded = await notYetInLedger(ledger, await agent.recorded());
    const { status, effects, error } = await agent.pass({
      ...{ mode: of, inputs, approver, signal },
      ledger: withholdingLedger(ledgerOverRecording(ledger, recorded), withheld),
    });
    return { effects, ...(status === 'succeeded' ? {} : { error: error ?? `The run ended ${status}.` }) };
  };
  const values = resolveInputs(program.inputs, inputs, 'input');
  return {
    workflow: program.identity,
    rules: keep.rules(values, agent.config),
    ...{ ledger, approver, signal },
    // A plan goes by what is remembered, and leads nobody.
    memory: mode === 'apply' ? memory : { ...memory, lead: async () => true },
    plan: () => run('plan', new Map()),
    apply: (withheld) => run('apply', withheld),
    readData: async ({ server, tool, args, extract }) => {
      const result = await callTool(setup, { server, tool, args, effect: 'read', extract: extract ?? 'auto' });
      const said = errorOf(result);
      if (said !== null) throw new ToolRefused(formatToolRef({ server, tool }), said);
      return resultData(result, extract);
    },
    send: ({ server, tool, args }) => sendWrite(setup, { server, tool, args, effect: 'write', extract: 'auto' }),
    looks: (step) => keep.looks.includes(step),
    now: () => new Date().toISOString(),
    random: Math.random,
    onEffect: ({ step, server, tool, key }, { state, how, error }) => {
      const outcome = state === 'confirmed' ? (how ?? 'created') : state;
      if (state !== 'awaiting' && state !== 'sent') metrics.meter.effect({ server, tool, outcome });
      tracing.event('effect', { 'mcp_agent.effect.key': key, 'mcp_agent.effect.state': outcome });
      log.info({ step, server, tool, key, outcome, ...(error === undefined ? {} : { error }) }, 'effect');
    },
  };
}
