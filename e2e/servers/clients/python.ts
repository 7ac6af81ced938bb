import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../scripts/root.ts';

const execute = promisify(execFile);
const PACKAGE = 'mcp==2.3.0';
const LONGEST_INSTALL_MS = 60_000;
const command = process.platform === 'win32' ? 'python' : 'python3';

export type Python =
  | { readonly kind: 'ready'; run(script: string, args: readonly string[]): Promise<string> }
  | { readonly kind: 'missing'; readonly reason: string };

/** Python with the official MCP client, installed once beside the other caches; or why there is none. Never rejects. */
export async function findPython(): Promise<Python> {
  const version = await ask(['-c', 'import sys; print(sys.version_info >= (3, 10))']);
  if (version.output === null) return { kind: 'missing', reason: `${command} does not run: ${version.reason}` };
  if (version.output.trim() !== 'True') return { kind: 'missing', reason: `${command} is older than 3.10` };
  const folder = join(root, 'node_modules/.cache/tracewright-python', PACKAGE);
  if (!existsSync(join(folder, 'mcp'))) {
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, PACKAGE];
    const done = await ask(install, LONGEST_INSTALL_MS);
    if (done.output === null) return { kind: 'missing', reason: `pip could not install ${PACKAGE}: ${done.reason}` };
  }
  return {
    kind: 'ready',
    run: async (script, args) => {
      const env = { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' };
      return (await execute(command, [script, ...args], { timeout: 60_000, env })).stdout;
    },
  };
}

type Answer = { readonly output: string } | { readonly output: null; readonly reason: string };

async function ask(args: readonly string[], timeout = 10_000): Promise<Answer> {
  try {
    return { output: (await execute(command, args, { timeout })).stdout };
  } catch (error) {
    return { output: null, reason: error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : '' };
  }
}
