import type { Json } from '#core/json/json.ts';
import type { Judgement } from './agent.ts';
import type { AgentSetup } from './agent-setup.ts';
import { schemaProblem } from './check-schema.ts';
import { RunEnded } from './failures.ts';
import { guard } from './guard.ts';

/** A model that answers in the wrong form this often will not answer in the right one. */
const ATTEMPTS = 3;

/** The model's answer, once it fits the schema and the checks. Throws saying what did not fit. */
export async function askModel<Answer>(
  setup: AgentSetup,
  question: Judgement<Answer>,
  input: Json,
  checks: (answer: Answer) => readonly boolean[],
): Promise<Json> {
  const { step, task, output, examples = [] } = question;
  let refused: { readonly answer: Json; readonly reason: string } | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await setup.model
      .answer({ step, task, input, output, examples, signal: setup.signal, ...(refused ? { refused } : {}) })
      .catch((error: Error) => {
        if (setup.signal?.aborted) throw new RunEnded('stopped', 'The run was stopped.', { cause: error });
        throw new Error(`Step "${step}" needs a model: ${error.message}`, { cause: error });
      });
    const reason = schemaProblem(answer, output) ?? failedCheck(checks(guard(answer) as Answer), answer);
    if (reason === null) return answer;
    setup.log.warn({ step, attempt, reason }, 'answer of the model does not fit');
    setup.tracing.event('answer refused', { 'mcp_agent.step': step, 'mcp_agent.attempt': attempt });
    refused = { answer, reason };
  }
  throw new Error(`Step "${step}": the model's answer does not fit, ${ATTEMPTS} times: ${refused?.reason}`);
}

function failedCheck(held: readonly boolean[], answer: Json): string | null {
  const at = held.findIndex((one) => !one);
  return at < 0 ? null : `check ${at + 1} does not hold for ${JSON.stringify(answer).slice(0, 80)}.`;
}
