import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Tool {
  readonly command: string;
  /** Debian packages that bring it, the better one first. */
  readonly packages: readonly string[];
  readonly purpose: string;
  /** Whether the command that is there is whole; it is where nothing is said. */
  readonly isWhole?: () => boolean;
}

/** What tests call besides Node, Chromium and Postgres, which see to themselves. */
const TOOLS: readonly Tool[] = [
  { command: 'ps', packages: ['procps'], purpose: 'looking for processes that outlive the studio' },
  { command: 'kubectl', packages: ['kubectl', 'kubernetes-client'], purpose: 'rendering Kubernetes manifests' },
  { command: 'systemd-analyze', packages: ['systemd'], purpose: 'checking the units of exported agents' },
  { command: 'shellcheck', packages: ['shellcheck'], purpose: 'checking the scripts of exported agents' },
  { command: 'redis-server', packages: ['redis-server'], purpose: 'agents that are woken by a queue' },
  // Debian keeps the module that makes environments in a package of its own.
  {
    command: 'python3',
    packages: ['python3-venv'],
    purpose: 'agents in Python',
    isWhole: () => spawnSync('python3', ['-c', 'import venv, ensurepip']).status === 0,
  },
];

/** Installs what is missing where we may (as root, with apt-get); says what stays missing. Never throws. */
export function ensureTools(tools: readonly Tool[] = TOOLS): void {
  const missing = tools.filter((tool) => !isReady(tool));
  if (missing.length === 0) return;
  const names = missing.map(({ command }) => command).join(', ');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Not found: ${names}; asking Debian for them (apt-get install) …`);
    apt(['update', '-q']);
    for (const tool of missing) {
      for (const name of tool.packages) {
        if (isReady(tool)) break;
        apt(['install', '-y', '-q', '--no-install-recommends', name]);
      }
    }
  }
  for (const { command, purpose } of missing.filter((tool) => !isReady(tool))) {
    console.warn(`${command} is not installed: tests of ${purpose} are skipped or fail.`);
  }
}

function isReady({ command, isWhole }: Tool): boolean {
  return isInstalled(command) && (isWhole?.() ?? true);
}

export function isInstalled(command: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, command)));
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
