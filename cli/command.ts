/** What a command is given besides its arguments. */
export interface CommandContext {
  /** Folder of the installation: where package.json stands. */
  readonly root: string;
}

export interface CommandHelp {
  readonly about: string;
  readonly options: readonly (readonly [option: string, meaning: string])[];
}

/** One word of the command line. Resolves with the exit code. */
export interface Command {
  readonly usage: string;
  /** What `--help` says below the usage: what the command does, and each option. */
  readonly help: CommandHelp;
  readonly run: (argv: readonly string[], context: CommandContext) => Promise<ExitCode>;
}

/** 0 done · 1 failed · 2 bad usage or bad file, nothing written · 3 diverged, or needs an answer under `--strict`. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The user asked for something that cannot be; exit code 2 with this one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something outside went wrong; exit code 1 with this one line. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
