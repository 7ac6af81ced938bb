import { call, forEach, step, variable } from '../../lib/core/inference/testing/fuzz/expressions.ts';
import { makeKinds } from '../../lib/core/inference/testing/fuzz/families/common.ts';
import { type Job, programOf } from '../../lib/core/inference/testing/fuzz/job.ts';
import { fieldOf, itemsOf, type Kind, wordsOf } from '../../lib/core/inference/testing/fuzz/kind.ts';
import { WRITES, words } from '../../lib/core/inference/testing/fuzz/vocabulary.ts';
import { type Source, targetName } from '../../lib/core/inference/testing/fuzz/written.ts';
import type { Random } from '../../lib/core/inference/testing/random.ts';
import { randomOf } from '../../lib/core/inference/testing/random.ts';
import type { JsonObject } from '../../lib/core/json/json.ts';
import type { Expr } from '../../lib/core/workflow/workflow.ts';

/** Where one argument of the job's write comes from. */
export interface Edge {
  readonly param: string;
  readonly source: string;
}

export interface EdgeJob {
  readonly job: Job;
  readonly edges: readonly Edge[];
}

const ROLES = ['id', 'title', 'state', 'amount', 'count', 'flag', 'due', 'link', 'note'] as const;

/**
 * A job whose arguments come from records that hold much the same: small numbers, days next to each other, ids that
 * all kinds share, names that repeat. Every value is said with the member's own name and the record that it is of, so
 * that each argument has one right source; in loops it may go unsaid, for the rounds tell.
 */
export function makeEdgeJob(seed: number): EdgeJob {
  const random = randomOf(seed);
  return random.chance(0.5) ? single(random) : loop(random);
}

/** Sources of a record, said with whose they are. */
function saidSources(kind: Kind, from: Expr, view: 'list' | 'look'): Source[] {
  return ROLES.filter((role) => view === 'look' || !kind.hidden.has(role)).map((role) => ({
    expr: fieldOf(kind, role, from),
    words: `the ${wordsOf(kind, role)} of the ${kind.noun}`,
  }));
}

function single(random: Random): EdgeJob {
  const { item, owner, parent } = makeKinds(random);
  const name = `${item.noun}Id`;
  const inputs = (from: Random): JsonObject => ({
    target: targetName(from),
    [name]:
      item.idShape === 'integer' ? from.int(10_000, 99_999) : `${from.token(3).toUpperCase()}-${from.int(100, 999)}`,
  });
  const sources = [
    ...random.some(saidSources(item, step('item'), 'look'), 3),
    ...random.some(saidSources(owner, step('owner'), 'look'), 3),
    ...random.some(saidSources(parent, step('place'), 'look'), 3),
  ];
  const shown = inputs(random);
  const written = write(random, random.some(sources, 3), String(shown.target), true);
  return {
    edges: written.edges,
    job: {
      family: 'single',
      prompt: `Look up the ${item.noun} ${String(shown[name])}, its ${wordsOf(item, 'owner')} (a ${owner.noun}), and the ${parent.noun} that this one ${wordsOf(owner, 'parent')}. Then ${written.words}.`,
      inputs: shown,
      freshInputs: inputs,
      workflow: programOf(shown, [
        call('item', item.look, { [item.lookBy]: { $: 'ref', of: 'input', id: name } }),
        call('owner', owner.look, { [owner.lookBy]: fieldOf(item, 'owner', step('item')) }),
        call('place', parent.look, { [parent.lookBy]: fieldOf(owner, 'parent', step('owner')) }),
        call('write', written.tool.tool, written.args, 'write'),
      ]),
      collections: [
        { kind: parent, people: true },
        { kind: owner, people: true, parents: parent.noun },
        { kind: item, people: true, owners: owner.noun },
      ],
      writes: [written.tool],
      shows: () => true,
      mixable: false,
    },
  };
}

function loop(random: Random): EdgeJob {
  const { item, owner } = makeKinds(random);
  const inputs = (from: Random): JsonObject => ({ target: targetName(from) });
  const shown = inputs(random);
  const look = random.chance(0.5);
  const sources = [
    ...random.some(saidSources(item, variable('item'), 'list'), 3),
    ...(look ? random.some(saidSources(owner, step('owner'), 'look'), 3) : []),
  ];
  const written = write(random, random.some(sources, 3), String(shown.target), random.chance(0.6));
  return {
    edges: written.edges,
    job: {
      family: 'loop',
      prompt: `For each ${item.noun} in the list${look ? ` look up its ${wordsOf(item, 'owner')} (a ${owner.noun}) and` : ''} ${written.words}.`,
      inputs: shown,
      freshInputs: inputs,
      workflow: programOf(shown, [
        call('list', item.list, {}),
        forEach('loop', 'item', itemsOf(item, step('list')), [
          ...(look ? [call('owner', owner.look, { [owner.lookBy]: fieldOf(item, 'owner', variable('item')) })] : []),
          call('write', written.tool.tool, written.args, 'write'),
        ]),
      ]),
      collections: [
        { kind: owner, people: true },
        { kind: item, owners: owner.noun },
      ],
      writes: [written.tool],
      shows: (seen) => seen.calls('write') >= 4,
      mixable: true,
    },
  };
}

function write(random: Random, sources: readonly Source[], target: string, said: boolean) {
  const tool = random.pick(WRITES);
  const args: Record<string, Expr> = { [tool.target]: { $: 'ref', of: 'input', id: 'target' } };
  const edges: Edge[] = [];
  for (const [at, slot] of tool.slots.entries()) {
    const source = sources[at];
    if (source === undefined) continue;
    args[slot] = source.expr;
    edges.push({ param: slot, source: source.words });
  }
  const verb = words(tool.tool.split('/')[1] ?? '');
  const mapping = said ? ` with ${edges.map(({ param, source }) => `${source} as ${words(param)}`).join(', ')}` : '';
  return { tool, args, edges, words: `${verb} in ${words(tool.target)} ${target}${mapping}` };
}
