import type { AgentPackage } from '../agents/agent-package.ts';

/** Secrets that nobody has to know: made of chance where they are first needed. */
const OF_CHANCE = new Set(['RUN_TOKEN', 'WEBHOOK_SECRET']);

/**
 * `compose/make-secrets.sh`: a file for every secret that has none yet, filled where it can be; says which are still
 * empty. Names are ours: `[A-Z][A-Z0-9_]*`.
 */
export function printMakeSecrets({ secrets, state }: Pick<AgentPackage, 'secrets' | 'state'>): string {
  const others = secrets.map(({ name }) => name).filter((name) => name !== 'DATABASE_URL');
  const [made, given] = [others.filter((name) => OF_CHANCE.has(name)), others.filter((name) => !OF_CHANCE.has(name))];
  return `#!/bin/sh
# Makes a file for every secret of compose.yaml that has none yet. Run again, it changes nothing.
set -eu
cd "$(dirname "$0")/secrets"
# The folder keeps others out. Its files can be read by the user of the container, who is not you.
chmod 700 .
umask 022

chance() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \\n'
}

# put NAME TEXT: writes a file that is not there yet.
put() {
  [ -e "$1" ] || printf '%s' "$2" >"$1"
}

${made.map((name) => `put ${name} "$(chance)"\n`).join('')}${state === 'postgres' ? POSTGRES : ''}${given.map((name) => `put ${name} ''\n`).join('')}
for file in *; do
  [ -s "$file" ] || echo "Still empty: compose/secrets/$file"
done
`;
}

const POSTGRES = `put POSTGRES_PASSWORD "$(chance)"
# Another Postgres server than the one of this file: write its address here.
put DATABASE_URL "postgres://agent:$(cat POSTGRES_PASSWORD)@postgres:5432/agent"
`;
