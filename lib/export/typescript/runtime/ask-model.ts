import type { Json } from '#core/json/json.ts';
import type { Judgement } from './agent.ts';
import type { AgentSetup } from './agent-setup.ts';
import { schemaProblem } from './check-schema.ts';
import { guard } from './guard.ts';

/** A model that answers in the wrong form this often will not answer in the right one. */
const ATTEMPTS = 3;

/** The model's answer, once it fits the schema and the checks. Throws saying what did not fit. */
export async function askModel(setup: AgentSetup, question: Judgement): Promise<Json> {
  const { step, task, input, output, examples = [], checks = () => [] } = question;
  let problem = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await setup.model.answer({ task, input, output, examples, signal: setup.signal });
    const wrong = schemaProblem(answer, output) ?? failedCheck(checks(guard(answer)), answer);
    if (wrong === null) return answer;
    problem = wrong;
  }
  throw new Error(`Step "${step}": the model's answer does not fit, ${ATTEMPTS} times: ${problem}`);
}

function failedCheck(held: readonly boolean[], answer: Json): string | null {
  const at = held.findIndex((one) => !one);
  return at < 0 ? null : `check ${at + 1} does not hold for ${JSON.stringify(answer).slice(0, 80)}.`;
}
