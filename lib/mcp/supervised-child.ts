import { type ChildProcess, spawn } from 'node:child_process';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { WATCHDOG_SOURCE } from './watchdog-source.ts';

export interface ChildCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string>>;
}

/** How a child came to its end; `not-started` is what the operating system said to the attempt. */
export type ChildEnd =
  | { readonly kind: 'not-started'; readonly code: string; readonly message: string }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null };

/** A process that ends when we end, however we end. */
export interface SupervisedChild {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Process id of the child itself, once it runs. */
  pid(): number | null;
  /** Resolves when the child and its process group are gone. Never rejects. */
  readonly ended: Promise<ChildEnd>;
  /** Closes stdin; after `graceMs` SIGTERM to the group, after `graceMs` more SIGKILL. Resolves when it is gone. */
  stop(graceMs: number): Promise<ChildEnd>;
}

/** Starts a command without a shell under a watchdog (see watchdog-source.ts). */
export function superviseChild(command: ChildCommand): SupervisedChild {
  const watchdog = spawn(process.execPath, ['-e', WATCHDOG_SOURCE], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    // Its own session: a Ctrl-C in the terminal is for the studio, which then stops its servers in good order.
    detached: true,
    // The child's environment goes over descriptor 3; the watchdog itself needs none.
    env: { NODE_ENV: 'production' },
    windowsHide: true,
  });
  const { stdin, stdout, stderr } = watchdog;
  const line = watchdog.stdio[3];
  if (!stdin || !stdout || !stderr || !(line instanceof Duplex)) throw new Error('The watchdog has no pipes.');

  let pid: number | null = null;
  let end: ChildEnd | null = null;
  const order = (message: object) => {
    if (!line.destroyed) line.write(`${JSON.stringify(message)}\n`);
  };
  readLines(line, (message) => {
    if (typeof message.pid === 'number') pid = message.pid;
    if (message.error) {
      end ??= { kind: 'not-started', code: message.error.code ?? 'UNKNOWN', message: message.error.message };
    }
    if (message.exit) end ??= { kind: 'exited', code: message.exit.code, signal: message.exit.signal };
  });
  // A broken pipe shows as the child's end, which is awaited; without a listener it would be thrown.
  for (const stream of [line, stdin]) stream.on('error', () => {});
  line.on('end', () => line.destroy());
  order(command);

  const ended = watchdogEnd(watchdog).then((watchdogEnded): ChildEnd => {
    // The watchdog itself was killed: end the group it can no longer end.
    if (pid !== null && end === null) killGroup(pid);
    return end ?? watchdogEnded;
  });

  return {
    stdin,
    stdout,
    stderr,
    pid: () => pid,
    ended,
    async stop(graceMs) {
      stdin.end();
      if (await within(ended, graceMs)) return ended;
      order({ signal: 'SIGTERM' });
      if (await within(ended, graceMs)) return ended;
      order({ signal: 'SIGKILL' });
      if (await within(ended, 2_000)) return ended;
      watchdog.kill('SIGKILL');
      return ended;
    },
  };
}

interface WatchdogReport {
  readonly pid?: number;
  readonly error?: { readonly code?: string; readonly message: string };
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
}

function readLines(stream: Readable, onReport: (report: WatchdogReport) => void): void {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text += chunk;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
      // Written by our own watchdog, so its shape is known.
      onReport(JSON.parse(text.slice(0, at)) as WatchdogReport);
      text = text.slice(at + 1);
    }
  });
}

function watchdogEnd(watchdog: ChildProcess): Promise<ChildEnd> {
  return new Promise((resolve) => {
    watchdog.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ kind: 'not-started', code: error.code ?? 'UNKNOWN', message: error.message });
    });
    watchdog.once('close', (code, signal) => resolve({ kind: 'exited', code, signal }));
    // Something that left the process group may still hold the pipes: it must not hold us up.
    watchdog.once('exit', (code, signal) => setTimeout(() => resolve({ kind: 'exited', code, signal }), 300).unref());
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It is gone already, which is what was wanted.
  }
}

async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([promise.then(() => true as const), late]);
  clearTimeout(timer);
  return done;
}
