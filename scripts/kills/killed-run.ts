import { spawn } from 'node:child_process';
import type { AgentStart } from '../../lib/export/test/deployed-agent.ts';

export interface RunEnd {
  readonly killed: boolean;
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command of an agent to its end. `arm` is given what ends it with SIGKILL before. */
export function runAndKill(
  { folder, env, program }: { readonly folder: string; readonly env: NodeJS.ProcessEnv; readonly program: AgentStart },
  args: readonly string[],
  arm: (kill: () => void) => void = () => {},
): Promise<RunEnd> {
  const [command, ...first] = program;
  const child = spawn(command, [...first, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  arm(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      done({ killed: signal === 'SIGKILL', code, output });
    });
  });
}
