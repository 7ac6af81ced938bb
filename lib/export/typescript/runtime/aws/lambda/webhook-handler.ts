import type { OpenAgent } from '../../command/open-agent.ts';
import { answerRequest } from '../../trigger/answer-request.ts';
import type { OpenSqs } from '../../trigger/queue/sqs-client.ts';
import type { UrlAnswer, UrlEvent } from './lambda-events.ts';

const LARGEST_BODY = 1024 * 1024;

/**
 * A signed delivery, or a start by hand with `RUN_TOKEN`: answered 202 after it is committed. Its key goes to the queue
 * of the function that does the work. Where that fails the delivery is still there, and the timer goes on with it.
 */
export async function webhookHandler(agent: OpenAgent, event: UrlEvent, sqs: OpenSqs): Promise<UrlAnswer> {
  const { program, environment, deliveries, log } = agent;
  const { method } = event.requestContext.http;
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (method !== 'POST') return answer(404, { error: 'There is nothing here.' });
  if (body.length > LARGEST_BODY) return answer(413, { error: 'The body is larger than 1 MiB.' });
  const QueueUrl = environment.get('MESSAGES_URL');
  const answered = await answerRequest(
    { method, path: event.rawPath, headers: event.headers, body },
    {
      trigger: program.trigger,
      inputs: program.inputs,
      queue: deliveries,
      calls: null,
      async onDelivery(delivery) {
        if (QueueUrl === undefined) return;
        await sqs()
          .then((client) => client.sendMessage({ QueueUrl, MessageBody: JSON.stringify({ delivery }) }))
          .catch((error: unknown) => log.error({ delivery, error: String(error) }, 'key could not be sent'));
      },
      secret: (name) => environment.get(name),
      notReady: async () => [],
      metrics: agent.metrics.text,
      now: () => new Date(),
    },
  );
  if (answered instanceof Response) return answer(answered.status, await answered.text());
  return answer(answered.status, answered.body, answered.headers);
}

function answer(statusCode: number, body: unknown, headers: Readonly<Record<string, string>> = {}): UrlAnswer {
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
