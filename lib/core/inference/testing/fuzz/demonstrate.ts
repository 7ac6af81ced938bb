import type { Json, JsonObject } from '../../../json/json.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Random } from '../random.ts';
import { type Call, record, type SmallWorld } from '../small-world.ts';
import type { WorldShape } from './facts.ts';
import type { Job } from './job.ts';
import { type MadeCall, runJob } from './run-job.ts';
import { worldOf } from './world.ts';

export const NOISES = [
  'explore',
  'repeat',
  'wrong argument',
  'missing argument',
  'transient',
  'look around',
  'verify',
] as const;
export type Noise = (typeof NOISES)[number];

/** Whether rounds follow each other, each step is done for all rounds, or that and all rounds at once. */
export type Order = 'round by round' | 'step by step' | 'at once';

/** How a demonstration differs from the shortest one. */
export interface Manner {
  readonly order: Order;
  readonly noises: readonly Noise[];
}

export function makeManner(random: Random, job: Job): Manner {
  const order = job.mixable
    ? random.pick(['round by round', 'round by round', 'step by step', 'at once'] as const)
    : 'round by round';
  return { order, noises: NOISES.filter(() => random.chance(0.15)) };
}

/** Calls that start together, and what happens to them. */
interface Turn {
  readonly calls: readonly Call[];
  /** The first attempt is turned away, and the same is called again. */
  readonly transient?: boolean;
}

const TRIES = 60;

/** The program's calls in a world that shows all that it does; null where no such world was found. */
export async function demonstrate(
  job: Job,
  seed: number,
  manner: Manner,
  random: Random,
  shape: WorldShape = 'demo',
): Promise<Trace | null> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const world = () => worldOf(job, { seed: seed * 61 + attempt, shape, inputs: job.inputs });
    const { tools, sizes } = world();
    const run = await runJob(job.workflow, tools, job.inputs);
    if (run.status !== 'succeeded') throw new Error(`The true program fails: ${run.error}`);
    const shown = {
      calls: (step: string) => run.calls.filter((call) => call.step === step).length,
      size: (noun: string) => sizes.get(noun) ?? 0,
      args: (step: string) => JSON.stringify(run.calls.find((call) => call.step === step)?.args ?? {}),
    };
    if (!job.shows(shown)) continue;
    const turns = addNoise(arrange(run.calls, manner.order), { job, manner, random, world: world().tools });
    return perform(job, world().tools, turns);
  }
  return null;
}

/** Rounds of loops in the order of the manner; calls of one step in different rounds may start together. */
function arrange(calls: readonly MadeCall[], order: Order): Turn[] {
  if (order === 'round by round') return calls.map((call) => ({ calls: [call] }));
  const steps = [...new Set(calls.map(({ step }) => step))];
  const sorted = steps.flatMap((step) => calls.filter((call) => call.step === step));
  if (order === 'step by step') return sorted.map((call) => ({ calls: [call] }));
  const turns: MadeCall[][] = [];
  for (const call of sorted) {
    const last = turns.at(-1);
    const free = last?.every((other) => other.step === call.step && other.path.join() !== call.path.join()) ?? false;
    if (free && call.path.length > 0) last?.push(call);
    else turns.push([call]);
  }
  return turns.map((together) => ({ calls: together }));
}

function addNoise(
  turns: readonly Turn[],
  {
    job,
    manner,
    random,
    world,
  }: { readonly job: Job; readonly manner: Manner; readonly random: Random; readonly world: SmallWorld },
): Turn[] {
  const noisy = [...turns];
  const isWrite = ({ name }: Call): boolean => job.writes.some(({ tool }) => tool === name);
  const firstWrite = (): number => noisy.findIndex(({ calls }) => calls.some(isWrite));
  const looks = job.collections.map(({ kind }) => kind.look);
  for (const noise of manner.noises) {
    switch (noise) {
      case 'explore':
        noisy.unshift({ calls: [{ name: random.pick(['misc/get_settings', 'misc/who_am_i']), args: {} }] });
        break;
      case 'repeat': {
        const at = noisy.findIndex(
          ({ calls }) =>
            calls.length === 1 &&
            job.collections.some(({ kind, page }) => kind.list === calls[0]?.name && page === undefined),
        );
        const again = noisy[at];
        if (again !== undefined) noisy.splice(at + 1, 0, again);
        break;
      }
      case 'wrong argument': {
        const at = noisy.findIndex(({ calls }) => looks.includes(calls[0]?.name ?? ''));
        const [call] = noisy[at]?.calls ?? [];
        if (call !== undefined) noisy.splice(at, 0, { calls: [{ ...call, args: spoiled(call.args) }] });
        break;
      }
      case 'missing argument': {
        const at = firstWrite();
        const [call] = noisy[at]?.calls ?? [];
        const write = job.writes.find(({ tool }) => tool === call?.name);
        if (call !== undefined && write !== undefined) {
          const { [write.target]: left, ...args } = call.args;
          noisy.splice(at, 0, { calls: [{ ...call, args: { ...args, [`${write.target}_name`]: left ?? null } }] });
        }
        break;
      }
      case 'transient': {
        const at = random.int(0, noisy.length - 1);
        const turn = noisy[at];
        if (turn?.calls.length === 1) noisy[at] = { ...turn, transient: true };
        break;
      }
      case 'look around': {
        const other = random.pick(job.collections);
        if (other.listBy === undefined && other.page === undefined && other.scope === undefined)
          noisy.splice(Math.max(0, firstWrite()), 0, { calls: [{ name: other.kind.list, args: {} }] });
        break;
      }
      case 'verify': {
        const last = noisy.findLast(
          ({ calls }) =>
            calls.length === 1 &&
            world[calls[0]?.name ?? ''] !== undefined &&
            !isWrite(calls[0] as Call) &&
            /get|read|fetch|list/.test(calls[0]?.name ?? ''),
        );
        if (last !== undefined) noisy.push(last);
        break;
      }
    }
  }
  return noisy;
}

const spoiled = (args: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'number' ? value + 77_777 : `${String(value)}x`,
    ]),
  );

async function perform(job: Job, world: SmallWorld, turns: readonly Turn[]): Promise<Trace> {
  let busy = false;
  const moody: SmallWorld = Object.fromEntries(
    Object.entries(world).map(([name, tool]) => [
      name,
      {
        ...tool,
        run: (args: JsonObject): Json => {
          if (!busy) return tool.run(args);
          busy = false;
          throw new Error('503 Service Unavailable, please try again');
        },
      },
    ]),
  );
  return record(job.prompt, moody, async (call) => {
    for (const turn of turns) {
      if (turn.transient === true) {
        busy = true;
        await Promise.allSettled(turn.calls.map(({ name, args }) => call(name, args)));
      }
      await Promise.allSettled(turn.calls.map(({ name, args }) => call(name, args)));
    }
  });
}
