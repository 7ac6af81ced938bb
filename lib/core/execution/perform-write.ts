import { effectKey, hashRequest } from '../effects/effect-key.ts';
import { EffectFailure, ensureEffect } from '../effects/ensure-effect.ts';
import type { Effect, EffectChange, EffectHow, EffectRecord } from '../effects/ledger.ts';
import { toText } from '../functions/table.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { resultData } from '../tool/extract.ts';
import { ToolCallFailure, type ToolCallRequest } from '../tool/tool-caller.ts';
import { callKey } from '../trace/call-key.ts';
import { type CallStep, type StepCommon, workflowIdentity } from '../workflow/workflow.ts';
import { answerData, answeredNo, callTool, endedBy, type PlacedCall, sendWrite } from './call-tool.ts';
import { evaluate } from './evaluate-expression.ts';
import { madeUpData } from './plan-memory.ts';
import type { RunContext, StepPlace } from './run-context.ts';
import { RunStopped, StepFailure } from './run-failure.ts';
import { innerScope, type Scope } from './scope.ts';

export interface Write {
  readonly step: StepCommon & CallStep;
  readonly args: JsonObject;
  readonly scope: Scope;
  readonly place: StepPlace;
  /** Arguments of the call that looks for the effect, where the step has one. */
  readonly findArgs?: JsonObject;
}

/**
 * One write of a run: sent to the recording in a replay, captured in a plan, ensured in an apply. The value is the
 * data that later steps see.
 */
export async function performWrite(context: RunContext, write: Write): Promise<Json> {
  const effect = effectOfWrite(context, write);
  const report = (change: EffectChange) => reportEffect(context, write, effect, change);
  switch (context.options.mode) {
    case 'replay':
      return replayWrite(context, write, effect, report);
    case 'plan':
      return planWrite(context, write, effect, report);
    case 'apply':
      return applyWrite(context, write, effect, report);
  }
}

type Report = (change: EffectChange) => void;

async function replayWrite(context: RunContext, write: Write, effect: Effect, report: Report): Promise<Json> {
  const call = placedCall(write);
  try {
    const result = await callTool(context, call);
    const data = answerData(write.step, result, { step: effect.step, place: write.place });
    report({ state: 'confirmed', how: 'created', result });
    return data;
  } catch (reason) {
    if (reason instanceof StepFailure) report({ state: 'failed', error: reason.message });
    throw reason instanceof ToolCallFailure ? endedBy(reason, call) : reason;
  }
}

/** What an earlier run or the world already shows is no change; everything else is captured and made up. */
async function planWrite(context: RunContext, write: Write, effect: Effect, report: Report): Promise<Json> {
  const known = await context.options.ledger.find(effect.key);
  if (known?.state === 'confirmed') {
    const result = known.result ?? { content: [] };
    report({ state: 'confirmed', how: asKnown(known), result });
    return known.how === 'found' ? (result.structuredContent ?? null) : resultData(result, write.step.extract);
  }
  const usesMadeUp = context.plan.usesMadeUp(Object.values(write.step.find?.call.args ?? {}));
  const seen = write.findArgs && !usesMadeUp ? await lookFor(context, write) : undefined;
  if (seen !== undefined) {
    report({ state: 'confirmed', how: 'found', result: { content: [], structuredContent: seen } });
    return seen;
  }
  const example = context.options.exampleOf?.(write.step.id);
  const data = madeUpData(write.step.id, example && resultData(example, write.step.extract));
  context.plan.madeUp.add(write.step.id);
  report({
    state: 'planned',
    result: { content: [], structuredContent: data, meta: { planned: true } },
  });
  return data;
}

async function applyWrite(context: RunContext, write: Write, effect: Effect, report: Report): Promise<Json> {
  const { ledger, approver, signal } = context.options;
  const call = placedCall(write);
  const at = { step: effect.step, path: write.place.path };
  try {
    const ensured = await ensureEffect(
      effect,
      {
        send: () => sendWrite(context, call),
        ...(write.findArgs ? { find: () => lookFor(context, write) } : {}),
      },
      { ledger, approver, signal, onChange: report },
    );
    if (!context.effects.has(effect.key)) {
      // Done before this run: told once, so that people see why nothing was sent.
      const how = asKnown(await ledger.find(effect.key));
      report({ state: 'confirmed', how, ...('result' in ensured ? { result: ensured.result } : {}) });
    }
    return ensured.how === 'found' ? ensured.data : resultData(ensured.result, write.step.extract);
  } catch (reason) {
    if (reason instanceof RunStopped || reason instanceof StepFailure) throw reason;
    if (!(reason instanceof EffectFailure)) {
      throw new StepFailure(at, reason instanceof Error ? reason.message : String(reason), { cause: reason });
    }
    if (signal?.aborted) throw new RunStopped('stopped', 'The run was stopped.');
    switch (reason.kind) {
      case 'answered':
        throw answeredNo(write.step, reason.message, { step: effect.step, place: write.place });
      case 'refused':
        throw new RunStopped('stopped', `Step "${effect.step}" was not approved: ${reason.message}`);
      case 'unsure':
        throw new RunStopped('waiting', `Step "${effect.step}": ${reason.message}`);
      case 'busy':
      case 'failed': {
        const cause = reason.cause;
        if (cause instanceof RunStopped) throw cause;
        throw cause instanceof ToolCallFailure ? endedBy(cause, call) : new StepFailure(at, reason.message);
      }
    }
  }
}

/** How this run names what it did not do itself. */
function asKnown(record: EffectRecord | null): EffectHow {
  return record?.how === 'recorded' ? 'recorded' : 'found';
}

function placedCall(write: Write): PlacedCall {
  const { id, server, tool, effect, retry } = write.step;
  return { step: id, place: write.place, request: { server, tool, args: write.args }, effect, retry };
}

/** The data of the effect as the world shows it: what `match` gives, or the whole answer where it says just true. */
async function lookFor(context: RunContext, write: Write): Promise<Json | undefined> {
  const { find, id } = write.step;
  if (!find) return undefined;
  const request: ToolCallRequest = { server: find.call.server, tool: find.call.tool, args: write.findArgs ?? {} };
  const result = await callTool(context, { step: id, place: write.place, request, effect: 'read' });
  const data = answerData(find.call, result, { step: id, place: write.place });
  const match = evaluate(find.match, innerScope(write.scope, { [find.as]: data }));
  if (match === null || match === false) return undefined;
  return match === true ? data : match;
}

function effectOfWrite(context: RunContext, write: Write): Effect {
  const { step, args } = write;
  const request = { server: step.server, tool: step.tool, args };
  const identity = callKey(request);
  const occurrence = context.occurrences.get(identity) ?? 0;
  context.occurrences.set(identity, occurrence + 1);
  return {
    ...request,
    key: effectKey({
      workflow: workflowIdentity(context.options.workflow),
      request,
      occurrence,
      ...(step.key ? { key: toText(evaluate(step.key, write.scope)) } : {}),
    }),
    step: step.id,
    path: write.place.labels,
    argsHash: hashRequest(request),
    effect: step.effect,
  };
}

function reportEffect(context: RunContext, write: Write, effect: Effect, change: EffectChange): void {
  const before = context.effects.get(effect.key);
  const record: EffectRecord = {
    ...effect,
    attempts: (before?.attempts ?? 0) + (change.state === 'sent' ? 1 : 0),
    ...(before?.how ? { how: before.how } : {}),
    ...change,
    updatedAt: context.options.now,
  };
  context.effects.set(effect.key, record);
  const { key, step, server, tool, args } = effect;
  context.emit({
    type: 'effect',
    key,
    step,
    path: write.place.path,
    server,
    tool,
    args,
    effect: effect.effect,
    state: change.state,
    ...(change.how ? { how: change.how } : {}),
    ...(change.error === undefined ? {} : { error: change.error }),
  });
}
