import type { Json, JsonObject } from '../../json/json.ts';
import type { Call, SmallWorld } from './small-world.ts';

/** Numbers that look random and are the same for the same seed. */
export function randomOf(seed: number): {
  int: (low: number, high: number) => number;
  pick: <T>(list: readonly T[]) => T;
  some: <T>(list: readonly T[], count: number) => T[];
  chance: (of: number) => boolean;
  token: (length: number) => string;
} {
  let state = (seed * 2654435761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T;
  const some = <T>(list: readonly T[], count: number): T[] => {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(int(0, left.length - 1), 1)[0] as T);
  };
  const token = (length: number): string =>
    Array.from({ length }, () => 'abcdefghkmnpqrstuvwxyz23456789'[int(0, 29)]).join('');
  return { int, pick, some, chance: (of) => next() < of, token };
}

/** A job on a made-up service: how to do it rightly, how a person would say it, and worlds to do it in. */
export interface RandomJob {
  readonly prompt: string;
  readonly inputs: JsonObject;
  readonly writes: readonly string[];
  /** The world of a seed with the job's inputs; an empty one where `size` is 0. */
  readonly world: (seed: number, inputs: JsonObject, size: number) => SmallWorld;
  readonly freshInputs: (seed: number) => JsonObject;
  /** The demonstration, noise included. */
  readonly show: (call: (name: string, args?: JsonObject) => Promise<Json>, inputs: JsonObject) => Promise<void>;
  /** The writes that are right in a world. */
  readonly right: (world: SmallWorld, inputs: JsonObject) => readonly Call[];
}

const THINGS = ['parcel', 'booking', 'sensor', 'lesson', 'vehicle', 'recipe', 'member', 'asset'];
const KEYS = ['ref', 'code', 'uid', 'item_no', 'handle'];
const NAMES = ['label', 'headline', 'caption', 'display_name'];
const STATES = ['pending', 'active', 'blocked', 'finished', 'waiting'];
const NOUNS = ['amber', 'basalt', 'cedar', 'dune', 'ember', 'fjord', 'grove', 'harbor', 'iris', 'juniper'];
const VERBS = ['arrives', 'breaks', 'drifts', 'falls', 'glows', 'halts'];

type Item = { readonly [key: string]: Json };

/** A random job: a list, a condition, perhaps a look-up per item, a write per item with a text made of both. */
export function randomJob(seed: number): RandomJob {
  const random = randomOf(seed);
  const thing = random.pick(THINGS);
  const key = random.pick(KEYS);
  const name = random.pick(NAMES);
  const amount = random.pick(['weight', 'price', 'minutes']);
  const wrap = random.chance(0.5);
  const nested = random.chance(0.4);
  const details = random.chance(0.5);
  const grouped = random.chance(0.3);
  const kind = random.pick(['all', 'state', 'phrase', 'over', 'flag', 'stateAndOver'] as const);
  const template = random.pick(['plain', 'text', 'two'] as const);
  const list = `depot/list_${thing}s`;
  const look = `depot/get_${thing}`;
  const write = random.pick(['board/post_entry', 'board/create_card', 'board/send_notice']);
  const stateOf = (item: Item): Json => (nested ? ((item.status as Item).name ?? null) : (item.status ?? null));
  const nameOf = (item: Item): string => String(item[name]);
  const chosen = (item: Item, inputs: JsonObject): boolean => {
    const over = Number(item[amount]) > Number(inputs.limit);
    switch (kind) {
      case 'all':
        return true;
      case 'state':
        return stateOf(item) === inputs.state;
      case 'phrase':
        return nameOf(item).toLowerCase().includes(String(inputs.phrase).toLowerCase());
      case 'over':
        return over;
      case 'flag':
        return item.fragile === true;
      case 'stateAndOver':
        return stateOf(item) === inputs.state && over;
    }
  };
  const argsOf = (item: Item, detail: Item | null, inputs: JsonObject): JsonObject => {
    const place = detail === null ? nameOf(item) : String(detail.location);
    const text =
      template === 'plain'
        ? place
        : template === 'text'
          ? `${nameOf(item)} (${String(item[key])})`
          : `${String(item[key])}: ${place}, ${String(item[amount])}`;
    return { board: inputs.board ?? '', subject: String(item[key]), text };
  };
  const itemsOf = (worldSeed: number, inputs: JsonObject, size: number): Item[] => {
    const r = randomOf(worldSeed * 31 + seed);
    return Array.from({ length: size }, (_, at) => {
      const hit = at % 3 !== 1;
      const low = Number(inputs.limit) - r.int(1, 40);
      const phrase = String(inputs.phrase);
      const title = `${r.pick(NOUNS)} ${r.pick(VERBS)} ${r.int(10, 99)}`;
      const state = hit ? inputs.state : r.pick(STATES.filter((one) => one !== inputs.state));
      return {
        [key]: `${r.token(4)}-${r.int(100, 999)}${at}`,
        [name]: hit
          ? at % 2 === 0
            ? `${title} ${phrase}`
            : `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)} ${title}`
          : title,
        status: nested ? { name: state ?? null, since: `2026-01-0${r.int(1, 9)}` } : (state ?? null),
        [amount]: hit && at % 4 !== 3 ? Number(inputs.limit) + r.int(1, 60) : low,
        fragile: hit,
        owner: r.pick(NOUNS),
      };
    });
  };
  const freshInputs = (inputSeed: number): JsonObject => {
    const r = randomOf(inputSeed * 77 + seed);
    return {
      board: `B${r.token(5).toUpperCase()}`,
      state: r.pick(STATES),
      phrase: `${r.pick(['odd', 'raw', 'late'])} ${r.pick(['load', 'batch', 'order'])}`,
      limit: r.int(60, 400),
    };
  };
  const inputs = freshInputs(1);
  const condition = {
    all: `each ${thing}`,
    state: `each ${thing} with the status "${inputs.state}"`,
    phrase: `each ${thing} whose ${name.replace('_', ' ')} contains "${inputs.phrase}" (ignore case)`,
    over: `each ${thing} with a ${amount} of more than ${inputs.limit}`,
    flag: `each fragile ${thing}`,
    stateAndOver: `each ${thing} with the status "${inputs.state}" and a ${amount} of more than ${inputs.limit}`,
  }[kind];
  const world = (worldSeed: number, worldInputs: JsonObject, size: number): SmallWorld => {
    const items = itemsOf(worldSeed, worldInputs, size);
    return {
      [list]: { run: () => (wrap ? { data: { [`${thing}s`]: items }, ok: true } : items) },
      [look]: {
        run: (args) => {
          const item = items.find((one) => one[key] === args[key]);
          if (item === undefined) throw new Error(`${thing} not found`);
          return {
            [key]: item[key] ?? null,
            location: `Hall ${nameOf(item).length} ${String(item.owner)}`,
            checked: true,
          };
        },
      },
      'depot/list_owners': { run: () => NOUNS.map((one, at) => ({ owner: one, rank: at })) },
      [write]: { run: () => ({ accepted: true }) },
    };
  };
  const read = (data: Json): readonly Item[] =>
    (wrap ? ((data as { data: JsonObject }).data[`${thing}s`] ?? []) : data) as readonly Item[];
  return {
    prompt: `For ${condition} make an entry on the board ${inputs.board} with its ${key.replace('_', ' ')} as subject.`,
    inputs,
    writes: [write],
    world,
    freshInputs,
    show: async (call, shown) => {
      if (random.chance(0.4)) await call('depot/list_owners');
      const items = read(await call(list)).filter((item) => chosen(item, shown));
      const found: (Item | null)[] = [];
      if (grouped && details)
        for (const item of items) found.push((await call(look, { [key]: item[key] ?? null })) as Item);
      for (const [at, item] of items.entries()) {
        const detail = !details
          ? null
          : grouped
            ? (found[at] ?? null)
            : ((await call(look, { [key]: item[key] ?? null })) as Item);
        await call(write, argsOf(item, detail, shown));
      }
    },
    right: (of, given) => {
      const data = of[list]?.run({}) ?? [];
      return read(data)
        .filter((item) => chosen(item, given))
        .map((item) => {
          const detail = details ? ((of[look]?.run({ [key]: item[key] ?? null }) ?? null) as Item | null) : null;
          return { name: write, args: argsOf(item, detail, given) };
        });
    },
  };
}
