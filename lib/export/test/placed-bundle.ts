import { resolve } from 'node:path';
import type { Language, StateChoice } from '#core/deploy/target.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import type { Bundle, TargetId } from '../bundle.ts';
import { exportBundle } from '../export-bundle.ts';
import { readRuntimeLibrary } from '../typescript/runtime-library.ts';
import { ticketsForPullRequests, ticketsTrace } from './tickets-for-pull-requests.ts';

const library = readRuntimeLibrary(resolve(import.meta.dirname, '../../..'));

/** One server is a program with a secret and a path of its own, the other an address to fill in. */
const TRACKER: ServerConfig = {
  alias: 'tracker',
  era: 'auto',
  effects: {},
  transport: { kind: 'stdio', command: 'node', args: ['/srv/tracker.ts', '--state', '/x'], env: { API_KEY: 'k' } },
};

export const TRIGGERS: readonly Trigger[] = [
  { on: 'manual' },
  { on: 'schedule', cron: '0 7 * * 1-5', timeZone: 'UTC' },
  { on: 'webhook', path: 'pulls' },
  { on: 'endpoint' },
  { on: 'queue', kind: 'redis', name: 'pulls' },
];

/** The example in a place, with servers that need settings and secrets, and with recorded changes that count as done. */
export function placedBundle(
  target: TargetId,
  trigger: Trigger,
  state: StateChoice,
  language?: Language,
): Promise<Bundle> {
  return exportBundle({
    workflow: ticketsForPullRequests,
    traces: [ticketsTrace],
    target,
    options: { trigger, state, language, servers: [TRACKER], made: () => true },
    library,
  });
}

/**
 * Whether the place can do with the example's workflow what it takes in general: its change has no look, and a document
 * without a ledger is not run by schedule then.
 */
export function takesExample(target: TargetId, { on }: Trigger): boolean {
  return target !== 'serverless-workflow' || on !== 'schedule';
}

export function textOf({ files }: Pick<Bundle, 'files'>, path: string): string {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Error(`The bundle has no ${path}.`);
  return file.text;
}
