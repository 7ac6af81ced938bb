import type { AgentPackage } from '../agents/agent-package.ts';
import { openPaths, pathWords } from '../open-paths.ts';
import { startsByItself } from '../starts-by-itself.ts';
import { installedPlaces } from './agent-units.ts';

/** `systemd/README.md`: how it is installed and why it is as it is. Our words only. */
export function printSystemdGuide(agent: AgentPackage): string {
  const { name, state, trigger, variables, secrets, hasPrograms } = agent;
  const { program, settings, secrets: folder } = installedPlaces(name);
  const empty = variables.filter(({ secret }) => !secret);
  return `# On a machine with systemd

systemd 250 or later, and what installs the packages (\`${agent.install[0]?.[0]}\`).

\`\`\`sh
sudo ./systemd/install.sh                        # again for every new version
sudo editor ${settings}${empty.length > 0 ? `          # ${empty.map((variable) => variable.name).join(', ')}` : ''}
sudo editor ${folder}/…                 # ${secrets.map((secret) => secret.name).join(', ')}
sudo systemctl restart ${name}
sudo ${program}/systemd/command.sh plan          # reads, and shows what would change; sends nothing
sudo ${program}/systemd/command.sh approve       # changes that wait; "approve all" agrees
curl http://127.0.0.1:${agent.image.port}/readyz
\`\`\`

The agent only plans until \`${settings}\` says \`DRY_RUN=false\`; changes then wait for \`approve\` unless it says
\`APPROVALS=auto\`.

## What there is

- \`${name}.service\`: the running agent, as a user of its own that exists while it runs
- \`${name}-reconcile.service\`: starts one pass of it: \`sudo systemctl start ${name}-reconcile\`
${startsByItself(trigger) ? `- \`${name}-reconcile.timer\`: when that happens by itself. What was missed while the machine was off is made up for\n- \`crontab\`, \`run-once.sh\`: the same for a machine without systemd, one pass at a time\n` : '- `run-once.sh`: one pass, for a machine without systemd\n'}- \`command.sh\`: the agent's other commands, with the same user, state and secrets

${whenItRuns(agent)}

## State

${state === 'sqlite' ? `A SQLite file in \`/var/lib/${name}\`. Back it up: without it, what was done has to be found again in the world.` : `Postgres, by \`${folder}/DATABASE_URL\`. More than one machine may run this agent; each change is claimed by one of them.`}

## Secrets

Each is a file in \`${folder}\`, for root only. systemd hands them to the unit as credentials; none stands in the
environment or in a unit. After a change: \`sudo systemctl restart ${name}\`.

## What is closed

No capability, no other user's files, no devices, no new privileges, a read-only system, limited system calls and memory.
\`systemd-analyze security ${name}\` says more. \`MemoryDenyWriteExecute\` is not set: JavaScript, of the agent or of a
server, is compiled while it runs.${hasPrograms ? ` A server of \`mcp.json\` that runs as a program has these limits too, and must be readable for everybody: below\n\`${program}\` or installed by the system.` : ''}
`;
}

function whenItRuns({ trigger, image }: AgentPackage): string {
  switch (trigger.on) {
    case 'manual':
      return 'Nothing starts by itself.';
    case 'schedule':
      return 'The timer keeps the schedule; the agent itself keeps none (`SCHEDULE=external`), so no slot runs twice.';
    case 'keep':
      return `The service passes by itself for as long as it runs; \`http://127.0.0.1:${image.port}/status\` says how it stands.`;
    case 'webhook':
      return `Deliveries come to 127.0.0.1:${image.port}: put a reverse proxy with TLS before it, and let it pass \`/webhooks/\` and nothing else.${startsByItself(trigger) ? ' Once a day\nthe timer starts a pass as well, so that what a missed delivery left undone is done.' : ''}`;
    case 'queue':
      return 'At each message of the queue at `QUEUE_URL`; `README.md` says what becomes of it.';
    case 'endpoint':
      return `Calls come to 127.0.0.1:${image.port}: put a reverse proxy with TLS before it, and let it pass ${pathWords(openPaths(trigger))} and\nnothing else. \`README.md\` says how it is called.`;
  }
}
