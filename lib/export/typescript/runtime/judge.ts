import { jsonEqual } from '#core/json/equal.ts';
import { hashJson } from '#core/json/hash.ts';
import type { Json } from '#core/json/json.ts';
import type { Agent, Judgement } from './agent.ts';
import type { AgentSetup, Meter } from './agent-setup.ts';
import { askModel } from './ask-model.ts';
import { guard } from './guard.ts';
import type { PlanMemory } from './plan-memory.ts';

/** What is asked names the answer, not the step that asks: a renamed step is not asked anew. */
export function judgementId({ task, output }: Pick<Judgement<unknown>, 'task' | 'output'>, input: Json): string {
  return hashJson([task, output, input]).slice(0, 32);
}

/**
 * The judgements of one run. An input that a person showed has that answer and needs no model; an answer that was kept
 * is given again; everything else is asked, checked and kept. Equal questions under way at the same time are one.
 */
export function judgeOf(setup: AgentSetup, plan: PlanMemory): Agent['judge'] {
  const { judgements, log } = setup;
  const underWay = new Map<string, Promise<Json>>();

  const tell = (step: string, outcome: Parameters<Meter['judgement']>[0]['outcome']) => {
    setup.meter.judgement({ step, outcome });
    setup.tracing.event('judgement', { 'mcp_agent.step': step, 'mcp_agent.judgement.outcome': outcome });
  };

  async function settle<Answer>(
    id: string,
    question: Judgement<Answer>,
    input: Json,
    checks: (answer: Answer) => readonly boolean[],
  ): Promise<Json> {
    const { step } = question;
    const kept = await judgements.find(id);
    if (kept !== undefined) {
      tell(step, 'kept');
      return kept;
    }
    try {
      const answer = await judgements.keep(id, { step, answer: await askModel(setup, question, input, checks) });
      tell(step, 'asked');
      log.info({ step }, 'judged');
      return answer;
    } catch (error) {
      tell(step, 'failed');
      throw error;
    }
  }

  return async function judge<Answer>(
    question: Judgement<Answer>,
    input: Json,
    checks: (answer: Answer) => readonly boolean[] = () => [],
  ): Promise<Answer> {
    const { step, examples = [] } = question;
    const shown = examples.find(([example]) => jsonEqual(example, input));
    if (shown) {
      tell(step, 'shown');
      return guard(shown[1]) as Answer;
    }
    // In a plan, what is judged may come from a change that was not made.
    if (plan.isMadeUp(input)) return plan.madeUp(step, examples[0]?.[1]) as Answer;
    const id = judgementId(question, input);
    const answer = underWay.get(id) ?? settle(id, question, input, checks);
    underWay.set(id, answer);
    return guard(await answer) as Answer;
  };
}
