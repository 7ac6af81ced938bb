import type { ServerContext } from '@modelcontextprotocol/server';
import type { ToolProgress } from '#core/tool/tool-caller.ts';

const WAITING_MS = 10_000;

/** Hands progress to the client that asked for it with a token; `null` for one that did not. */
export function passOnProgress(
  token: unknown,
  { mcpReq }: ServerContext,
): { report(progress: ToolProgress): void; end(): void } | null {
  if (typeof token !== 'string' && typeof token !== 'number') return null;
  return reportProgress((params) => {
    const notification = { method: 'notifications/progress' as const, params: { progressToken: token, ...params } };
    // A client that has gone needs no progress.
    void mcpReq.notify(notification).catch(() => {});
  });
}

/**
 * Passes on the server's progress. While there is none, a sign of life now and then: a call may wait for a person's
 * approval longer than the client would wait for silence. Its numbers stay below any the server will send.
 */
function reportProgress(send: (progress: ToolProgress) => void): { report(progress: ToolProgress): void; end(): void } {
  let waited = 0;
  const timer = setInterval(() => {
    waited += 1;
    send({ progress: waited * 1e-9, message: 'Waiting for the server, or for an approval in Tracewright.' });
  }, WAITING_MS);
  timer.unref();
  const end = () => clearInterval(timer);
  return {
    end,
    report(progress) {
      end();
      send(progress);
    },
  };
}
