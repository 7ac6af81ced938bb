import { effectKey, hashRequest } from '#core/effects/effect-key.ts';
import { EffectFailure, ensureEffect } from '#core/effects/ensure-effect.ts';
import type { Effect, EffectChange, EffectHow, EffectRecord } from '#core/effects/ledger.ts';
import { toText } from '#core/functions/table.ts';
import { canonicalJson } from '#core/json/canonical.ts';
import type { Json } from '#core/json/json.ts';
import { resultData } from '#core/tool/extract.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { EnsureOptions, FindOptions } from './agent.ts';
import type { AgentSetup, WantedChange } from './agent-setup.ts';
import { answerData, callTool, sendWrite } from './call-tool.ts';
import { RunEnded, ToolRefused } from './failures.ts';
import { guard } from './guard.ts';
import type { SpanStart } from './observe/tracing.ts';
import type { PlanMemory } from './plan-memory.ts';
import type { WriteRequest } from './request.ts';
import type { Loose } from './values.ts';

/** What the writes of one run share. */
export interface WriteMemory {
  /** Effects of this run by key, in order of first sight. */
  readonly effects: Map<string, EffectRecord>;
  /** How often each equal write was asked for in this run. */
  readonly occurrences: Map<string, number>;
  readonly plan: PlanMemory;
}

export interface Write {
  readonly step: string;
  readonly request: WriteRequest<unknown>;
  readonly options: EnsureOptions;
}

/** One write of a run: noted in a plan, ensured in an apply. Resolves with the data that the workflow goes on with. */
export async function ensureWrite(setup: AgentSetup, memory: WriteMemory, write: Write): Promise<unknown> {
  const effect = effectOf(setup, memory, write);
  const report = (change: EffectChange) => note(setup, memory, effect, change);
  const data = await setup.tracing.span(effectSpan(effect), async () => {
    try {
      return setup.mode === 'plan'
        ? await plan(setup, memory, write, effect, report)
        : await apply(setup, write, effect, report, memory);
    } finally {
      const record = memory.effects.get(effect.key);
      setup.tracing.note({ 'mcp_agent.effect.outcome': record && outcomeOf(record) });
    }
  });
  return guard(data);
}

/** As the semantic conventions for GenAI name the use of a tool; the calls that it takes are spans within. */
function effectSpan({ server, tool, step, key }: Effect): SpanStart {
  return {
    name: `execute_tool ${tool}`,
    facts: {
      ...{ 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': tool },
      ...{ 'mcp_agent.server': server, 'mcp_agent.step': step, 'mcp_agent.effect.key': key },
    },
  };
}

type Report = (change: EffectChange) => void;

/** What an earlier run or the world already shows is no change; everything else is noted, and its data made up. */
async function plan(
  setup: AgentSetup,
  memory: WriteMemory,
  write: Write,
  effect: Effect,
  report: Report,
): Promise<Json> {
  const known = await setup.ledger.find(effect.key);
  const isKnown = known?.state === 'confirmed' && known.result !== undefined;
  setup.tracing.note({ [FROM_LEDGER]: isKnown });
  if (isKnown && known.result) {
    report({ state: 'confirmed', how: asKnown(known), result: known.result });
    return known.how === 'found'
      ? (known.result.structuredContent ?? null)
      : resultData(known.result, write.request.extract);
  }
  const look = write.options.find;
  const seen = look && !memory.plan.isMadeUp(look.in.args) ? await lookFor(setup, write) : undefined;
  if (seen !== undefined) {
    report({ state: 'confirmed', how: 'found', result: { content: [], structuredContent: seen } });
    return seen;
  }
  const example = await setup.example(effect.server, effect.tool);
  const data = memory.plan.madeUp(write.step, example && resultData(example, write.request.extract));
  report({ state: 'planned', result: { content: [], structuredContent: data } });
  return data;
}

async function apply(
  setup: AgentSetup,
  write: Write,
  effect: Effect,
  report: Report,
  memory: WriteMemory,
): Promise<Json> {
  let changes = 0;
  const onChange: Report = (change) => {
    changes += 1;
    report(change);
  };
  const facts = { 'mcp_agent.effect.key': effect.key };
  try {
    const ensured = await (setup.bringAbout
      ? setup.bringAbout(wantedChange(write, effect), onChange)
      : ensureEffect(
          effect,
          {
            send: () => sendWrite(setup, write.request, { retry: write.options.retry, facts }),
            ...(write.options.find ? { find: () => lookFor(setup, write) } : {}),
          },
          { ledger: setup.ledger, approver: setup.approver, signal: setup.signal, onChange },
        ));
    setup.tracing.note({ [FROM_LEDGER]: changes === 0 });
    // Done before this run: told once, so that people see why nothing was sent.
    if (!memory.effects.has(effect.key)) {
      const how = asKnown(await setup.ledger.find(effect.key));
      report({ state: 'confirmed', how, ...('result' in ensured ? { result: ensured.result } : {}) });
    }
    return ensured.how === 'found' ? ensured.data : resultData(ensured.result, write.request.extract);
  } catch (reason) {
    if (!(reason instanceof EffectFailure)) throw reason;
    if (setup.signal?.aborted) throw new RunEnded('stopped', 'The run was stopped.', { cause: reason });
    const place = `Step "${effect.step}" (${effect.server}/${effect.tool})`;
    switch (reason.kind) {
      case 'answered':
        throw new ToolRefused(`${effect.server}/${effect.tool}`, reason.message);
      case 'refused':
        throw new RunEnded('stopped', `${place} was not approved: ${reason.message}`, { cause: reason });
      case 'unsure':
        throw new RunEnded('waiting', `${place}: ${reason.message}`, { cause: reason });
      case 'busy':
        throw new Error(`${place}: ${reason.message} If that run died, this one can be repeated in half a minute.`, {
          cause: reason,
        });
      case 'failed':
        throw reason.cause instanceof RunEnded
          ? reason.cause
          : new Error(`${place}: ${reason.message}`, { cause: reason });
    }
  }
}

/** How this run names what it did not do itself. */
function asKnown(record: EffectRecord | null): EffectHow {
  return record?.how === 'recorded' ? 'recorded' : 'found';
}

/** The data of the effect as the world shows it: what `match` gives, or the whole answer where it says just true. */
async function lookFor(setup: AgentSetup, write: Write): Promise<Json | undefined> {
  const look = write.options.find;
  return look && seenIn(look, await callTool(setup, look.in));
}

function seenIn(look: FindOptions<Loose>, answer: ToolResult): Json | undefined {
  const data = answerData(look.in, answer);
  const match = look.match(data);
  if (match === null || match === false) return undefined;
  return match === true ? data : match;
}

function wantedChange({ options }: Write, effect: Effect): WantedChange {
  const { retry, find: look } = options;
  return {
    effect,
    ...(retry ? { retry } : {}),
    ...(look ? { look: { request: look.in, match: (answer) => seenIn(look, answer) } } : {}),
  };
}

function effectOf(setup: AgentSetup, memory: WriteMemory, { step, request, options }: Write): Effect {
  const { server, tool, args } = request;
  const identity = canonicalJson([server, tool, args]);
  const occurrence = memory.occurrences.get(identity) ?? 0;
  memory.occurrences.set(identity, occurrence + 1);
  const call = { server, tool, args };
  return {
    ...call,
    key: effectKey({
      workflow: setup.workflow,
      request: call,
      occurrence,
      ...(options.key === undefined ? {} : { key: toText(options.key) }),
    }),
    step,
    path: [],
    argsHash: hashRequest(call),
    effect: request.effect,
  };
}

/** Whether it was answered from what is remembered, so that nothing was asked or sent. */
const FROM_LEDGER = 'mcp_agent.effect.from_ledger';

function outcomeOf({ state, how }: Pick<EffectChange, 'state' | 'how'>): string {
  return state === 'confirmed' ? (how ?? 'created') : state;
}

function note(setup: AgentSetup, memory: WriteMemory, effect: Effect, change: EffectChange): void {
  const before = memory.effects.get(effect.key);
  memory.effects.set(effect.key, {
    ...effect,
    attempts: (before?.attempts ?? 0) + (change.state === 'sent' ? 1 : 0),
    ...(before?.how ? { how: before.how } : {}),
    ...change,
    updatedAt: setup.now,
  });
  const outcome = outcomeOf(change);
  setup.tracing.event('effect', { 'mcp_agent.effect.state': outcome });
  if (change.state !== 'awaiting' && change.state !== 'sent') {
    setup.meter.effect({ server: effect.server, tool: effect.tool, outcome });
  }
  const { step, server, tool, key } = effect;
  setup.log.info({ step, server, tool, key, outcome, ...(change.error ? { error: change.error } : {}) }, 'effect');
}
