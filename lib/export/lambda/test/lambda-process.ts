import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came of an invocation. */
export type LambdaEnd =
  | { readonly answer: unknown }
  | { readonly error: { readonly errorType: string; readonly errorMessage: string } }
  | { readonly killed: string };

/** One function, as Lambda runs it: an event at a time, in a process that is started when there is none. */
export interface LambdaFunction {
  invoke(event: object, options?: { readonly id?: string; readonly seconds?: number }): Promise<LambdaEnd>;
  /** What its processes wrote so far. */
  log(): string;
  close(): void;
}

interface Waiting {
  readonly event: object;
  readonly id: string;
  readonly seconds: number;
  readonly end: (end: LambdaEnd) => void;
}

/** Serves Lambda's runtime interface on this machine, and starts `node lambda.ts <handler>` in the folder of a bundle. */
export async function startFunction(place: {
  readonly folder: string;
  readonly handler: 'run' | 'queue' | 'webhook';
  readonly env: NodeJS.ProcessEnv;
}): Promise<LambdaFunction> {
  let waiting: Waiting | null = null;
  let asking: ServerResponse | null = null;
  let child: ChildProcess | null = null;
  let log = '';

  const hand = () => {
    if (!waiting || !asking) return;
    const { event, id, seconds } = waiting;
    asking.setHeader('Lambda-Runtime-Aws-Request-Id', id);
    asking.setHeader('Lambda-Runtime-Deadline-Ms', String(Date.now() + seconds * 1000));
    asking.end(JSON.stringify(event));
    asking = null;
  };
  const server = createServer((request, response) => {
    const [, id, what] = /\/invocation\/([^/]+)\/?(response|error)?$/.exec(request.url ?? '') ?? [];
    if (id === 'next') {
      asking = response;
      return hand();
    }
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      response.writeHead(202).end();
      if (waiting?.id === id)
        waiting?.end(what === 'error' ? { error: JSON.parse(body) } : { answer: JSON.parse(body) });
      waiting = null;
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  const start = () => {
    asking = null;
    const started = spawn(process.execPath, ['lambda.ts', place.handler], {
      cwd: place.folder,
      env: { ...place.env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        log += chunk;
      });
    }
    started.once('close', (code, signal) => {
      child = null;
      waiting?.end({ killed: String(signal ?? code) });
      waiting = null;
    });
    return started;
  };

  return {
    invoke(event, { id, seconds = 900 } = {}) {
      return new Promise((end) => {
        waiting = { event, id: id ?? randomUUID(), seconds, end };
        child ??= start();
        hand();
      });
    },
    log: () => log,
    close() {
      child?.kill('SIGKILL');
      server.close();
      server.closeAllConnections();
    },
  };
}
