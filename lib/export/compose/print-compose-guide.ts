import type { AgentPackage } from '../agents/agent-package.ts';
import { openPaths, pathWords } from '../open-paths.ts';

/** `compose/README.md`: how it is started and why it is as it is. Our words only. */
export function printComposeGuide(agent: AgentPackage): string {
  const { state, trigger, variables, hasPrograms, recordedIsDone } = agent;
  const settings = variables.filter(({ secret }) => !secret).map(({ name }) => `\`${name}\``);
  const up = `docker compose ${state === 'postgres' ? '--profile postgres ' : ''}up --detach --wait`;
  return `# With Docker Compose

Compose 2.20 or later. All commands are given in the folder of \`compose.yaml\`.

\`\`\`sh
./compose/make-secrets.sh          # makes compose/secrets/*; fill in those that it names
cp .env.example .env               # settings${settings.length > 0 ? `: ${settings.join(', ').replaceAll('`', '')}` : ''}
docker compose build
docker compose run --rm agent plan # reads, and shows what would change; sends nothing
${up}
docker compose exec agent ${agent.program.image.join(' ')} approve     # changes that wait; "approve all" agrees
\`\`\`

The agent only plans until \`.env\` says \`DRY_RUN=false\`; changes then wait for \`approve\` unless it says
\`APPROVALS=auto\`. ${whenItRuns(agent)}

## Where state is

${state === 'sqlite' ? SQLITE : POSTGRES}${recordedIsDone ? '\n\nWhat was done while recording counts as done. Where this agent works on other servers than those that were recorded,\nset `RECORDED_EFFECTS=ignore` in `.env`.' : ''}

## Secrets

Each is a file in \`compose/secrets/\`, mounted at \`/run/secrets\`; none stands in the environment or in \`compose.yaml\`. Put
a new value into its file and the agent reads it at the next connection.

## What is closed

The root of every container is read-only, all capabilities are dropped (Postgres keeps five for its start), nothing gains
privileges, and memory, processors and processes are limited. The port is published on 127.0.0.1 only${openPaths(trigger).length > 0 ? `: put a\nreverse proxy with TLS before it, and let it pass ${pathWords(openPaths(trigger))} and nothing else` : ''}.${hasPrograms ? '\n\nA server of `mcp.json` runs as a program beside the agent: put it into the image (`Dockerfile` says where).' : ''}

## Profiles

${state === 'postgres' ? '- `postgres`: a Postgres server. Leave it out where you have one, and write its address into `compose/secrets/DATABASE_URL`.\n' : ''}- \`telemetry\`: an OpenTelemetry collector that reads \`/metrics\` of the agent and sends it to \`OTLP_ENDPOINT\` (of \`.env\`).
  With \`OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318\` in \`.env\` the agent's traces go the same way.

Images are named by version. Pin them by digest before you deploy, and look for newer ones:
\`docker buildx imagetools inspect <image>\`. \`sbom.cdx.json\` lists every package of the agent's own image (CycloneDX).
`;
}

function whenItRuns({ trigger, program }: AgentPackage): string {
  const byHand = `\`docker compose exec agent ${program.image.join(' ')} trigger\` starts a pass by hand.`;
  switch (trigger.on) {
    case 'manual':
      return byHand;
    case 'schedule':
      return `The agent keeps its schedule itself. ${byHand}`;
    case 'keep':
      return `The agent keeps what it makes as it should be, pass after pass; \`/status\` says how that stands. ${byHand}`;
    case 'webhook':
      return `It takes signed deliveries. ${byHand}`;
    case 'queue':
      return `It takes the messages of the queue at \`compose/secrets/QUEUE_URL\`. ${byHand}`;
    case 'endpoint':
      return 'Whoever has `RUN_TOKEN` calls it: `POST /invoke`, or its tool at `/mcp`; `README.md` says how.';
  }
}

const SQLITE = `A SQLite file in the volume \`data\`. One agent at a time: do not scale this service. For more than one, export again with
Postgres.`;

const POSTGRES = `Postgres, by \`compose/secrets/DATABASE_URL\`. \`docker compose up --scale agent=3\` needs the published port taken out of
\`compose.yaml\`; replicas share the ledger, and each change is claimed by one of them.`;
