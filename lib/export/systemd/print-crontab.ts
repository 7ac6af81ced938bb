import type { AgentPackage } from '../agents/agent-package.ts';
import { startsByItself } from '../starts-by-itself.ts';
import { installedPlaces } from './agent-units.ts';

/** `systemd/crontab`: for machines without systemd. A line for `crontab -e`; null where nothing starts by itself. */
export function printCrontab({ name, trigger }: AgentPackage): string | null {
  if (!startsByItself(trigger)) return null;
  const [cron, timeZone] = trigger.on === 'schedule' ? [trigger.cron.trim(), trigger.timeZone] : ['0 3 * * *', 'UTC'];
  return `# cronie keeps the time zone; Debian's cron does not know CRON_TZ and goes by the machine's own.
CRON_TZ=${timeZone}
${cron} ${installedPlaces(name).program}/systemd/run-once.sh 2>&1 | logger -t ${name}
`;
}
