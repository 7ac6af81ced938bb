import type { AgentPackage } from '../agents/agent-package.ts';
import { type ComposeService, restricted, setting } from './compose-file.ts';

/** Where Compose mounts the files of secrets. */
const SECRETS_FOLDER = '/run/secrets';

/** The agent: keeps its schedule itself, takes webhooks, answers on this machine's own address only. */
export function agentService(agent: AgentPackage): ComposeService {
  const { name, state, image, uses, secrets } = agent;
  return {
    image: `${name}:1.0.0`,
    build: { context: '.' },
    command: uses.serve,
    // Children (servers that run as programs) are reaped, and signals reach the agent.
    init: true,
    user: `${image.user}:${image.user}`,
    ...restricted({ cpus: '1', memory: '512M', pids: 256 }),
    tmpfs: ['/tmp:size=64m,mode=1777'],
    environment: environment(agent),
    secrets: secrets.map((secret) => secret.name),
    ...(state === 'sqlite' ? { volumes: [`data:${image.dataFolder}`] } : {}),
    ports: [`127.0.0.1:${setting('PUBLISHED_PORT', String(image.port))}:${image.port}`],
    healthcheck: {
      test: ['CMD', ...image.healthCheck],
      interval: '30s',
      timeout: '5s',
      retries: 3,
      start_period: '20s',
    },
    ...(state === 'postgres' ? { depends_on: { postgres: { condition: 'service_healthy', required: false } } } : {}),
    // The pass under way may end: the agent gives it 50 seconds.
    stop_grace_period: '65s',
  };
}

/** Settings come from `.env`; what has no usual value has to be there. */
function environment({ name, image, variables, recordedIsDone }: AgentPackage): Readonly<Record<string, string>> {
  const settings = variables.filter(({ secret }) => !secret);
  return {
    HOST: '0.0.0.0',
    PORT: String(image.port),
    SECRETS_DIR: SECRETS_FOLDER,
    DRY_RUN: setting('DRY_RUN', 'true'),
    APPROVALS: setting('APPROVALS', 'ask'),
    LOG_LEVEL: setting('LOG_LEVEL', 'info'),
    // Traces are sent; metrics the collector fetches.
    OTEL_EXPORTER_OTLP_ENDPOINT: setting('OTEL_EXPORTER_OTLP_ENDPOINT', ''),
    OTEL_METRICS_EXPORTER: setting('OTEL_METRICS_EXPORTER', 'none'),
    OTEL_SERVICE_NAME: setting('OTEL_SERVICE_NAME', name),
    ...(recordedIsDone ? { RECORDED_EFFECTS: setting('RECORDED_EFFECTS', 'done') } : {}),
    ...Object.fromEntries(settings.map((variable) => [variable.name, `\${${variable.name}:?set it in .env}`])),
  };
}
