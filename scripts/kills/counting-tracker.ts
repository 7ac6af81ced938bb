import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** What the server itself has stored for one world: the truth that no agent keeps. */
export interface World {
  readonly wishes: readonly string[];
  readonly issues: string[];
  /** Told of every run's first call. */
  onFirstCall: () => void;
  /** When it last stored something, by `performance.now()`. */
  storedAt: number;
  /** Writes that are being carried out now. */
  underWay: number;
}

export interface CountingTracker {
  /** Address of a world's tracker. */
  urlOf(world: string): string;
  readonly worlds: Map<string, World>;
  close(): Promise<void>;
}

/**
 * A tracker over HTTP that lives through every kill, with a world of its own at each address. It takes a moment before
 * it stores an issue, and another before it answers, so that a kill can fall between any two of these.
 */
export async function startCountingTracker(moment: () => number): Promise<CountingTracker> {
  const worlds = new Map<string, World>();
  const pause = () => new Promise((done) => setTimeout(done, moment()));
  const text = (value: unknown) => ({ content: [{ type: 'text' as const, text: JSON.stringify(value) }] });
  const handlerOf = (world: World) =>
    toNodeHandler(
      createMcpHandler(() => {
        const server = new McpServer({ name: 'counting-tracker', version: '1.0.0' });
        server.registerTool('list_wishes', { inputSchema: z.object({}) }, () => {
          world.onFirstCall();
          return text(world.wishes);
        });
        server.registerTool('find_issues', { inputSchema: z.object({ title: z.string() }) }, ({ title }) =>
          text(world.issues.filter((each) => each === title)),
        );
        server.registerTool('create_issue', { inputSchema: z.object({ title: z.string() }) }, async ({ title }) => {
          world.underWay += 1;
          try {
            await pause();
            world.issues.push(title);
            world.storedAt = performance.now();
            await pause();
            return text({ key: `OPS-${world.issues.length}` });
          } finally {
            world.underWay -= 1;
          }
        });
        return server;
      }),
    );
  const handlers = new Map<World, ReturnType<typeof handlerOf>>();
  const http = createServer((request, response) => {
    const world = worlds.get((request.url ?? '').slice(1));
    if (world === undefined) {
      response.writeHead(404).end();
      return;
    }
    const handler = handlers.get(world) ?? handlerOf(world);
    handlers.set(world, handler);
    void handler(request, response);
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', () => done()));
  const { port } = http.address() as AddressInfo;
  return {
    urlOf: (world) => `http://127.0.0.1:${port}/${world}`,
    worlds,
    close: () =>
      new Promise((done) => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
}
