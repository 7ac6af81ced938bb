import type { Json } from '../json/json.ts';
import type { ServerConfig } from './server-config.ts';

/** What was understood of a pasted configuration. Nothing in it has been started, stored or connected. */
export interface ImportResult {
  /** Where the text seems to come from, for people: `VS Code`, `Claude Desktop`, `a command line`, … */
  readonly source: string;
  readonly servers: readonly ImportedServer[];
  /** About the text as a whole; an `error` here means that no server could be read from it. */
  readonly findings: readonly ImportFinding[];
}

export interface ImportedServer {
  /** Plain values that look like secrets are still in it; see `secrets`. */
  readonly config: ServerConfig;
  /** The name as it was written, where the alias had to differ. */
  readonly name: string;
  /** True where the pasted entry was switched off. */
  readonly disabled: boolean;
  /** Values that belong into the vault. */
  readonly secrets: readonly ImportedSecret[];
  /** Members that Tracewright does not use, kept for people to see. */
  readonly unknown: Readonly<Record<string, Json>>;
  readonly findings: readonly ImportFinding[];
}

/** One value that should be a secret: either written out in the text, or asked for by an input that has no value. */
export interface ImportedSecret {
  readonly place: 'env' | 'headers' | 'args' | 'url' | 'oauth';
  /** Name of the variable or header; for `args` the index as text; for `oauth` always `clientSecret`. */
  readonly key: string;
  /** Proposed name in the vault. */
  readonly name: string;
  /** The value that was written in the text; absent where the vault still has to be given one. */
  readonly value?: string;
  readonly description?: string;
}

export interface ImportFinding {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
}
