import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Command, type ExitCode, UsageError } from './command.ts';

/** Opens the studio: the same as `npm start` in the installation. */
export const start: Command = {
  usage: 'start',
  help: {
    about:
      'Opens the studio, as `npm start` does: builds it first where its sources are newer, and ends with the launch URL.',
    options: [
      ['PORT', 'where it listens, always on 127.0.0.1 (4317)'],
      ['TRACEWRIGHT_HOME', 'the data folder'],
      ['DATABASE_URL', 'a Postgres server instead of the embedded one'],
    ],
  },
  run: (argv, { root }) => {
    if (argv.length > 0)
      throw new UsageError(`"${argv[0]}" is not known here; settings are read from the environment.`);
    return new Promise<ExitCode>((resolve) => {
      const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.ts')], { cwd: root, stdio: 'inherit' });
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
      child.on('exit', (code) => resolve(code === 0 || code === 2 ? code : 1));
    });
  },
};
