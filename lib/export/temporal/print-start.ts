import type { AgentPackage } from '../agents/agent-package.ts';
import { printString, printValue } from '../print/print-value.ts';
import { temporalCron } from './temporal-cron.ts';

/** `temporal/start.ts`. Not yet formatted. */
export function printStart({ name, trigger }: AgentPackage): string {
  const schedule =
    trigger.on === 'schedule'
      ? `\n  schedule: ${printValue({ cron: [...temporalCron(trigger.cron)], timeZone: trigger.timeZone })},`
      : '';
  return `import { inputs } from '../inputs.ts';
import { startCommand } from '../runtime/temporal/sdk/start-command.ts';

await startCommand({
  taskQueue: ${printString(name)},
  inputs,${schedule}
});
`;
}
