import type { EffectClass } from '../tool/effect-class.ts';
import type { ToolSpec } from '../tool/tool-spec.ts';
import type { ConnectionStatus, ServerConfig } from './server-config.ts';
import type { ServerQuestion } from './server-question.ts';

/** A registered server as pages see it. Secrets are there by name only. */
export interface ServerView {
  readonly config: ServerConfig;
  readonly status: ConnectionStatus;
  /** For servers that are started as a process; null for those reached by URL. */
  readonly consent: ConsentView | null;
  /** What the server says about itself for the model, while it is connected. */
  readonly instructions?: string;
  /** What it asks the person in the studio, in the middle of any call. */
  readonly questions: readonly ServerQuestion[];
  /** Counts up when one of its lists changes while it is connected. */
  readonly listsChanged: number;
  readonly createdAt: string;
}

/** What the user is asked to consent to before the process is started, whole, with invisible characters made visible. */
export interface ConsentView {
  /** Hash of the exact command, folder and environment; consent is bound to it. */
  readonly hash: string;
  readonly given: boolean;
  readonly command: CommandView;
}

export interface CommandView {
  /** As one line that a POSIX shell would read the same way. */
  readonly line: string;
  readonly cwd: string | null;
  readonly env: readonly { readonly name: string; readonly value: string; readonly secret: boolean }[];
  /** Things worth a second look, as sentences. */
  readonly warnings: readonly string[];
}

/** A tool with all that is known about what it does. */
export interface ToolView {
  readonly spec: ToolSpec;
  /** The class that holds: the user's where set, else the guess. */
  readonly effect: EffectClass;
  /** From its name, description and the server's hints. */
  readonly guess: EffectClass;
  /** `changed`: the server describes it otherwise than when the user last saw it; it is not called until accepted. */
  readonly seen: 'same' | 'changed' | 'new';
}
