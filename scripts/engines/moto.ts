import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { openPythonTool } from './python-tool.ts';

// Where one request is to follow another: moto looks at a condition and changes the item in two steps, and AWS in one.
const SERVER = `
import sys
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app), threaded=sys.argv[2] == "at-once")
`;

/** What answers as AWS does, on this machine, and forgets everything when it is stopped. */
export interface Moto {
  /** Variables for a process that shall talk to it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Starts moto's server out of its package, kept between runs below `folder`; or says why it cannot be had. A request that
 * waits holds up others that come in turn.
 */
export async function startMoto(
  folder: string,
  requests: 'in-turn' | 'at-once' = 'in-turn',
): Promise<Moto | { readonly missing: string }> {
  const tool = openPythonTool(folder, { name: 'moto_server', requirement: 'moto[server]==5.2.5' });
  if ('missing' in tool) return tool;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(tool.python, ['-c', SERVER, String(port), requests], { cwd: folder, stdio: 'ignore' });
  for (let look = 0; look < 300; look += 1) {
    const answer = await fetch(`${url}/moto-api/data.json`).catch(() => null);
    if (answer?.ok) {
      const env = {
        AWS_ENDPOINT_URL: url,
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'k',
        AWS_SECRET_ACCESS_KEY: 's',
      };
      return { env, stop: () => void child.kill() };
    }
    if (child.exitCode !== null) return { missing: `moto ended with ${child.exitCode}` };
    await setTimeout(100);
  }
  child.kill();
  return { missing: 'moto did not answer within 30 s' };
}
