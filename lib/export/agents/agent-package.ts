import type { Language, StateChoice } from '#core/deploy/target.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import type { BundleFile } from '../bundle.ts';
import type { Variable } from '../server-entries.ts';

/** What an agent needs wherever it runs and in whatever language it is printed. */
export interface AgentNeeds {
  /** The bundle's name: `[a-z][a-z0-9-]{0,39}`. */
  readonly name: string;
  readonly trigger: Trigger;
  readonly state: StateChoice;
  /** Settings and secrets of its servers and its model. */
  readonly variables: readonly Variable[];
  /** Every secret, the agent's own first. */
  readonly secrets: readonly AgentSecret[];
  /** Whether a server runs as a program beside the agent, and so has to be where the agent is. */
  readonly hasPrograms: boolean;
  /** Whether what recording did counts as done. */
  readonly recordedIsDone: boolean;
}

export interface AgentSecret {
  readonly name: string;
  /** One line of ours. */
  readonly purpose: string;
  /** `serve`: only an agent that is kept running needs it; `pass`: every pass does. */
  readonly neededBy: 'serve' | 'pass';
}

/** What a language printed: files, and how they are run, installed and packed. No place knows more of a language. */
export interface PrintedAgent {
  readonly language: Language;
  readonly files: readonly BundleFile[];
  /** How the agent is started where its image or its folder is complete. */
  readonly program: {
    /** In the image: the words of its ENTRYPOINT. */
    readonly image: readonly string[];
    /** In the installed folder, relative to it: the first word is an executable file. */
    readonly installed: readonly [string, ...string[]];
  };
  /** Words after the program, by what it shall do. The same in every language. */
  readonly uses: Readonly<Record<AgentUse, readonly string[]>>;
  /** Commands that install the locked dependencies into the folder, each as words; no shell is needed. */
  readonly install: readonly (readonly string[])[];
  readonly image: AgentImage;
  /** What the lock file brings into the image. */
  readonly dependencies: readonly LockedDependency[];
  /** Lines for whoever has unpacked the bundle. */
  readonly atHome: {
    /** Installs it and proves it once more. */
    readonly install: readonly string[];
    readonly plan: string;
    /** Afterwards, where nothing else is deployed. */
    readonly run: readonly string[];
  };
}

/** `apply` agrees to every change by itself: nobody is at a terminal. Without `agreed` changes wait for `approve`. */
export type AgentUse = 'plan' | 'apply' | 'applyAgreed' | 'serve' | 'trigger' | 'approve';

export interface AgentImage {
  readonly dockerfile: string;
  readonly dockerignore: string;
  /** Where the agent is in it. */
  readonly folder: string;
  /** Where a ledger in a file is kept; to be mounted. */
  readonly dataFolder: string;
  /** Numeric id of user and group. */
  readonly user: number;
  /** A command in the image that ends with 0 where a serving agent answers `/healthz`. */
  readonly healthCheck: readonly string[];
  /** Where `serve` listens unless `PORT` says otherwise. */
  readonly port: number;
}

export interface LockedDependency {
  readonly name: string;
  readonly version: string;
  /** Package URL: `pkg:npm/pg@8.23.1`. */
  readonly purl: string;
  /** SPDX expression. */
  readonly license?: string;
  /** As the lock file has it: algorithm and digest in hex. */
  readonly hash?: { readonly algorithm: 'SHA-256' | 'SHA-512'; readonly hex: string };
}

/** An agent in one language: everything that a place has to know of it. */
export type AgentPackage = AgentNeeds & PrintedAgent;
