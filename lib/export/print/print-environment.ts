import type { QueueKind, StateChoice } from '#core/deploy/target.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import type { BundledJob } from '../bundle-recording.ts';
import type { AgentHost } from '../export-target.ts';
import { queueSecrets } from '../queue-settings.ts';
import type { Variable } from '../server-entries.ts';

const REMEMBERED = '# Where changes are remembered: a SQLite file, unless a Postgres server is named.';

const TEMPORAL_LINES = `
# Temporal's server, and what else its own tools know: TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, …
TEMPORAL_ADDRESS=localhost:7233
`;

const STATE_LINES: Readonly<Record<StateChoice, string>> = {
  sqlite: `${REMEMBERED}\n# DATABASE_URL=postgres://user@host/database`,
  postgres: `${REMEMBERED}\nDATABASE_URL=`,
  dynamodb:
    '# Where changes are remembered: the DynamoDB table of the stack. Without it, a SQLite file.\nLEDGER_TABLE=',
};

/** `.env.example`: every setting with a word about it; secrets empty. */
export function printEnvironment(
  variables: readonly Variable[],
  facts: {
    readonly trigger: Trigger;
    readonly host: AgentHost;
    readonly state: StateChoice;
    readonly recorded: BundledJob;
    /** The command that agrees to changes. */
    readonly approve: string;
  },
): string {
  const { trigger, host, state } = facts;
  const recordingDidSomething = facts.recorded.recordings.some(({ done }) => done.length > 0);
  const own = variables.map(({ name, purpose }) => `# ${purpose}\n${name}=\n`);
  return `${own.join('\n')}${own.length > 0 ? '\n' : ''}${STATE_LINES[state]}
# AGENT_DATA=data
${host === 'temporal' ? TEMPORAL_LINES : ''}
# ${host === 'temporal' ? 'Workers plan' : '"serve" plans'} only, until this is false.
DRY_RUN=true
# "ask" waits for "${facts.approve}"; "auto" does not.
APPROVALS=ask
PORT=8080
# Lets "POST /run" start a pass${trigger.on === 'endpoint' ? ', and others call this agent' : ''}.
${trigger.on === 'endpoint' ? '' : '# '}RUN_TOKEN=
${trigger.on === 'webhook' ? '# Signs deliveries; the sender has the same.\nWEBHOOK_SECRET=\n# While so many wait for their turn, more are turned away.\n# QUEUE_LIMIT=100\n' : ''}${trigger.on === 'schedule' ? '# Of runs that were missed "once" makes the newest up, within a grace; "skip" makes none.\n# MISSED_RUNS=once\n# MISSED_GRACE_SECONDS=3600\n' : ''}${trigger.on === 'queue' && host === 'process' ? queueLines(trigger.kind) : ''}${trigger.on === 'endpoint' ? '# How long a caller waits for the end, in seconds, and how many runs may wait for their turn.\n# INVOKE_WAIT_SECONDS=25\n# QUEUE_LIMIT=100\n' : ''}${recordingDidSomething ? '# What recording did counts as done; "ignore" makes it again, for servers that were not recorded.\n# RECORDED_EFFECTS=ignore\n' : ''}# LOG_LEVEL=info
# Where traces and metrics are sent over OTLP; without it, nowhere. OpenTelemetry's other variables hold too.
# OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
# OTEL_EXPORTER_OTLP_HEADERS=
`;
}

function queueLines(kind: QueueKind): string {
  const lines = queueSecrets(kind).map(({ name, purpose }) => `# ${purpose}.\n${name}=\n`);
  return `${lines.join('')}# While so many wait for their turn, no more are taken.
# QUEUE_LIMIT=100
# A message whose agent gives no sign of life for so long is handed to another.
# QUEUE_CLAIM_SECONDS=60
`;
}
