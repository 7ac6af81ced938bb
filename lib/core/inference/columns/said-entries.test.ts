import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

interface Job {
  readonly prompt: string;
  readonly list: string;
  readonly things: readonly JsonObject[];
  /** The look-up of each thing, and the name under which it takes the thing's `ref`. */
  readonly lookUp?: string;
  readonly details?: readonly JsonObject[];
  readonly acts: (thing: JsonObject, detail: JsonObject) => readonly (readonly [string, JsonObject])[];
}

/** Lists things, looks each up where there is a look-up, and does with each what the job says. */
async function program(job: Job) {
  const { things, details = [] } = job;
  const named = new Set(things.flatMap((thing, at) => job.acts(thing, details[at] ?? {}).map(([name]) => name)));
  const world: SmallWorld = {
    [job.list]: { run: () => ({ [job.list.split('_').at(-1) ?? 'things']: [...things] }) },
    ...(job.lookUp === undefined
      ? {}
      : {
          [job.lookUp]: {
            run: ({ ref }: JsonObject): Json => details[things.findIndex((one) => one.ref === ref)] ?? null,
          },
        }),
    ...Object.fromEntries([...named].map((name) => [name, { run: () => 'ok' }])),
  };
  const trace = await record(job.prompt, world, async (call) => {
    await call(job.list);
    for (const [at, thing] of things.entries()) {
      if (job.lookUp !== undefined) await call(job.lookUp, { ref: thing.ref ?? null });
      for (const [name, args] of job.acts(thing, details[at] ?? {})) await call(name, args);
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { shown: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

const reading = (name: string, level: number): JsonObject => ({ name, level });

describe('the entry that the user named, in a list that each thing has of its own', () => {
  test('is measured, and where a thing has none nothing is done', async () => {
    const levels: readonly (readonly JsonObject[])[] = [
      [reading('salt', 80), reading('oil', 12)],
      [reading('oil', 55), reading('salt', 3)],
      [reading('salt', 90)],
      [reading('water', 70), reading('oil', 31)],
    ];
    const { shown, questions } = await program({
      prompt: 'Look at the oil level of every tank. Where it is below 40, order a refill.',
      list: 'yard/list_tanks',
      things: ['t-411', 't-412', 't-413', 't-414'].map((ref) => ({ ref })),
      lookUp: 'yard/get_tank',
      details: levels.map((readings) => ({ readings: [...readings] })),
      acts: ({ ref = null }, { readings }) =>
        (readings as JsonObject[]).some(({ name, level }) => name === 'oil' && Number(level) < 40)
          ? [['yard/order_refill', { ref }]]
          : [],
    });
    expect(shown).toMatch(/if lt\(find\(tank2?\.readings, \w+ => eq\(\w+\.name, \$\w+\)\)\.level, \$\w+\)/);
    expect(questions).toEqual([]);
  });

  test('gives its values to what is written', async () => {
    const { shown, questions } = await program({
      prompt: 'Send each member the note "Your locker ends on <end of the locker pass>".',
      list: 'club/list_members',
      things: ['m-71', 'm-72', 'm-73'].map((ref, at) => ({
        ref,
        passes: [
          { kind: 'sauna', ends: `2026-0${at + 2}-11` },
          { kind: 'locker', ends: `2026-0${at + 5}-21` },
        ].slice(0, 2),
      })),
      acts: ({ ref = null, passes }) => [
        ['club/send_note', { ref, text: `Your locker ends on ${String((passes as JsonObject[])[1]?.ends)}` }],
      ],
    });
    expect(shown).toContain('.ends}`');
    expect(shown).toMatch(/find\(member\.passes, \w+ => eq\(\w+\.kind, \$\w+\)\)\.ends/);
    expect(questions).toEqual([]);
  });

  test('may be called by a number, after what the number counts', async () => {
    const watts = [
      [230, 410],
      [500, 90],
      [12, 401],
      [430, 400],
    ];
    const { shown, questions } = await program({
      prompt: 'Check channel 2 of each meter: if its watts are above 400, switch the meter off.',
      list: 'grid/list_meters',
      things: watts.map((own, at) => ({
        ref: `me-41${at}`,
        channels: own.map((power, nth) => ({ channel: nth + 1, watts: power })).reverse(),
      })),
      acts: ({ ref = null, channels }) =>
        (channels as JsonObject[]).some(({ channel, watts: power }) => channel === 2 && Number(power) > 400)
          ? [['grid/switch_off', { ref }]]
          : [],
    });
    expect(shown).toMatch(/gt\(find\(.*\.channels.*, \w+ => eq\(\w+\.channel, \$\w+\)\)\.watts, \$\w+\)/);
    expect(questions).toEqual([]);
  });

  test('may be called by a member of a member', async () => {
    const left = [0, 40, 9, 12];
    const { shown, questions } = await program({
      prompt: 'Order every product of which less than 10 pieces are left in the Oslo warehouse.',
      list: 'store/list_products',
      things: left.map((quantity, at) => ({
        ref: `pr-61${at}`,
        stock: [
          { warehouse: { code: 'BGO', name: 'Bergen' }, quantity: [4, 2, 30, 50][at] ?? 0 },
          { warehouse: { code: 'OSL', name: 'Oslo' }, quantity },
        ],
      })),
      acts: ({ ref = null }) => {
        const at = Number(String(ref).at(-1));
        return (left[at] ?? 0) < 10 ? [['store/order', { ref }]] : [];
      },
    });
    expect(shown).toMatch(/lt\(find\(.*\.stock.*, \w+ => eq\(\w+\.warehouse\.name, \$\w+\)\)\.quantity, \$\w+\)/);
    expect(questions).toEqual([]);
  });

  test('tells which things are meant, by a further value of its own', async () => {
    const tags = [
      [
        ['stage', 'live'],
        ['owner', 'ops'],
      ],
      [
        ['owner', 'live'],
        ['stage', 'test'],
      ],
      [
        ['stage', 'live'],
        ['cost', 'k-9'],
      ],
      [
        ['owner', 'web'],
        ['cost', 'live'],
      ],
    ];
    const { shown, questions } = await program({
      prompt: 'Restart all machines whose stage tag is live.',
      list: 'cloud/list_machines',
      things: tags.map((pairs, at) => ({
        ref: `vm-80${at}`,
        tags: pairs.map(([key = '', value = '']) => ({ key, value })),
      })),
      acts: ({ ref = null, tags: own }) =>
        (own as JsonObject[]).some(({ key, value }) => key === 'stage' && value === 'live')
          ? [['cloud/restart_machine', { ref }]]
          : [],
    });
    expect(shown).toMatch(/eq\(find\(machine\w*\.tags, tag\w* => eq\(tag\w*\.key, \$\w+\)\)\.value, \$\w+\)/);
    expect(questions).toEqual([]);
  });
});

describe('entries that the user did not name', () => {
  test('are all looked at: any of them will do', async () => {
    const { shown } = await program({
      prompt: 'Flag every order that has any line with more than 20 pieces.',
      list: 'shop/list_orders',
      things: [
        ['o-31', [4, 25]],
        ['o-32', [3, 2]],
        ['o-33', [30, 1]],
        ['o-34', [20, 20]],
      ].map(([ref, counts]) => ({
        ref: ref as string,
        lines: (counts as number[]).map((pieces, at) => ({ article: ['bolt', 'nut'][at] ?? '', pieces })),
      })),
      acts: ({ ref = null, lines }) =>
        (lines as JsonObject[]).some(({ pieces }) => Number(pieces) > 20) ? [['shop/flag_order', { ref }]] : [],
    });
    expect(shown).toMatch(/some\(/);
    expect(shown).not.toContain('find(');
  });

  test('are gone through, also where the user named the state of those that are meant', async () => {
    const { shown } = await program({
      prompt: 'For every parcel, print all labels that are open.',
      list: 'post/list_parcels',
      things: [
        ['p-1', ['open', 'done']],
        ['p-2', ['open', 'open']],
        ['p-3', ['done', 'open']],
      ].map(([ref, states]) => ({
        ref: ref as string,
        labels: (states as string[]).map((state, at) => ({ code: `${ref}-L${at}77`, state })),
      })),
      acts: ({ labels }) =>
        (labels as JsonObject[]).flatMap(({ code = null, state }) =>
          state === 'open' ? [['post/print_label', { code }] as const] : [],
        ),
    });
    expect(shown).toMatch(/for label of filter\(/);
    expect(shown).not.toContain('find(');
  });

  test('are no entry where several of one list have the same name', async () => {
    const { shown } = await program({
      prompt: 'Praise everyone with some win above 5 points in chess.',
      list: 'club/list_players',
      things: [
        [
          'u-51',
          [
            ['chess', 2],
            ['chess', 9],
          ],
        ],
        [
          'u-52',
          [
            ['chess', 1],
            ['darts', 9],
          ],
        ],
        [
          'u-53',
          [
            ['chess', 7],
            ['chess', 8],
          ],
        ],
        [
          'u-54',
          [
            ['darts', 3],
            ['chess', 4],
          ],
        ],
      ].map(([ref, wins]) => ({
        ref: ref as string,
        wins: (wins as [string, number][]).map(([game, points]) => ({ game, points })),
      })),
      acts: ({ ref = null, wins }) =>
        (wins as JsonObject[]).some(({ game, points }) => game === 'chess' && Number(points) > 5)
          ? [['club/praise', { ref }]]
          : [],
    });
    expect(shown).not.toContain('find(');
  });
});
