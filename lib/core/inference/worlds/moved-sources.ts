import { changeAt, changeParts } from '../../json/change-at.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { TraceCall } from '../../trace/trace.ts';
import type { Evidence } from '../../workflow/evidence.ts';
import type { CutWorld } from '../proof/cut-world.ts';
import { differenceOf, effectText } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import type { NoWorld, ProofWorld } from '../proof/proof-world.ts';
import type { VisibleParts } from '../proof/visible-parts.ts';
import { mapAnswers } from '../proof/world.ts';
import { surpriseOf } from '../words/surprise.ts';
import { apartGroups } from './apart-groups.ts';
import { evidenceSources, type ResultFact, type Source } from './evidence-sources.ts';
import { turned } from './rename-tokens.ts';

const NAME = 'sources apart';

/** The recorded calls of a small world, made ready to be looked up for every source. */
interface Recorded {
  readonly cut: CutWorld;
  readonly byId: ReadonlyMap<string, TraceCall>;
  readonly byEffect: ReadonlyMap<string, TraceCall>;
  /** The texts of each call's arguments, by its id. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/**
 * Worlds in which the values of a place that values were taken from are others, and those of all other places, also of
 * those that held the same in the recording, are as they were. What the evidence says came from there has to follow, and
 * nothing else.
 */
export function movedSources(
  cut: CutWorld,
  evidence: Evidence,
  parts: VisibleParts,
): readonly (ProofWorld | NoWorld)[] {
  const { calls } = cut.world.trace;
  const recorded: Recorded = {
    cut,
    byId: new Map(calls.map((call) => [call.id, call])),
    // Of equal writes the first.
    byEffect: new Map(calls.toReversed().map((call) => [effectText(call), call])),
    texts: new Map(calls.map((call) => [call.id, textsIn(call.args)])),
  };
  if (cut.effects.some((text) => !recorded.byEffect.has(text)))
    return [{ name: NAME, reason: 'What is written depends on the whole list.' }];
  const sources = evidenceSources(cut.world, evidence).filter(
    (source) =>
      !isCompared(source, parts) &&
      source.facts.every((fact) => isTaken(fact, recorded)) &&
      !standsElsewhere(source, recorded),
  );
  if (sources.length === 0) return [{ name: NAME, reason: 'No value was taken from an answer as it is.' }];
  return apartGroups(sources).map((group) => moved(group, recorded));
}

/** What conditions look at decides what is done at all: moved alone, another program would be right. */
function isCompared(source: Source, parts: VisibleParts): boolean {
  return parts.compared.some(
    (part) => part.step === source.step && part.path.every((key, at) => key === source.path[at]),
  );
}

function moved(sources: readonly Source[], { cut, byId, byEffect }: Recorded): ProofWorld {
  const paths = new Map<string, (readonly string[])[]>();
  for (const { calls, path } of sources) for (const call of calls) paths.set(call, [...(paths.get(call) ?? []), path]);
  const answered = mapAnswers(cut.world, (data, call) =>
    paths.get(call.id)?.reduce((changed, path) => changeParts(changed, path, elsewhere), data),
  );
  const args = movedArgs(
    sources.flatMap(({ facts }) => facts),
    byId,
  );
  const given = (call: TraceCall): TraceCall => ({ ...call, args: args.get(call.id) ?? call.args });
  const wanted = cut.made.map((effect, at) => {
    const call = byEffect.get(cut.effects[at] ?? '');
    return effectText({ ...effect, args: (call === undefined ? undefined : args.get(call.id)) ?? effect.args });
  });
  const places = sources
    .slice(0, 3)
    .map(({ step, path }) => `${path.join('.')} of "${step}"`)
    .join(', ');
  return {
    name: NAME,
    world: { ...answered, trace: { ...answered.trace, calls: answered.trace.calls.map(given) } },
    problem: (run) => {
      const problem = ended(run) ?? differenceOf(wanted, run.effects.map(effectText));
      return problem === null
        ? null
        : `With other values at ${places}${sources.length > 3 ? ' and more' : ''}: ${problem}`;
    },
    shows: `Values follow their own source and nothing that happened to hold the same.`,
  };
}

/** The arguments of calls that the facts speak of, with the moved values in them. */
function movedArgs(
  facts: readonly ResultFact[],
  calls: ReadonlyMap<string, TraceCall>,
): ReadonlyMap<string, JsonObject> {
  const args = new Map<string, JsonObject>();
  for (const { target, value } of facts) {
    const before = args.get(target.call) ?? calls.get(target.call)?.args ?? {};
    const after = changeAt(before, target.path, (given) => replaced(given, value));
    if (isJsonObject(after)) args.set(target.call, after);
  }
  return args;
}

/** Whether a write holds a value of the source that no fact accounts for: texts made of whole lists, say. */
function standsElsewhere({ facts, values }: Source, { byId, texts }: Recorded): boolean {
  const telling = [...values].filter((value) => typeof value === 'string' && value.length > 3).map(String);
  const args = movedArgs(facts, byId);
  for (const [call, recorded] of texts) {
    const own = args.get(call);
    const held = own === undefined ? recorded : textsIn(own);
    if (telling.some((value) => held.some((text) => text.includes(value)))) return true;
  }
  return false;
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((member) => textsIn(member)) : [];
}

/** Whether the value stands at both ends as it is, and is telling enough to be followed. */
function isTaken(fact: ResultFact, { byId }: Recorded): boolean {
  const from = byId.get(fact.source.call);
  const to = byId.get(fact.target.call);
  const data = from?.outcome.status === 'answered' ? from.outcome.result.structuredContent : undefined;
  const { value } = fact;
  if ((typeof value !== 'string' && typeof value !== 'number') || surpriseOf(value) < 9) return false;
  const given = to === undefined ? undefined : valueAt(to.args, fact.target.path);
  const stands = given === value || (typeof given === 'string' && given.includes(String(value)));
  return stands && valueAt(data, fact.source.path) === value;
}

/** Another value of the same kind. */
function elsewhere(value: Json): Json {
  if (typeof value === 'string') return turned(value);
  return typeof value === 'number' ? Number(turned(String(value)).replace(/^0/, '4')) : value;
}

function replaced(given: Json, value: Json): Json {
  if (given === value) return elsewhere(value);
  return typeof given === 'string' ? given.split(String(value)).join(String(elsewhere(value))) : given;
}
