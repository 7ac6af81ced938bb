import { ledgerOverRecording } from '#core/effects/ledger-over-recording.ts';
import { ToolCallFailure } from '#core/tool/tool-caller.ts';
import type { OpenAgent } from '../command/open-agent.ts';
import { serveSettings } from '../command/serve-settings.ts';
import { RunEnded } from '../failures.ts';
import { approverOf } from '../trigger/run-delivery.ts';
import { type ChangeSetup, lookForChange, makeChange } from './change-activities.ts';
import type { CallEnd, RunActivities } from './run-activities.ts';
import { tooLong } from './too-long.ts';

/** What a worker needs of an agent. */
export type WorkerAgent = Pick<
  OpenAgent,
  'program' | 'environment' | 'ground' | 'log' | 'ledger' | 'approvals' | 'recorded'
>;

/**
 * The activities of one worker, over the same servers and the same ledger as the agent anywhere else.
 * @param stopped of the activity that is under way: aborted when its run is stopped
 */
export function workerActivities(agent: WorkerAgent, stopped: () => AbortSignal): RunActivities {
  const { ground, log } = agent;
  const { mode } = serveSettings(agent.environment);
  const approver = approverOf(agent);

  async function changeSetup(): Promise<ChangeSetup> {
    const { caller, meter, tracing, clock } = ground;
    const ledger = ledgerOverRecording(agent.ledger, await agent.recorded());
    return { caller, log, meter, tracing, ...clock, ledger, approver, now: () => new Date() };
  }

  return {
    begin: async () => ({ identity: agent.program.identity, mode, timeZone: ground.timeZone, config: ground.config }),
    async checkTools() {
      try {
        await ground.checkTools?.(stopped());
        return null;
      } catch (reason) {
        const message = reason instanceof Error ? reason.message : String(reason);
        return { waits: reason instanceof RunEnded && reason.status === 'waiting', message };
      }
    },
    async call(request): Promise<CallEnd> {
      try {
        const result = await ground.caller.call(request, { signal: stopped() });
        const message = tooLong(request, result);
        return message === null ? { result } : { failure: { kind: 'refused', message } };
      } catch (reason) {
        const message = reason instanceof Error ? reason.message : String(reason);
        return { failure: { kind: reason instanceof ToolCallFailure ? reason.kind : 'unknown', message } };
      }
    },
    example: async ({ server, tool, which }) => (await ground.example(server, tool, which)) ?? null,
    knownChange: async (key) => (await changeSetup()).ledger.find(key),
    lookForChange: async (wanted) => lookForChange(await changeSetup(), wanted),
    makeChange: async (wanted) => makeChange(await changeSetup(), wanted),
    approval: (effect) => approver.approve(effect, {}),
    async propose(effects) {
      for (const effect of effects) await agent.approvals.decision(effect);
    },
    async openQuestions() {
      const waiting = (await agent.approvals.open()).filter(({ decision }) => decision === 'waiting');
      const unknown = (await agent.ledger.list()).filter(({ state }) => state === 'unknown');
      return [...waiting.map(({ argsHash }) => argsHash), ...unknown.map(({ key }) => key)].sort();
    },
    async findJudgement(id) {
      const answer = await ground.judgements.find(id);
      return answer === undefined ? [] : [answer];
    },
    keepJudgement: (id, judgement) => ground.judgements.keep(id, judgement),
    async askModel(question) {
      try {
        return { answer: await ground.model.answer({ ...question, signal: stopped() }) };
      } catch (reason) {
        return { failure: reason instanceof Error ? reason.message : String(reason) };
      }
    },
  };
}
