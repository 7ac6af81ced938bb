import { canonicalJson } from '../../../json/canonical.ts';
import { jsonEqual } from '../../../json/equal.ts';
import type { Json, JsonObject } from '../../../json/json.ts';
import { randomOf } from '../random.ts';
import type { SmallTool, SmallWorld } from '../small-world.ts';
import { type Facts, makeFacts, SIZES, type WorldShape } from './facts.ts';
import type { Collection, Job, PageStyle } from './job.ts';
import { answerList, type Kind, recordOf } from './kind.ts';
import type { WriteTool } from './vocabulary.ts';

export interface JobWorld {
  readonly tools: SmallWorld;
  readonly sizes: ReadonlyMap<string, number>;
}

/** A world of the job: the same for the same seed, shape and inputs, and new state every time. */
export function worldOf(
  job: Job,
  options: { readonly seed: number; readonly shape: WorldShape; readonly inputs: JsonObject },
): JobWorld {
  const { seed, shape, inputs } = options;
  const known = new Map<string, Facts[]>();
  const idsOf = (noun: string | undefined): readonly Json[] => (known.get(noun ?? '') ?? []).map(({ id }) => id);
  const collections = job.collections.map((collection) => ({ ...collection, kind: kindIn(collection) }));
  for (const [at, collection] of collections.entries()) {
    const random = randomOf(seed * 97 + at);
    // Whatever owns or contains is there even where the list of a loop is empty.
    const target =
      collection.people || isReferred(job, collection)
        ? shape === 'large'
          ? 'normal'
          : shape === 'empty' || shape === 'single'
            ? 'demo'
            : shape
        : shape;
    const facts = makeFacts({
      seed: seed * 131 + at,
      shape: collection.whole === true && shape === 'nulls' ? 'normal' : shape,
      size: random.int(...SIZES[target]),
      idShape: collection.kind.idShape,
      inputs,
      people: collection.people ?? false,
      owners: idsOf(collection.owners),
      parents: idsOf(collection.parents),
      distinctTitles: collection.distinctTitles ?? false,
      mayLackNotes: collection.mayLackNotes === true || shape === 'colliding',
      mayLackState: collection.kind.nullHolders && collection.kind.nested.has('state'),
    });
    known.set(collection.kind.noun, named(facts, collection, inputs, random.int(0, 1000)));
  }
  const tools: Record<string, SmallTool> = {
    'misc/get_settings': { run: () => ({ theme: 'dark', page_limit: 50, locale: 'en' }) },
    'misc/who_am_i': { run: () => ({ login: 'operator', roles: ['reader', 'writer'] }) },
  };
  for (const collection of collections) addTools(tools, collection, known.get(collection.kind.noun) ?? []);
  for (const write of job.writes) tools[write.tool] = writeTool(write);
  return { tools, sizes: new Map([...known].map(([noun, facts]) => [noun, facts.length])) };
}

/** What is null only where the demonstration shows it so. */
const kindIn = ({ kind, mayLackState = false }: Collection): Kind => ({
  ...kind,
  nullHolders: kind.nullHolders && mayLackState,
});

const isReferred = (job: Job, { kind, find }: Collection): boolean =>
  find !== undefined || job.collections.some(({ owners, parents }) => owners === kind.noun || parents === kind.noun);

/** Records that a person names in the inputs exist: `<noun>Title`, `<noun>Titles` and `<noun>Id` name some of them. */
function named(facts: readonly Facts[], { kind }: Collection, inputs: JsonObject, offset: number): Facts[] {
  const all = [...facts];
  const titles = inputs[`${kind.noun}Titles`];
  const wanted = Array.isArray(titles) ? titles : [inputs[`${kind.noun}Title`]].filter((title) => title !== undefined);
  for (const [at, title] of wanted.entries()) {
    const index = (at * 2 + offset) % Math.max(1, all.length);
    const taken = all.findIndex((one) => one.title === title);
    const place = taken >= 0 ? taken : freeFrom(all, wanted, index);
    const old = all[place];
    if (old !== undefined) all[place] = { ...old, title: String(title) };
  }
  const id = inputs[`${kind.noun}Id`];
  const at = offset % Math.max(1, all.length);
  const old = all[at];
  if (id !== undefined && old !== undefined && !all.some((one) => jsonEqual(one.id, id))) all[at] = { ...old, id };
  return all;
}

function freeFrom(all: readonly Facts[], wanted: readonly (Json | undefined)[], start: number): number {
  for (let step = 0; step < all.length; step += 1) {
    const at = (start + step) % all.length;
    if (!wanted.includes(all[at]?.title ?? undefined)) return at;
  }
  return start;
}

function addTools(tools: Record<string, SmallTool>, collection: Collection, records: Facts[]): void {
  const { kind, listBy, page, find, create } = collection;
  const required = [listBy, collection.scope].filter((name) => name !== undefined);
  const listed = (args: JsonObject): Json[] =>
    records
      .filter(({ parent }) => listBy === undefined || jsonEqual(parent, args[listBy] ?? null))
      .map((facts) => recordOf(kind, facts, 'list'));
  tools[kind.list] = {
    structured: kind.structured && kind.wrap.length > 0,
    schema: schemaOf([...required, ...(page === undefined ? [] : [PAGE_PARAMS[page]])], required, collection),
    run: (args) => {
      needAll(args, required);
      return page === undefined ? answerList(kind, listed(args)) : onePage(collection, page, listed(args), args);
    },
  };
  tools[kind.look] = {
    structured: kind.structured,
    schema: schemaOf([kind.lookBy], [kind.lookBy], collection),
    run: (args) => {
      needAll(args, [kind.lookBy]);
      const found = records.find(({ id }) => jsonEqual(id, args[kind.lookBy] ?? null));
      if (found === undefined) throw new Error(`${kind.noun} not found`);
      return recordOf(kind, found, 'look');
    },
  };
  if (find !== undefined)
    tools[find.tool] = {
      schema: schemaOf([find.by], [find.by], collection),
      run: (args) => ({
        matches: records.filter(({ title }) => title === args[find.by]).map((facts) => recordOf(kind, facts, 'list')),
      }),
    };
  if (create !== undefined)
    tools[create.tool] = {
      schema: schemaOf([create.by], [create.by], collection),
      run: (args) => {
        const title = String(args[create.by]);
        const template = makeFacts({
          seed: title.length,
          shape: 'single',
          size: 1,
          idShape: kind.idShape,
          inputs: {},
          people: false,
          owners: [],
          parents: [],
          distinctTitles: false,
          mayLackNotes: false,
          mayLackState: false,
        })[0];
        if (template === undefined) throw new Error('No record could be made.');
        const id = kind.idShape === 'integer' ? 9000 + numberOf(title) : `N-${numberOf(title)}`;
        const made = { ...template, id, title };
        records.push(made);
        return recordOf(kind, made, 'look');
      },
    };
}

export const PAGE_PARAMS: Readonly<Record<PageStyle, string>> = { cursor: 'cursor', page: 'page', offset: 'offset' };
const PAGE_SIZE = 4;

function onePage(collection: Collection, style: PageStyle, items: readonly Json[], args: JsonObject): Json {
  const value = args[PAGE_PARAMS[style]];
  const start =
    style === 'cursor'
      ? value === undefined || value === null
        ? 0
        : Number(String(value).slice(2))
      : style === 'page'
        ? (Number(value ?? 1) - 1) * PAGE_SIZE
        : Number(value ?? 0);
  const end = start + PAGE_SIZE;
  const more = end < items.length;
  const shown = items.slice(start, end);
  const name = collection.kind.plural;
  switch (style) {
    case 'cursor':
      return { [name]: shown, next_cursor: more ? `p:${end}` : null };
    case 'page':
      return { [name]: shown, page: start / PAGE_SIZE + 1, has_more: more };
    case 'offset':
      return { [name]: shown, total: items.length };
  }
}

/** Answers with an id that depends on the arguments alone, so that writes may come in any order. */
function writeTool(write: WriteTool): SmallTool {
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([write.target, ...write.slots].map((name) => [name, {}])),
      required: [write.target],
    },
    run: (args) => {
      needAll(args, [write.target, write.slots[0]]);
      return { created: { entry_id: `E${numberOf(canonicalJson(args))}`, state: 'saved' } };
    },
  };
}

function numberOf(text: string): number {
  let hash = 7;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % 1_000_000;
}

function needAll(args: JsonObject, names: readonly string[]): void {
  const missing = names.find((name) => args[name] === undefined);
  if (missing !== undefined) throw new Error(`Missing required argument: ${missing}`);
}

function schemaOf(names: readonly string[], required: readonly string[], { kind, page }: Collection) {
  const typeOf = (name: string): string =>
    (page !== undefined && page !== 'cursor' && name === PAGE_PARAMS[page]) ||
    (name === kind.lookBy && kind.idShape === 'integer')
      ? 'integer'
      : 'string';
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: typeOf(name) }])),
    required: [...required],
  };
}
