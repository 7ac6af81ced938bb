import type { OpenAgent } from './open-agent.ts';

export async function serveCommand(agent: OpenAgent): Promise<number> {
  await agent.close();
  throw new Error('not yet');
}
