import type { Approver, EffectRecord, Ledger } from '#core/effects/ledger.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { AgentSetup, JudgementBook, Log, Meter, Model } from '../agent-setup.ts';
import { createAgent } from '../create-agent.ts';
import { RunEnded } from '../failures.ts';
import { errorType } from '../observe/error-type.ts';
import type { SpanStart, TraceContext, Tracing } from '../observe/tracing.ts';
import { resolveInputs } from '../resolve-inputs.ts';
import type { AgentProgram } from './agent-program.ts';

export interface PassOptions {
  readonly program: AgentProgram;
  readonly mode: 'plan' | 'apply';
  readonly inputs: JsonObject;
  readonly config: JsonObject;
  readonly now: string;
  readonly timeZone: string;
  readonly caller: ToolCaller;
  readonly ledger: Ledger;
  readonly approver: Approver;
  readonly model: Model;
  readonly judgements: JudgementBook;
  readonly example: AgentSetup['example'];
  /** See `AgentSetup`. */
  readonly bringAbout?: AgentSetup['bringAbout'];
  /** Throws where the tools are not what they were when the program was proved; nothing is called before. */
  readonly checkTools?: (signal?: AbortSignal) => Promise<void>;
  readonly log: Log;
  readonly meter: Meter;
  readonly tracing: Tracing;
  /** What wanted this run. */
  readonly origin?: RunOrigin;
  readonly signal?: AbortSignal;
  readonly clock: Pick<AgentSetup, 'sleep' | 'milliseconds'>;
}

export interface RunOrigin {
  /** The id of the delivery. */
  readonly delivery: string;
  /** The trace that the delivery belongs to. */
  readonly trace?: TraceContext;
}

export interface PassResult {
  readonly status: 'succeeded' | 'failed' | 'stopped' | 'waiting';
  readonly output: unknown;
  readonly effects: readonly EffectRecord[];
  readonly error?: string;
}

/** Runs the workflow once. Never rejects: whatever ends a pass is in its result. */
export async function runPass(options: PassOptions): Promise<PassResult> {
  return options.tracing.span(runSpan(options), () => runOnce(options));
}

/** A workflow as the semantic conventions for GenAI (v0.1.0) name it: an agent that is invoked in this process. */
function runSpan({ program, mode, origin }: PassOptions): SpanStart {
  return {
    name: `invoke_workflow ${program.name}`,
    facts: {
      ...{ 'gen_ai.operation.name': 'invoke_workflow', 'gen_ai.agent.name': program.name },
      ...{ 'mcp_agent.run.mode': mode, 'mcp_agent.trigger': program.trigger.on },
      'mcp_agent.delivery': origin?.delivery,
    },
    origin: origin?.trace,
  };
}

async function runOnce(options: PassOptions): Promise<PassResult> {
  const { program, mode, log, meter, tracing, clock } = options;
  const began = clock.milliseconds();
  const { agent, effects } = createAgent({
    ...options,
    ...clock,
    workflow: program.identity,
  });
  const end = (result: Omit<PassResult, 'effects'>): PassResult => {
    const seconds = (clock.milliseconds() - began) / 1000;
    meter.pass({ mode, status: result.status, seconds });
    tracing.note({ 'mcp_agent.run.status': result.status, 'mcp_agent.run.effects': effects().length });
    const { status, error } = result;
    const facts = { mode, status, effects: effects().length, seconds: Number(seconds.toFixed(3)) };
    if (error === undefined) log.info(facts, 'pass ended');
    else log.error({ ...facts, error }, 'pass ended');
    return { ...result, effects: effects() };
  };
  try {
    const inputs = resolveInputs(program.inputs, options.inputs, 'input');
    const config = resolveInputs(program.config, options.config, 'setting');
    log.info({ mode, inputs }, 'pass began');
    await options.checkTools?.(options.signal);
    return end({ status: 'succeeded', output: (await program.run(agent, inputs, config)) ?? null });
  } catch (reason) {
    const error = reason instanceof Error ? reason.message : String(reason);
    if (reason instanceof RunEnded) return end({ status: reason.status, output: null, error });
    tracing.note({ 'error.type': errorType(reason) });
    return end({ status: 'failed', output: null, error });
  }
}
