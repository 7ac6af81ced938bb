import { type IncomingMessage, request } from 'node:http';
import type { LambdaHandlers } from './lambda-handlers.ts';

/**
 * Asks the runtime interface of AWS Lambda for one event after the other and hands each to a handler, for an image that
 * is not one of AWS's own. Ends when the interface goes away.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 * @param name of the handler, as the command of the image says
 */
export async function serveInvocations(handlers: LambdaHandlers, name: string | undefined): Promise<void> {
  const host = process.env.AWS_LAMBDA_RUNTIME_API;
  const handler = name === undefined ? undefined : Object.entries(handlers).find(([each]) => each === name)?.[1];
  if (!host) throw new Error('AWS_LAMBDA_RUNTIME_API is not set: this is started by AWS Lambda. By hand: node main.ts');
  if (!handler) throw new Error(`There is no handler "${name ?? ''}". Known: ${Object.keys(handlers).join(', ')}.`);
  const at = (path: string) => `http://${host}/2018-06-01/runtime/${path}`;
  for (;;) {
    const next = await exchange(at('invocation/next'));
    const id = String(next.headers['lambda-runtime-aws-request-id']);
    const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
    const context = { awsRequestId: id, getRemainingTimeInMillis: () => deadline - Date.now() };
    try {
      const answer = await handler(JSON.parse(next.text), context);
      await exchange(at(`invocation/${id}/response`), { body: JSON.stringify(answer) });
    } catch (error) {
      await exchange(at(`invocation/${id}/error`), errorOf(error));
    }
  }
}

function errorOf(error: unknown) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    body: JSON.stringify({ errorType: name, errorMessage: message, stackTrace: stack?.split('\n').slice(1) ?? [] }),
    headers: { 'lambda-runtime-function-error-type': name },
  };
}

/**
 * One request, without any time limit: an event may be hours away, and the process is frozen until then. `fetch` would
 * give up after five minutes.
 */
function exchange(
  url: string,
  post?: { readonly body: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<{ readonly headers: IncomingMessage['headers']; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: post ? 'POST' : 'GET', headers: post?.headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if ((response.statusCode ?? 500) < 300) resolve({ headers: response.headers, text });
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(post?.body);
  });
}
