import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pythonEnvironment } from '../lib/export/python/test/python-environment.ts';
import { deployAgent, removeAgents, wishesWorkflow } from '../lib/export/test/deployed-agent.ts';
import { startCountingTracker, type World } from './kills/counting-tracker.ts';
import { type KilledAgent, killInWorld, type Tally } from './kills/kill-in-world.ts';
import { runAndKill } from './kills/killed-run.ts';
import { randomFrom } from './kills/random.ts';

// `npm run test:kills [-- --seed 1 --count 1000 --language typescript|python|both]`
//
// Exported agents are ended with SIGKILL at random instants between a run's first call and its last write, again and again, and what they made is counted by
// the server that stored it. In every other world the agent can look for what it made; in the others nothing shows it,
// and it has to say that it does not know. Exits with 1 where a change was lost, made twice, or told wrongly.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    language: { type: 'string', default: 'both' },
  },
});
const KILLS_PER_WORLD = 8;
const WISHES = 10;
const LONGEST_MOMENT_MS = 25;

const languages = ['typescript', 'python'].filter((each) => values.language === 'both' || values.language === each);
const random = randomFrom(Number(values.seed));
const tracker = await startCountingTracker(() => random() * LONGEST_MOMENT_MS);
let bad = 0;
for (const language of languages) {
  const python = language === 'python' ? await pythonEnvironment() : undefined;
  if (typeof python === 'string') {
    console.log(`SKIPPED: ${language}: ${python}.`);
    continue;
  }
  bad += await judge(language, Math.ceil(Number(values.count) / languages.length), python?.python);
}
await tracker.close();
removeAgents();
process.exit(bad === 0 ? 0 : 1);

async function judge(language: string, count: number, python: string | undefined): Promise<number> {
  const began = performance.now();
  const tally: Tally = { kills: 0, underWay: 0, between: 0, wanted: 0, lost: 0, twice: 0, unknown: 0, wrong: 0 };
  const agents = [true, false].map(async (looksFirst): Promise<KilledAgent> => {
    const { folder, env } = await deployAgent(wishesWorkflow({ looksFirst }), { LOG_LEVEL: 'warn' }, {}, python);
    return { folder, env, program: python === undefined ? [process.execPath, 'main.ts'] : [python, '-B', 'main.py'] };
  });
  const [looking, blind] = await Promise.all(agents);
  if (!looking || !blind) throw new Error('Two agents are deployed.');
  const open = (agent: KilledAgent, name: string): World => {
    const wishes = Array.from({ length: WISHES }, (_, at) => `${name}-${at}`);
    const world = { wishes, issues: [], onFirstCall: () => {}, storedAt: 0, underWay: 0 };
    tracker.worlds.set(name, world);
    rmSync(join(agent.folder, 'data'), { recursive: true, force: true });
    const mcp = { mcpServers: { tracker: { type: 'http', url: tracker.urlOf(name) } } };
    writeFileSync(join(agent.folder, 'mcp.json'), JSON.stringify(mcp));
    return world;
  };
  const spanMs = await spanOf(looking, (name) => open(looking, name));
  for (let number = 0; tally.kills < count; number += 1) {
    const agent = number % 2 === 0 ? looking : blind;
    const name = `${language}-${number}`;
    const kills = Math.min(KILLS_PER_WORLD, count - tally.kills);
    await killInWorld(agent, open(agent, name), { kills, spanMs, random, tally });
    tracker.worlds.delete(name);
  }
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(
    `${language}: seed ${values.seed}, ${tally.kills} kills in ${minutes} min (${tally.underWay} while a write was under way, ` +
      `${tally.between} between two writes): ${tally.wanted} changes wanted, ${tally.lost} lost, ${tally.twice} made twice, ` +
      `${tally.wrong} told wrongly, ${tally.unknown} unknown and said so.`,
  );
  return tally.lost + tally.twice + tally.wrong;
}

/** How long a run takes from its first call to its last write, and a moment more. */
async function spanOf(agent: KilledAgent, open: (name: string) => World): Promise<number> {
  const world = open('whole');
  let began = performance.now();
  world.onFirstCall = () => {
    began = performance.now();
  };
  const { code, output } = await runAndKill(agent, ['apply', '--yes']);
  if (code !== 0) throw new Error(output);
  return world.storedAt - began + LONGEST_MOMENT_MS;
}
