import { endAsRecorded, notWaitedFor } from '#core/effects/as-recorded.ts';
import type { EffectRecord } from '#core/effects/ledger.ts';
import { jsonEqual } from '#core/json/equal.ts';
import type { Json } from '#core/json/json.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';
import type { Agent, EnsureOptions, PagesOptions, PollOptions } from './agent.ts';
import type { AgentSetup } from './agent-setup.ts';
import { askApproval } from './ask-approval.ts';
import { answerData, callTool } from './call-tool.ts';
import { ensureWrite } from './ensure-write.ts';
import { forEachItem } from './for-each-item.ts';
import { judgeOf } from './judge.ts';
import { planMemory } from './plan-memory.ts';
import type { ReadRequest, WriteRequest } from './request.ts';
import { absent } from './values.ts';

/** One run's agent, and what it has done so far. */
export interface RunningAgent {
  readonly agent: Agent;
  readonly effects: () => readonly EffectRecord[];
}

/** Makes the agent of one run. */
export function createAgent(setup: AgentSetup): RunningAgent {
  const memory = {
    effects: new Map<string, EffectRecord>(),
    occurrences: new Map<string, number>(),
    plan: planMemory(),
  };

  async function read<Result>(request: ReadRequest<Result>, options?: Parameters<Agent['read']>[1]): Promise<Result> {
    // In a plan, a read that needs what a write would have given is not sent either.
    if (memory.plan.isMadeUp(request.args)) {
      const example = await setup.example(request.server, request.tool);
      return memory.plan.madeUp(request.tool, example && (answerData(request, example) as Json)) as Result;
    }
    return answerData(request, await callTool(setup, request, { retry: options?.retry }));
  }

  function ensure<Result>(step: string, request: WriteRequest<Result>, options: EnsureOptions = {}): Promise<Result> {
    return ensureWrite(setup, memory, { step, request, options }) as Promise<Result>;
  }

  async function poll<Result>(request: ReadRequest<Result>, options: PollOptions<Result>): Promise<Result> {
    if (memory.plan.isMadeUp(request.args)) return endOfPoll(request, options);
    const began = setup.milliseconds();
    for (;;) {
      const data = await read(request);
      if (options.until(data)) return data;
      if (setup.milliseconds() - began + options.everyMs > options.timeoutMs) {
        throw new Error(`${formatToolRef(request)} was not as wished within ${options.timeoutMs / 1000} s.`);
      }
      setup.tracing.event('wait', { 'gen_ai.tool.name': request.tool, 'mcp_agent.pause_ms': options.everyMs });
      await setup.sleep(options.everyMs, setup.signal);
    }
  }

  /** In a plan, what was not started cannot be waited for: its end is supposed to be the recorded one. */
  async function endOfPoll<Result>(request: ReadRequest<Result>, { until }: PollOptions<Result>): Promise<Result> {
    const { server, tool } = request;
    const example = await setup.example(server, tool, 'last');
    const answer = example && (answerData(request, example) as Json);
    const end = endAsRecorded(tool, answer, (data) => until(data as Result));
    setup.log.info({ server, tool }, notWaitedFor(formatToolRef(request), end));
    return memory.plan.madeUp(tool, answer, end) as Result;
  }

  async function pages<Page, Item>(options: PagesOptions<Page, Item>): Promise<Item[]> {
    const items: Item[] = [];
    let cursor = options.first ?? absent;
    for (let count = 1; count <= options.maxPages; count++) {
      const page = await read(options.request(cursor));
      const at = cursor === absent ? null : cursor;
      items.push(...options.items(page, at));
      if (options.until(page, at)) return items;
      const next = options.next(page, at);
      if (next === absent || (cursor !== absent && jsonEqual(next, cursor))) {
        const why = next === absent ? 'names no next one' : `points to itself (${JSON.stringify(next)})`;
        throw new Error(`Page ${count} is not the last one, but ${why}.`);
      }
      cursor = next;
    }
    throw new Error(`There are more than ${options.maxPages} pages. Raise maxPages in workflow.ts if that is right.`);
  }

  return {
    effects: () => [...memory.effects.values()],
    agent: {
      read,
      ensure,
      poll,
      pages,
      forEach: forEachItem,
      judge: judgeOf(setup, memory.plan),
      approve: (step, show) => askApproval(setup, step, show),
      now: setup.now,
      timeZone: setup.timeZone,
    },
  };
}
