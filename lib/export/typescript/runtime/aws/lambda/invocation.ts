import type { AgentProgram } from '../../command/agent-program.ts';
import { type OpenAgent, openAgent } from '../../command/open-agent.ts';
import { serveSettings } from '../../command/serve-settings.ts';
import { deadlineOf } from './deadline.ts';
import type { LambdaContext } from './lambda-events.ts';
import { secretVariables } from './secrets.ts';

/** What the work of one invocation stands on. */
export interface Invocation {
  readonly agent: OpenAgent;
  readonly mode: 'plan' | 'apply';
  /** Aborted when nothing more may be begun. */
  readonly deadline: AbortSignal;
}

/** Opens the agent once for all invocations of a process, and gives each of them a deadline. */
export function invocationsOf(
  program: AgentProgram,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
) {
  const secrets = secretVariables(environment, () => performance.now());
  let opened: Promise<OpenAgent> | null = null;

  async function open(): Promise<OpenAgent> {
    await secrets.refresh();
    opened ??= openAgent(program, folder, secrets.variables, { quiet: false }).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  return {
    async begin<Answer>(context: LambdaContext, work: (invocation: Invocation) => Promise<Answer>): Promise<Answer> {
      const agent = await open();
      const { mode, reserveMs } = serveSettings(agent.environment);
      const deadline = deadlineOf(context, reserveMs);
      try {
        return await work({ agent, mode, deadline: deadline.signal });
      } finally {
        deadline.clear();
        // Between invocations the process is frozen: a connection that was kept may be dead when it thaws, and a write
        // over a dead connection would be in doubt.
        await Promise.all([agent.servers.close(), agent.telemetry.flush()]);
      }
    },
    /** For what is answered at once: no deadline, and no servers are needed. */
    open,
  };
}
