import type { AgentProgram } from '../../command/agent-program.ts';
import { openSqs, type SqsClient } from '../../trigger/queue/sqs-client.ts';
import { invocationsOf } from './invocation.ts';
import type {
  LambdaContext,
  SqsAnswer,
  SqsEvent,
  UrlAnswer,
  UrlEvent,
  WakeAnswer,
  WakeEvent,
} from './lambda-events.ts';
import { queueHandler } from './queue-handler.ts';
import { runHandler } from './run-handler.ts';
import { webhookHandler } from './webhook-handler.ts';

/** What AWS Lambda calls. Everything behind them is opened at the first call and kept for the next ones. */
export interface LambdaHandlers {
  /** By schedule, by hand, and what is open. */
  run(event: WakeEvent, context: LambdaContext): Promise<WakeAnswer>;
  /** Messages of SQS, with failures one by one (`ReportBatchItemFailures`). */
  queue(event: SqsEvent, context: LambdaContext): Promise<SqsAnswer>;
  /** A request of a Function URL or an HTTP API. */
  webhook(event: UrlEvent, context: LambdaContext): Promise<UrlAnswer>;
}

/** @param folder where `mcp.json` and `trace.json` are */
export function lambdaHandlers(
  program: AgentProgram,
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LambdaHandlers {
  const invocations = invocationsOf(program, folder, environment);
  let client: Promise<SqsClient> | undefined;
  const sqs = () => {
    client ??= openSqs();
    return client;
  };
  return {
    run: (event, context) =>
      invocations.begin(context, async (invocation) => {
        invocation.agent.requireSettings();
        return runHandler(invocation, event, context);
      }),
    queue: (event, context) =>
      invocations.begin(context, async (invocation) => {
        invocation.agent.requireSettings();
        return queueHandler(invocation, event, sqs);
      }),
    webhook: async (event) => webhookHandler(await invocations.open(), event, sqs),
  };
}
