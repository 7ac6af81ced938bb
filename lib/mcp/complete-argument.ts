import type { ConnectionLimits } from './connection-limits.ts';
import type { CompletionRequest } from './connections.ts';
import type { Dialled } from './dial-server.ts';
import { isRecord } from './read-offers.ts';
import { requestServer } from './server-request.ts';

/** What the server proposes for the argument; texts only. Throws what `requestServer` throws. */
export async function completeArgument(
  dialled: Dialled,
  { ref, argument, context }: CompletionRequest,
  limits: ConnectionLimits,
): Promise<readonly string[]> {
  const answers = await requestServer(dialled.tap, {
    idleMs: limits.listMs,
    totalMs: limits.listMs,
    run: (options) =>
      dialled.client.request(
        {
          method: 'completion/complete',
          params: {
            ref:
              'prompt' in ref
                ? { type: 'ref/prompt', name: ref.prompt }
                : { type: 'ref/resource', uri: ref.resourceTemplate },
            argument: { ...argument },
            ...(context ? { context: { arguments: { ...context } } } : {}),
          },
        },
        options,
      ),
  });
  const completion = answers.at(-1)?.result.completion;
  const values: readonly unknown[] = isRecord(completion) && Array.isArray(completion.values) ? completion.values : [];
  return values.filter((value) => typeof value === 'string');
}
