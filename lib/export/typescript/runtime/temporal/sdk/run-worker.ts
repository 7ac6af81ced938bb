import { Context } from '@temporalio/activity';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  type ActivityInboundCallsInterceptor,
  DefaultLogger,
  type LogEntry,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import type { Log } from '../../agent-setup.ts';
import type { AgentProgram } from '../../command/agent-program.ts';
import { openAgent } from '../../command/open-agent.ts';
import { workerActivities } from '../worker-activities.ts';

const SIGN_OF_LIFE_MS = 5_000;

/**
 * Works on the runs of a task queue until it is told to stop (SIGINT, SIGTERM); what is under way is finished first.
 * Rejects with one line where a setting is missing.
 * @param place.folder where `mcp.json` and `trace.json` are
 * @param place.workflows the file that exports the workflow
 */
export async function runWorker(
  program: AgentProgram,
  place: { readonly folder: string; readonly workflows: string; readonly taskQueue: string },
): Promise<void> {
  const agent = await openAgent(program, place.folder, process.env, { quiet: false });
  try {
    agent.requireSettings();
    Runtime.install({ logger: new DefaultLogger('INFO', (entry) => write(agent.log, entry)) });
    const { connectionOptions, namespace } = loadClientConnectConfig();
    const connection = await NativeConnection.connect(connectionOptions);
    try {
      const worker = await Worker.create({
        connection,
        namespace,
        taskQueue: place.taskQueue,
        workflowsPath: place.workflows,
        activities: { ...workerActivities(agent, () => Context.current().cancellationSignal) },
        interceptors: { activity: [() => ({ inbound: signsOfLife })] },
        shutdownGraceTime: '50 seconds',
      });
      agent.log.info({ taskQueue: place.taskQueue, namespace }, 'worker is ready');
      await worker.run();
    } finally {
      await connection.close();
    }
  } finally {
    await agent.close();
  }
}

/** Temporal's own lines, among the agent's and like them. */
function write(log: Log, { level, message, meta }: LogEntry): void {
  const facts = { ...meta };
  if (level === 'ERROR') log.error(facts, message);
  else if (level === 'WARN') log.warn(facts, message);
  else if (level === 'INFO') log.info(facts, message);
  else log.debug(facts, message);
}

/** Tells Temporal that an activity is worked on, so that the one of a worker that died is known by its silence. */
const signsOfLife: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    const context = Context.current();
    const timer = setInterval(() => context.heartbeat(), SIGN_OF_LIFE_MS);
    try {
      return await next(input);
    } finally {
      clearInterval(timer);
    }
  },
};
