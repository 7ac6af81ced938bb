import type { JsonObject } from '#core/json/json.ts';
import { ToolCallFailure } from '#core/tool/tool-caller.ts';
import type { AgentSetup, Log } from '../agent-setup.ts';
import type { AgentProgram } from '../command/agent-program.ts';
import { type PassResult, runPass } from '../command/run-pass.ts';
import { RunEnded } from '../failures.ts';
import { untraced } from '../observe/tracing.ts';
import { silentMeter } from '../recorded/silent.ts';
import { bringAboutBy } from './bring-about.ts';
import type { RunActivities, RunGround } from './run-activities.ts';

export interface RunOrder {
  readonly program: Pick<AgentProgram, 'run' | 'inputs' | 'config'>;
  readonly activities: Omit<RunActivities, 'makeChange'>;
  /** Apart, because a change that is under way is never given up. */
  readonly makeChange: RunActivities['makeChange'];
  readonly ground: RunGround;
  readonly mode: 'plan' | 'apply';
  readonly inputs: JsonObject;
  readonly now: string;
  readonly log: Log;
  readonly clock: Pick<AgentSetup, 'sleep' | 'milliseconds'>;
  readonly signal: AbortSignal;
}

/**
 * Runs the program once, with everything that is not the program itself behind activities. Deterministic: the same
 * answers of activities give the same run again.
 */
export function runOnActivities(order: RunOrder): Promise<PassResult> {
  const { program, activities, makeChange, ground, mode, inputs, now, log, clock, signal } = order;
  const { identity, timeZone, config } = ground;
  const { lookForChange } = activities;
  const bringAbout = bringAboutBy({ lookForChange, makeChange });
  return runPass({
    ...{ mode, inputs, config, now, timeZone, log, clock, signal },
    program: { ...program, identity, name: identity, trigger: { on: 'manual' } },
    // Calls are counted where they are made.
    meter: silentMeter,
    tracing: untraced,
    async bringAbout(wanted, onChange) {
      if (signal.aborted) throw new RunEnded('stopped', 'The run was stopped.');
      return bringAbout(wanted, onChange);
    },
    approver: { approve: (effect) => activities.approval(effect) },
    caller: {
      async call(request) {
        const end = await activities.call(request);
        if ('failure' in end) throw new ToolCallFailure(end.failure.kind, request, end.failure.message);
        return end.result;
      },
    },
    ledger: {
      find: (key) => activities.knownChange(key),
      ...{ claim: atTheWorker, mark: atTheWorker, list: atTheWorker },
    },
    example: async (server, tool, which) => (await activities.example({ server, tool, which })) ?? undefined,
    async checkTools() {
      const problem = await activities.checkTools();
      if (problem?.waits) throw new RunEnded('waiting', problem.message);
      if (problem) throw new Error(problem.message);
    },
    judgements: {
      find: async (id) => (await activities.findJudgement(id))[0],
      keep: (id, judgement) => activities.keepJudgement(id, judgement),
    },
    model: {
      async answer({ signal: _signal, ...question }) {
        const end = await activities.askModel(question);
        if ('failure' in end) throw new Error(end.failure);
        return end.answer;
      },
    },
  });
}

function atTheWorker(): never {
  throw new Error('Changes are claimed and marked by the activity that makes them.');
}
