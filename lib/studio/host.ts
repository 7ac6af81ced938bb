import type { LaunchTokens } from './auth/launch-tokens.ts';

/** What the process that hosts the studio has prepared for it: the data folder locked, the database open and current. */
export interface StudioHost {
  readonly home: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly accessKey: string;
  readonly launchTokens: LaunchTokens;
  /** Folder of the installation: sample servers and examples are below it. */
  readonly installation: string;
}

const KEY = Symbol.for('tracewright.host');

/** Called once by the start-up, before the first request. */
export function provideHost(host: StudioHost): void {
  (globalThis as { [KEY]?: StudioHost })[KEY] = host;
}

/** Throws where no start-up has run: the studio is not made to run under a bare `next start`. */
export function getHost(): StudioHost {
  const host = (globalThis as { [KEY]?: StudioHost })[KEY];
  if (!host) throw new Error('The studio was not started by `npm start`: there is no data folder and no database.');
  return host;
}
