import { createHash } from 'node:crypto';
import { dirname } from 'node:path/posix';
import type { AgentPackage, AgentUse } from '../agents/agent-package.ts';
import { startsByItself } from '../starts-by-itself.ts';
import { calendarLines } from './calendar-lines.ts';
import { HARDENING } from './hardening.ts';
import type { Setting, Unit } from './print-unit.ts';

/** Where the parts of an agent are on a machine. Names are ours: `[a-z][a-z0-9-]*`. */
export function installedPlaces(name: string) {
  return {
    program: `/opt/${name}`,
    settings: `/etc/${name}/agent.env`,
    secrets: `/etc/${name}/secrets`,
  } as const;
}

/** A user's name has at most 31 characters; a longer one of ours is cut, and told apart by a hash. */
export function userName(name: string): string {
  if (name.length <= 31) return name;
  return `${name.slice(0, 24)}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

/** The running agent: webhooks, starts by hand, health and metrics. Its timer keeps the schedule. */
export function agentService(agent: AgentPackage): Unit {
  return [
    [
      'Unit',
      [
        ['Description', `MCP agent ${agent.name}`],
        ['Documentation', `file:${installedPlaces(agent.name).program}/systemd/README.md`],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target'],
        ['StartLimitIntervalSec', '300'],
        ['StartLimitBurst', '5'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'exec'],
        ['ExecStart', commandLine(agent, 'serve')],
        ...context(
          agent,
          agent.secrets.map(({ name }) => name),
        ),
        ['StateDirectory', agent.name],
        ['StateDirectoryMode', '0700'],
        ['Environment', 'SCHEDULE=external'],
        ['Environment', `AGENT_DATA=%S/${agent.name}`],
        ['Environment', `HOME=%S/${agent.name}`],
        ['Restart', 'on-failure'],
        ['RestartSec', '5'],
        // The pass under way may end: the agent gives it 50 seconds.
        ['TimeoutStopSec', '65'],
        ...HARDENING,
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ];
}

/** Starts a pass of the running agent, as a timer or somebody wishes. */
export function reconcileService(agent: AgentPackage): Unit {
  return [
    [
      'Unit',
      [
        ['Description', `One pass of the MCP agent ${agent.name}`],
        ['Wants', `${agent.name}.service`],
        ['After', `${agent.name}.service`],
        ['StartLimitIntervalSec', '600'],
        ['StartLimitBurst', '5'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'oneshot'],
        ['ExecStart', commandLine(agent, 'trigger')],
        ...context(agent, ['RUN_TOKEN']),
        // Just after a start the agent may not listen yet.
        ['Restart', 'on-failure'],
        ['RestartSec', '15'],
        ['TimeoutStartSec', '60'],
        ...HARDENING,
      ],
    ],
  ];
}

/** When passes start; null where the machine starts none by itself. A slot that was slept through is made up for. */
export function reconcileTimer({ name, trigger }: AgentPackage): Unit | null {
  if (!startsByItself(trigger)) return null;
  const times = trigger.on === 'schedule' ? calendarLines(trigger) : ['*-*-* 03:00:00 UTC'];
  return [
    ['Unit', [['Description', `When the MCP agent ${name} runs`]]],
    [
      'Timer',
      [
        ...times.map((time) => ['OnCalendar', time] as const),
        ['Persistent', 'yes'],
        ['AccuracySec', '1s'],
        ['RandomizedDelaySec', '15s'],
        ['Unit', `${name}-reconcile.service`],
      ],
    ],
    ['Install', [['WantedBy', 'timers.target']]],
  ];
}

/** Who runs, where, with which settings and secrets. Secrets are credentials: files that only this unit can read. */
function context({ name, program }: AgentPackage, secrets: readonly string[]): readonly Setting[] {
  const places = installedPlaces(name);
  return [
    ['DynamicUser', 'yes'],
    ['User', userName(name)],
    ['WorkingDirectory', places.program],
    ['EnvironmentFile', places.settings],
    ...secrets.map((secret) => ['LoadCredential', `${secret}:${places.secrets}/${secret}`] as const),
    ['Environment', 'SECRETS_DIR=%d'],
    // Servers that are programs find the agent's own runtime first.
    ['Environment', `PATH=${places.program}/${dirname(program.installed[0])}:/usr/local/bin:/usr/bin:/bin`],
  ];
}

function commandLine({ name, program, uses }: AgentPackage, use: AgentUse): string {
  return [`${installedPlaces(name).program}/${program.installed[0]}`, ...program.installed.slice(1), ...uses[use]].join(
    ' ',
  );
}
