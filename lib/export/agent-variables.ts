import { allSteps } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { Variable } from './server-entries.ts';

/** What the agent itself, its Node or its shell read from the environment: no server's setting may have such a name. */
const OWN = new Set(
  `AGENT_DATA AGENT_URL APPROVALS AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN DATABASE_URL DRY_RUN GOOGLE_CREDENTIALS HOST INVOKE_WAIT_SECONDS LOG_LEVEL MISSED_GRACE_SECONDS MISSED_RUNS MODEL_API_KEY MODEL_BASE_URL MODEL_NAME
  OPENAI_API_KEY OPENAI_BASE_URL PORT QUEUE_CLAIM_SECONDS QUEUE_LIMIT QUEUE_URL RECORDED_EFFECTS RUN_TOKEN SCHEDULE SECRETS_DIR STOP_GRACE_SECONDS TRIGGER_ID WEBHOOK_SECRET
  HOME IFS LANG PATH PWD SHELL TEMP TMP TMPDIR TZ USER`.split(/\s+/),
);

export function isAgentVariable(name: string): boolean {
  return OWN.has(name) || /^(?:BASH|CONFIG|DYLD|LC|LD|NODE|NPM|OTEL|SSL)_|^PG[A-Z]+$/.test(name);
}

/** How the model is reached, for a workflow with a step that asks one. */
export function modelVariables({ body }: Workflow): readonly Variable[] {
  if (!allSteps(body).some((step) => step.do === 'llm')) return [];
  return [
    {
      name: 'MODEL_BASE_URL',
      purpose: 'OpenAI-compatible endpoint of the model, such as https://host/v1',
      secret: false,
    },
    { name: 'MODEL_NAME', purpose: 'Name of the model', secret: false },
    { name: 'MODEL_API_KEY', purpose: 'Key of the model; some endpoints need none', secret: true },
  ];
}
