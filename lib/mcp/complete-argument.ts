import type { ConnectionLimits } from './connection-limits.ts';
import type { Completion, CompletionRequest } from './connections.ts';
import type { Dialled } from './dial-server.ts';
import { requestServer } from './server-request.ts';
import { isRecord } from './untrusted-json.ts';

/** What the server proposes for the argument. Throws what `requestServer` throws. */
export async function completeArgument(
  dialled: Dialled,
  { ref, argument, context }: CompletionRequest,
  limits: ConnectionLimits,
): Promise<Completion> {
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
  if (!isRecord(completion)) return { values: [] };
  const { values, total, hasMore } = completion;
  const proposed: readonly unknown[] = Array.isArray(values) ? values : [];
  return {
    values: proposed.filter((value) => typeof value === 'string'),
    ...(typeof total === 'number' ? { total } : {}),
    ...(typeof hasMore === 'boolean' ? { hasMore } : {}),
  };
}
