import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AgentStart } from '../../lib/export/test/deployed-agent.ts';
import type { World } from './counting-tracker.ts';
import { runAndKill } from './killed-run.ts';

export interface Tally {
  kills: number;
  /** Of these, while the server was carrying a write out, and after some and before all were made. */
  underWay: number;
  between: number;
  wanted: number;
  lost: number;
  twice: number;
  /** Changes that the agent said it does not know of, each settled by what the server has. */
  unknown: number;
  /** Changes of which the ledger says something else than the server. */
  wrong: number;
}

export interface KilledAgent {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly program: AgentStart;
}

export interface KillOptions {
  readonly kills: number;
  /** How long a run takes from its first call to its last write when everything is to do. */
  readonly spanMs: number;
  readonly random: () => number;
  readonly tally: Tally;
}

/**
 * Kills an agent in one world again and again, then lets it end. Between two runs everything that a dead process held
 * is free, as after a minute. Throws where the agent does not end as it should.
 */
export async function killInWorld(
  agent: KilledAgent,
  world: World,
  { kills, spanMs, random, tally }: KillOptions,
): Promise<void> {
  for (let left = kills; ; ) {
    const hits = new Set<'underWay' | 'between'>();
    const todo = world.wishes.filter((wish) => !world.issues.includes(wish)).length;
    const afterMs = (random() * spanMs * (todo + 1)) / (world.wishes.length + 1);
    const mayKill = left > 0 && todo > 0;
    const run = await runAndKill(agent, ['apply', '--yes'], (kill) => {
      world.onFirstCall = () => {
        if (!mayKill) return;
        setTimeout(() => {
          if (world.underWay > 0) hits.add('underWay');
          else if (world.issues.length > 0 && world.issues.length < world.wishes.length) hits.add('between');
          kill();
        }, afterMs);
      };
    });
    if (run.killed) {
      left -= 1;
      tally.kills += 1;
      for (const hit of hits) tally[hit] += 1;
      // The server goes on with what it was told; nobody looks again before that is over.
      while (world.underWay > 0) await new Promise((done) => setTimeout(done, 5));
      passLease(agent.folder);
    } else if (run.code === 0) {
      break;
    } else if (run.code === 3) {
      tally.unknown += await settle(agent, world);
    } else {
      throw new Error(`The agent ended with ${run.code}: ${run.output}`);
    }
  }
  await compare(agent, world, tally);
}

interface LedgerLine {
  readonly key: string;
  readonly state: string;
  readonly args: { readonly title: string };
}

async function ledgerOf(agent: KilledAgent): Promise<readonly LedgerLine[]> {
  const { output } = await runAndKill({ ...agent, env: { ...agent.env, LOG_LEVEL: 'silent' } }, ['effects', '--json']);
  return JSON.parse(output) as readonly LedgerLine[];
}

/** Says of every change that the agent does not know of what the server knows of it. */
async function settle(agent: KilledAgent, world: World): Promise<number> {
  passLease(agent.folder);
  const unknown = (await ledgerOf(agent)).filter(({ state }) => state === 'unknown');
  if (unknown.length === 0) throw new Error('The agent waits, and nothing in its ledger is unknown.');
  for (const { key, args } of unknown) {
    const verdict = world.issues.includes(args.title) ? 'done' : 'failed';
    const { code, output } = await runAndKill(agent, ['effects', 'mark', key, verdict]);
    if (code !== 0) throw new Error(`${key} cannot be settled: ${output}`);
  }
  return unknown.length;
}

async function compare(agent: KilledAgent, world: World, tally: Tally): Promise<void> {
  const confirmed = (await ledgerOf(agent)).filter(({ state }) => state === 'confirmed').map(({ args }) => args.title);
  for (const wish of world.wishes) {
    const made = world.issues.filter((title) => title === wish).length;
    tally.wanted += 1;
    if (made === 0) tally.lost += 1;
    if (made > 1) tally.twice += made - 1;
    if (confirmed.includes(wish) !== made > 0) tally.wrong += 1;
  }
}

function passLease(folder: string): void {
  const file = join(folder, 'data/agent.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    const made = database.prepare(`SELECT name FROM sqlite_master WHERE name = 'agent_effects'`).get();
    if (made) database.exec('UPDATE agent_effects SET lease_until = 0');
  } finally {
    database.close();
  }
}
