import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Command, type ExitCode, UsageError } from './command.ts';

/** Opens the studio: the same as `npm start` in the installation. */
export const start: Command = {
  usage: 'start',
  run: (argv, { root }) => {
    if (argv.length > 0)
      throw new UsageError(`"${argv[0]}" is not known here; settings are read from the environment.`);
    return new Promise<ExitCode>((resolve) => {
      const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.ts')], { cwd: root, stdio: 'inherit' });
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
      child.on('exit', (code) => resolve(code === 0 ? 0 : 1));
    });
  },
};
