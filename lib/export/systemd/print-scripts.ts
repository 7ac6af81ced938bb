import type { AgentPackage } from '../agents/agent-package.ts';
import { installedPlaces, userName } from './agent-units.ts';

/** What is not copied: packages are installed anew, state and settings are the owner's. */
function leftBehind({ program }: AgentPackage): readonly string[] {
  const [packages = ''] = program.installed[0].split('/');
  return [packages, 'data', '.env', '.git'].map((path) => `--exclude=./${path}`);
}

/**
 * `systemd/install.sh`: POSIX sh, to be run again for every new version. With `DESTDIR` it writes below that folder and
 * starts nothing, for packages and for tests.
 */
export function printInstallScript(agent: AgentPackage, units: readonly string[]): string {
  const { name, secrets, install } = agent;
  const places = installedPlaces(name);
  const started = units.filter((unit) => !unit.endsWith('-reconcile.service'));
  return `#!/bin/sh
# Installs or updates this agent as systemd units. Settings and secrets that are there stay as they are.
set -eu
root=\${DESTDIR:-}
bundle=$(cd "$(dirname "$0")/.." && pwd)
program=$root${places.program}
if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
  echo 'Run this as root.' >&2
  exit 1
fi
umask 022

# The new program is complete before it takes the place of the old one.
rm -rf "$program.new" "$program.old"
mkdir -p "$program.new"
(cd "$bundle" && tar -cf - ${leftBehind(agent).join(' ')} .) | (cd "$program.new" && tar --no-same-owner -xf -)
(cd "$program.new"${install.map((words) => ` && ${words.join(' ')}`).join('')})
chmod -R a+rX "$program.new"
if [ -d "$program" ]; then mv "$program" "$program.old"; fi
mv "$program.new" "$program"
rm -rf "$program.old"

mkdir -p "$root${places.secrets}" "$root/etc/systemd/system"
chmod 700 "$root${places.secrets}"
[ -e "$root${places.settings}" ] || cp "$bundle/systemd/agent.env" "$root${places.settings}"
for secret in ${secrets.map((secret) => secret.name).join(' ')}; do
  file=$root${places.secrets}/$secret
  [ -e "$file" ] && continue
  (umask 077 && : >"$file")
  # Nobody has to know this one.
  [ "$secret" != RUN_TOKEN ] || od -An -N32 -tx1 /dev/urandom | tr -d ' \\n' >"$file"
done
for unit in ${units.join(' ')}; do
  cp "$bundle/systemd/$unit" "$root/etc/systemd/system/$unit"
done

[ -z "$root" ] || exit 0
systemctl daemon-reload
systemctl enable ${started.join(' ')}
empty=$(find ${places.secrets} -type f -size 0)
if [ -n "$empty" ]; then
  printf 'Fill these in, then: systemctl restart ${started.join(' ')}\\n%s\\n' "$empty"
else
  systemctl restart ${started.join(' ')}
fi
`;
}

/** `systemd/command.sh`: the agent's other commands, as its own user with its own state and secrets. */
export function printCommandScript({ name, program, secrets }: AgentPackage): string {
  const places = installedPlaces(name);
  const properties = [
    'DynamicUser=yes',
    `User=${userName(name)}`,
    `StateDirectory=${name}`,
    `WorkingDirectory=${places.program}`,
    `EnvironmentFile=${places.settings}`,
    ...secrets.map((secret) => `LoadCredential=${secret.name}:${places.secrets}/${secret.name}`),
    // Written out: specifiers mean nothing on this command line.
    `Environment=SECRETS_DIR=/run/credentials/${name}-command.service`,
    `Environment=AGENT_DATA=/var/lib/${name}`,
    `Environment=HOME=/var/lib/${name}`,
    'ProtectSystem=strict',
    'NoNewPrivileges=yes',
  ];
  return `#!/bin/sh
# A command of the agent beside the running one: command.sh plan, effects, approve, approve all.
set -eu
exec systemd-run --unit=${name}-command --quiet --pipe --wait --collect \\
${properties.map((property) => `  --property=${property} \\\n`).join('')}  ${places.program}/${program.installed.join(' ')} "$@"
`;
}

/** `systemd/run-once.sh`: one pass for cron, where there is no systemd. A pass that still runs is not overtaken. */
export function printRunOnce({ program, uses }: AgentPackage): string {
  const start = `exec flock --nonblock --conflict-exit-code 0 . ${program.installed.join(' ')}`;
  return `#!/bin/sh
# One pass, for cron: plans until .env says DRY_RUN=false; changes wait for approval unless it says APPROVALS=auto.
set -eu
cd "$(dirname "$0")/.."
if [ -f .env ]; then
  set -a
  # shellcheck source=/dev/null
  . ./.env
  set +a
fi
if [ "\${DRY_RUN:-true}" != false ]; then
  ${start} ${uses.plan.join(' ')}
elif [ "\${APPROVALS:-ask}" = auto ]; then
  ${start} ${uses.applyAgreed.join(' ')}
else
  ${start} ${uses.apply.join(' ')}
fi
`;
}
