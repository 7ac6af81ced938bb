import { execFile } from 'node:child_process';

const LONGEST_MS = 120_000;
const MOST_OUTPUT_BYTES = 8 * 1024 * 1024;
const LINES_KEPT = 60;

export interface ProgramEnd {
  readonly passed: boolean;
  /** Its last lines, without the scratch folder's path. */
  readonly output: string;
}

/** Runs a program of a proof in its folder, without the studio's environment. Ends it after two minutes. */
export function runProgram(
  program: string,
  args: readonly string[],
  {
    folder,
    signal,
    variables = {},
  }: {
    readonly folder: string;
    readonly signal?: AbortSignal;
    readonly variables?: Readonly<Record<string, string>>;
  },
): Promise<ProgramEnd> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TZ: 'UTC',
    NODE_ENV: 'test' as const,
    NO_COLOR: '1',
    ...variables,
  };
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, timeout: LONGEST_MS, maxBuffer: MOST_OUTPUT_BYTES, signal };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (signal?.aborted) return reject(signal.reason);
      const output = `${stdout}${stderr}`.replaceAll(folder, '.').trim().split('\n').slice(-LINES_KEPT).join('\n');
      resolve({ passed: error === null, output: output || (error?.message ?? '') });
    });
  });
}
