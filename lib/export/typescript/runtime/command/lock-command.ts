import { compareTools } from '../lock/compare-tools.ts';
import { readLock, writeLock } from '../lock/lock-file.ts';
import type { OpenAgent } from './open-agent.ts';
import type { CommandArguments } from './run-command.ts';

/**
 * `lock`: how the live tools differ from `mcp.lock`. `lock --accept`: locks them as they are now, and lets runs go on
 * that waited for it. Exit code 1 where a run would stop.
 */
export async function lockCommand(agent: OpenAgent, { accept, json }: CommandArguments): Promise<number> {
  try {
    agent.requireSettings();
    const lock = readLock(agent.lockPath);
    const { changes, now } = await compareTools(lock, { describe: agent.servers.describe });
    const stops = changes.some((change) => change.stops);
    if (json) process.stdout.write(`${JSON.stringify(changes, null, 2)}\n`);
    else for (const change of changes) process.stdout.write(`${change.stops ? 'stops' : 'warns'}  ${change.text}\n`);
    if (!json && changes.length === 0) process.stdout.write('The tools are as they were locked.\n');
    if (!accept) return stops ? 1 : 0;
    const gone = Object.entries(now.servers).flatMap(([alias, { tools }]) =>
      Object.entries(tools).flatMap(([name, tool]) => (tool === null ? [`${alias}/${name}`] : [])),
    );
    if (gone.length > 0) {
      throw new Error(`The program calls what is not there: ${gone.join(', ')}. Record again and export anew.`);
    }
    writeLock(agent.lockPath, now);
    await agent.deliveries.wake();
    if (!json) process.stdout.write('mcp.lock holds the tools as they are now.\n');
    return 0;
  } finally {
    await agent.close();
  }
}
