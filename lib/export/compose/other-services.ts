import { type ComposeService, restricted, setting } from './compose-file.ts';

/** Where telemetry goes; the collector reads it from its own environment. */
const ENDPOINT = 'OTLP_ENDPOINT';
/** Where the collector takes OTLP over HTTP: the standard's own port. */
const OTLP_PORT = 4318;

/** A Postgres server for those who have none; in the profile `postgres`. */
export function postgresService(): ComposeService {
  return {
    image: 'docker.io/library/postgres:17.6-bookworm',
    profiles: ['postgres'],
    ...restricted({ cpus: '1', memory: '512M', pids: 256 }),
    // Its entry point gives the folder of the data to its own user, and goes on as that.
    cap_add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
    tmpfs: ['/tmp:size=64m,mode=1777', '/run/postgresql:size=8m'],
    environment: {
      POSTGRES_USER: 'agent',
      POSTGRES_DB: 'agent',
      POSTGRES_PASSWORD_FILE: '/run/secrets/POSTGRES_PASSWORD',
    },
    secrets: ['POSTGRES_PASSWORD'],
    volumes: ['postgres:/var/lib/postgresql/data'],
    healthcheck: {
      test: ['CMD', 'pg_isready', '--username=agent', '--dbname=agent', '--host=127.0.0.1'],
      interval: '5s',
      timeout: '3s',
      retries: 10,
      start_period: '10s',
    },
    stop_grace_period: '60s',
  };
}

/** Reads the agent's metrics, takes its traces and sends both on; in the profile `telemetry`. */
export function collectorService(): ComposeService {
  return {
    image: 'docker.io/otel/opentelemetry-collector-contrib:0.115.1',
    profiles: ['telemetry'],
    command: ['--config=/etc/otelcol/collector.yaml'],
    user: '10001:10001',
    ...restricted({ cpus: '0.5', memory: '256M', pids: 128 }),
    environment: { [ENDPOINT]: setting(ENDPOINT, '') },
    configs: [{ source: 'collector', target: '/etc/otelcol/collector.yaml' }],
    depends_on: { agent: { condition: 'service_started', required: true } },
  };
}

/** `compose/collector.yaml`: the agent's `/metrics` every half minute and the traces it sends, both on as OTLP over HTTP. */
export function collectorSettings(port: number): object {
  return {
    receivers: {
      otlp: { protocols: { http: { endpoint: `0.0.0.0:${OTLP_PORT}` } } },
      prometheus: {
        config: {
          scrape_configs: [
            { job_name: 'agent', scrape_interval: '30s', static_configs: [{ targets: [`agent:${port}`] }] },
          ],
        },
      },
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      batch: {},
    },
    exporters: { otlphttp: { endpoint: `\${env:${ENDPOINT}}` } },
    service: {
      pipelines: {
        traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['otlphttp'] },
        metrics: { receivers: ['prometheus'], processors: ['memory_limiter', 'batch'], exporters: ['otlphttp'] },
      },
    },
  };
}
