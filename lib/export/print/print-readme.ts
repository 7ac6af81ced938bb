import { allSteps } from '#core/workflow/walk.ts';
import type { Input, Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { BundledJob } from '../bundle-recording.ts';
import type { AgentHost } from '../export-target.ts';
import type { Variable } from '../server-entries.ts';
import { describeQueue } from './describe-queue.ts';
import { describeSteps } from './describe-steps.ts';
import { markdownCode, markdownText } from './markdown.ts';

export interface ReadmeFacts {
  readonly workflow: Workflow;
  readonly trigger: Trigger;
  readonly host: AgentHost;
  readonly variables: readonly Variable[];
  readonly recorded: BundledJob;
  /** What the place adds to the list of files. */
  readonly placeLine?: string;
  readonly words: LanguageWords;
}

/** What differs between languages. */
export interface LanguageWords {
  /** As the language spells a name that comes in camelCase. */
  readonly spell: (name: string) => string;
  /** A command of the agent with its words: `command('effects', 'mark')`. */
  readonly command: (use: string, ...words: readonly string[]) => string;
  /** Shell lines that install it, prove it and run it. */
  readonly run: string;
  /** Names of its files: `file('workflow')`. */
  readonly file: (name: string) => string;
  /** Folder of its test. */
  readonly tests: string;
}

/** `README.md`: what the agent does in plain words, and how to run it. */
export function printReadme({ workflow, trigger, host, variables, recorded, placeLine, words }: ReadmeFacts): string {
  const { command, file } = words;
  return `# ${markdownText(workflow.name)}

${workflow.description ? `${markdownText(workflow.description)}\n\n` : ''}Made by Tracewright from ${recorded.recordings.length > 1 ? `${recorded.recordings.length} recorded sessions` : 'a recorded session'}. \`${file('workflow')}\` is the whole program; ${usesModel(workflow) ? 'a model is asked only where it says `judge`' : 'it needs no model'}.

## What it does

${describeSteps(workflow, words.spell)}

## Run it

\`\`\`sh
${words.run}
\`\`\`

Running it again makes nothing twice: the ledger (\`data/agent.db\`, or Postgres when \`DATABASE_URL\` is set) knows each
change by its tool and arguments. A change whose answer was lost is not repeated; \`${command('effects')}\` shows it, and
\`${command('effects', 'mark', '<key>', 'done|failed')}\` settles it. No program can promise exactly one change on somebody else's
server; this one never repeats what it is not sure of.

What it remembers can be carried elsewhere while it is stopped: \`${command('effects', 'export', '<file>')}\` and \`${command('effects', 'import', '<file>')}\`,
or \`${command('effects', 'move', '--from', 'sqlite:data/agent.db', '--to', 'postgres://…')}\` and back. All of it goes, or nothing.

Where nobody is at the terminal, changes wait: \`${command('approve')}\` lists them, \`${command('approve', 'all')}\` (or the id of
one) agrees to them, bound to their exact arguments.

${describeRecorded(recorded)}${usesModel(workflow) ? describeModel(words) : ''}## ${TRIGGER_TITLE[trigger.on]}

${describeTrigger(trigger, host, words)}

\`${command('serve')}\` answers \`/healthz\`, \`/readyz\` and \`/metrics\` (Prometheus) on \`PORT\`, plans by default, and changes
something only with \`DRY_RUN=false\`; with \`APPROVALS=auto\` it does not wait for approval. \`POST /run\` with the header
\`Authorization: Bearer $RUN_TOKEN\` starts a pass by hand.

## Watching it

The log is JSON on stderr. Where \`OTEL_EXPORTER_OTLP_ENDPOINT\` names a collector of OpenTelemetry, each run is a trace too: a
span for each call, question and change, with names, counts and keys, never an argument or an answer; metrics go with it.
A \`traceparent\` of whoever wakes the agent is continued, and each call of a server brings it along (\`_meta\`).

## Inputs

${describeInputs(workflow.inputs, '--input name=value')}${workflow.config?.length ? `\n\nSettings, by the environment:\n\n${describeInputs(workflow.config, 'CONFIG_<NAME>=value')}` : ''}

## Servers and secrets

\`mcp.json\` names the MCP servers. It holds no secret: \`\${NAME}\` is filled in from the environment, from the file that
\`NAME_FILE\` names, or from the file \`NAME\` in the folder \`SECRETS_DIR\`.

${variables.length === 0 ? 'No variable is needed.' : variables.map(({ name, purpose, secret }) => `- \`${name}\`: ${purpose}${secret ? ' (secret)' : ''}`).join('\n')}

\`mcp.lock\` holds how the tools were defined when they were recorded. A run compares that with what the servers say now, before
it calls anything: a parameter that is new and required, gone or of another type stops it and is named; a new optional one
or other words are a warning. \`${command('lock')}\` shows the differences, \`${command('lock', '--accept')}\` takes the tools as they are.

## Files

- \`${file('workflow')}\` the program; edit it like any other code
- \`${file('tools')}\` the tools it calls, with their types
- \`${file('inputs')}\`, \`${file('main')}\` its inputs and its trigger
${usesModel(workflow) ? `- \`${file('judgements')}\` what a model is asked\n` : ''}${trigger.on === 'keep' ? `- \`${file('keep')}\` what is kept, how it is seen and brought back\n` : ''}- \`mcp.json\`, \`mcp.lock\` its servers, and their tools as they were recorded
- \`trace.json\` what was recorded, without secrets; \`${words.tests}/\` replays it, and \`Recorded as\` in the code names its calls
- \`runtime/\` copied from Tracewright: connections, ledger, approvals, triggers, metrics, traces
${placeLine === undefined ? '' : `${placeLine}\n`}`;
}

/** Recording is real: what an agent makes of that depends on whether it works in the same world. */
function describeRecorded({ recordings }: BundledJob): string {
  const writes = recordings.flatMap((recording) => recording.writes).length;
  const done = recordings.flatMap((recording) => recording.done).length;
  if (writes === 0) return '';
  const changes = `${writes} ${writes === 1 ? 'change' : 'changes'}`;
  const here = `${done === writes ? 'They count' : `${done} of them count`} as done: a plan lists them as *done while
recording*, and nothing makes them again. Where this agent works on other servers than those that were recorded, or
shall make them again, set \`RECORDED_EFFECTS=ignore\`.`;
  const elsewhere = `They do not count as done, because they were made elsewhere: a run with
the recorded inputs makes them here. For an agent that works on the servers that were recorded, export with
\`--recorded\`.`;
  return `## What recording did

Recording made ${changes}. ${done > 0 ? here : elsewhere}

`;
}

function describeModel({ command, file }: LanguageWords): string {
  return `## The model

\`${file('judgements')}\` holds what a model is asked. It gets data and no tools; its answer must fit the schema and the checks, and
nothing but that answer goes on. Any OpenAI-compatible endpoint will do: \`MODEL_BASE_URL\`, \`MODEL_NAME\`, \`MODEL_API_KEY\`.
What was judged while recording is not asked again (\`trace.json\`).
An answer is kept beside the ledger, so that a run that is made again decides the same; \`${command('judgements')}\` lists
the answers, \`${command('judgements', 'forget', '<id>')}\` has one asked again.

`;
}

const TRIGGER_TITLE = {
  manual: 'Started by hand',
  schedule: 'On a schedule',
  webhook: 'By webhook',
  keep: 'Kept so',
  endpoint: 'Called by others',
  queue: 'By messages of a queue',
} as const;

function describeTrigger(trigger: Trigger, host: AgentHost, { command, file }: LanguageWords): string {
  switch (trigger.on) {
    case 'manual':
      return `Nothing starts it by itself. A schedule or a webhook can be set in \`${file('main')}\`.`;
    case 'schedule':
      return `\`${command('serve')}\` runs it at ${markdownCode(trigger.cron)} (${markdownCode(trigger.timeZone)}). Runs never overlap:
while one has not ended, slots are left out. Of slots that were missed while nobody served, or that the clock jumped over, the
newest runs unless it is older than \`MISSED_GRACE_SECONDS\` (3600); with \`MISSED_RUNS=skip\` none does. The metric
\`agent_schedule_slots\` counts what started, overlapped and was missed.`;
    case 'keep':
      return `\`${command('serve')}\` compares what is wanted with what is there, pass after pass, by the rules in \`${file('keep')}\`. It makes what is
missing, brings changed fields back, and removes only where a rule says so. Of several replicas on one Postgres one leads.
\`${command('keep', '--once')}\` makes one pass by hand and shows what differs; with \`--yes\` it heals. \`/status\` and the metrics
\`agent_drift_items\` and \`agent_last_success_timestamp_seconds\` say how it stands.`;
    case 'webhook':
      return `\`${command('serve')}\` takes signed deliveries at ${markdownCode(`POST /webhooks/${trigger.path.replace(/^\/+/, '')}`)}: the header
\`X-Hub-Signature-256\` (or \`webhook-signature\`) must be the HMAC-SHA-256 of the body under \`WEBHOOK_SECRET\`. It answers 202 after the
delivery is stored, and a delivery that comes twice runs once. While \`QUEUE_LIMIT\` (100) wait, new ones get 503 and
\`Retry-After\`.`;
    case 'queue':
      return describeQueue(trigger, { serve: command('serve'), host });
    case 'endpoint':
      return `\`${command('serve')}\` lets whoever has \`RUN_TOKEN\` call it, with the header \`Authorization: Bearer $RUN_TOKEN\`:

- \`POST /invoke\` with a JSON object of inputs runs it and answers 200 with the result, 500 where it failed, and 202 where
  it has not ended after \`INVOKE_WAIT_SECONDS\` (25; \`Prefer: wait=5\` or \`respond-async\` wait less) or waits for
  approval: \`Location\` then tells how it goes on. One \`Idempotency-Key\` is one run, however often it is sent.
- \`GET /openapi.json\` describes that for this agent (OpenAPI 3.1).
- \`/mcp\` is an MCP server (streamable HTTP) with one tool, whose arguments are the inputs.

Runs follow one another. A failed one is not tried again: whoever called decides that. Where \`QUEUE_LIMIT\` (100) runs wait,
more are refused with 503. With \`DRY_RUN=true\` a call plans, and the result says what it would change.`;
  }
}

function describeInputs(inputs: readonly Input[], how: string): string {
  if (inputs.length === 0) return 'None.';
  const rows = inputs.map(({ name, description, default: value }) => {
    const shown = value === undefined ? 'no default' : `default ${markdownCode(JSON.stringify(value))}`;
    return `- \`${name}\` (${shown})${description ? `: ${markdownText(description)}` : ''}`;
  });
  return `\`${how}\`; without it the recorded value holds.\n\n${rows.join('\n')}`;
}

function usesModel({ body }: Workflow): boolean {
  return allSteps(body).some((step) => step.do === 'llm');
}
