import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../../root.ts';

/** For integration tests: the studio as its user starts it, in a process of its own. */
export interface StudioProcess {
  readonly child: ChildProcess;
  readonly port: number;
  /** The launch URL it printed. */
  readonly launchUrl: string;
  /** Everything it printed so far, both streams. */
  output(): string;
  /** Ends it and waits; the exit code, or the signal's name. */
  end(signal: NodeJS.Signals): Promise<number | string>;
  accessKey(): string;
}

export interface StudioSettings {
  readonly home: string;
  readonly port: number;
  readonly variables?: Readonly<Record<string, string>>;
}

const READY = /^Tracewright is ready: (http:\/\/\S+)$/m;

export async function startStudioProcess(settings: StudioSettings): Promise<StudioProcess> {
  const { child, output, exit } = launch(settings);
  const launchUrl = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = READY.exec(output())?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    exit.then((code) => reject(new Error(`The studio ended with ${code} before it was ready:\n${output()}`)));
  });
  return {
    child,
    port: settings.port,
    launchUrl,
    output,
    async end(signal) {
      child.kill(signal);
      return exit;
    },
    accessKey: () => readFileSync(join(settings.home, 'access.key'), 'utf8').trim(),
  };
}

/** For starts that must fail: what it ended with and what it said. */
export async function runToExit(
  settings: StudioSettings,
): Promise<{ readonly code: number | string; readonly output: string }> {
  const { output, exit } = launch(settings);
  return { code: await exit, output: output() };
}

function launch(settings: StudioSettings) {
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      ...(process.env.TRACEWRIGHT_DIST && { TRACEWRIGHT_DIST: process.env.TRACEWRIGHT_DIST }),
      PORT: String(settings.port),
      TRACEWRIGHT_HOME: settings.home,
      ...settings.variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  const exit = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return { child, output: () => text, exit };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with exactly these headers; `fetch` would not let a test set Host or Origin, and follows redirects. */
export function ask(
  port: number,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Milliseconds after which an answer that goes on (an event stream) is taken as it is. */
    readonly patience?: number;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        const timer = setTimeout(() => {
          done();
          call.destroy();
        }, options.patience ?? 10_000);
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => {
          clearTimeout(timer);
          done();
        });
      },
    );
    call.once('error', reject);
    call.end(options.body);
  });
}

/** Opens a launch URL as a browser would; the `Cookie` header to send from then on. */
export async function enter(port: number, launchUrl: string): Promise<string> {
  const url = new URL(launchUrl);
  const answer = await ask(port, `${url.pathname}${url.search}`);
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
  if (answer.status !== 303 || !cookie)
    throw new Error(`The launch URL did not let in: ${answer.status} ${answer.body}`);
  return cookie;
}
