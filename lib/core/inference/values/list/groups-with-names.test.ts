import { describe, expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';

interface Job {
  /** Tools: the records, one thing by its id, all things, and where it is told. */
  readonly list: string;
  readonly get: string;
  readonly all: string;
  /** The member of the records that refers to a thing, the id and the name of a thing. */
  readonly by: string;
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly things: Readonly<Record<string, string>>;
  readonly shown: readonly (readonly [string, number])[];
  readonly later: readonly (readonly [string, number])[];
}

const ROOMS: Job = {
  list: 'rooms/list_bookings',
  get: 'rooms/get_room',
  all: 'rooms/list_rooms',
  by: 'room_id',
  id: 'id',
  name: 'name',
  number: 'hours',
  things: { 'rm-3': 'Blue', 'rm-5': 'Search', 'rm-8': 'Attic', 'rm-9': 'Cellar' },
  // Both have two bookings, and one booking is of two hours.
  shown: [
    ['rm-3', 2],
    ['rm-5', 5.5],
    ['rm-5', 2],
    ['rm-3', 1],
  ],
  later: [
    ['rm-8', 3],
    ['rm-3', 2],
    ['rm-8', 4],
  ],
};

const FUNDS: Job = {
  list: 'give/list_gifts',
  get: 'give/get_fund',
  all: 'give/list_funds',
  by: 'fund',
  id: 'fund',
  name: 'title',
  number: 'amount',
  things: { 'fd-77': 'Clean Water', 'fd-88': 'School Roof', 'fd-91': 'Library', 'fd-44': 'Night Shelter' },
  // One fund has one gift, which is its sum too.
  shown: [
    ['fd-88', 120],
    ['fd-77', 45],
    ['fd-88', 30],
    ['fd-91', 75],
    ['fd-77', 15],
  ],
  later: [
    ['fd-91', 10],
    ['fd-91', 32],
    ['fd-77', 7],
  ],
};

type Records = readonly Readonly<Record<string, Json>>[];

function worldOf(job: Job, records: Job['shown']): SmallWorld {
  const thing = (id: Json) => ({ [job.id]: id, [job.name]: job.things[String(id)] ?? null, site: 'Kiel' });
  return {
    [job.list]: {
      run: () => records.map(([id, number], at) => ({ ref: `r-${at}77`, [job.by]: id, [job.number]: number })),
    },
    [job.get]: { run: (args) => thing(args[job.id] ?? null) },
    [job.all]: { run: () => Object.keys(job.things).map(thing) },
    'chat/post': { run: () => 'ok' },
    'sheet/append': { run: () => 'ok' },
  };
}

type Caller = Parameters<Parameters<typeof record>[2]>[0];
type Group = { readonly name: string; readonly sum: number; readonly count: number };

/** The groups with names: looked up one by one, or in the list of all things. */
async function groupsIn(job: Job, call: Caller, names: 'one by one' | 'in a list'): Promise<Group[]> {
  const records = (await call(job.list)) as Records;
  const ids = [...new Set(records.map((item) => String(item[job.by])))];
  const known = new Map<string, string>();
  if (names === 'in a list')
    for (const thing of (await call(job.all)) as Records) known.set(String(thing[job.id]), String(thing[job.name]));
  else
    for (const id of ids) known.set(id, String(((await call(job.get, { [job.id]: id })) as Records[number])[job.name]));
  return ids.map((id) => {
    const items = records.filter((item) => item[job.by] === id);
    const sum = items.reduce((total, item) => total + Number(item[job.number]), 0);
    return { name: known.get(id) ?? '', sum, count: items.length };
  });
}

const TOLD = {
  'lines of one message': async (call: Caller, groups: readonly Group[]) =>
    call('chat/post', { text: groups.map(({ name, sum, count }) => `${name}: ${sum} in ${count}`).join('\n') }),
  'how many, in lines under a head': async (call: Caller, groups: readonly Group[]) =>
    call('chat/post', { text: `Per name\n${groups.map(({ name, count }) => `- ${name} (${count})`).join('\n')}` }),
  'a message of each': async (call: Caller, groups: readonly Group[]) => {
    for (const { name, sum, count } of groups) await call('chat/post', { text: `${name}: ${sum} in ${count}` });
  },
  'rows of a table': async (call: Caller, groups: readonly Group[]) =>
    call('sheet/append', { rows: groups.map(({ name, sum, count }) => [name, sum, count]) }),
} as const;

describe('figures of groups with the names of their things', () => {
  for (const job of [ROOMS, FUNDS])
    for (const names of ['one by one', 'in a list'] as const)
      for (const [how, tell] of Object.entries(TOLD))
        test(`${job.list}, names ${names}, ${how}`, async () => {
          const script = async (call: Caller) => tell(call, await groupsIn(job, call, names));
          const prompt = `Tell the ${job.number} and the number of records per thing, by its ${job.name}, one for every thing.`;
          const { workflow } = inferWorkflow({ traces: [await record(prompt, worldOf(job, job.shown), script)] });
          const later = worldOf(job, job.later);
          const wanted = (await record(prompt, later, script)).calls
            .filter(({ server }) => server === 'chat' || server === 'sheet')
            .map(({ args }) => args);
          expect(workflow).not.toBeNull();
          if (workflow === null) return;
          const { made } = await runIn(later, workflow, { writes: ['chat/post', 'sheet/append'] });
          const inAnyOrder = (all: readonly Json[]) => all.map((one) => JSON.stringify(one)).sort();
          expect(inAnyOrder(made.map(({ args }) => args))).toEqual(inAnyOrder(wanted));
        });
});
