import { changeAt, changeParts } from '../../json/change-at.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { TraceCall } from '../../trace/trace.ts';
import type { Evidence, Fact } from '../../workflow/evidence.ts';
import { callsOf } from '../../workflow/walk.ts';
import type { Id } from '../../workflow/workflow.ts';
import type { CutWorld } from '../proof/cut-world.ts';
import { differenceOf, effectText } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import type { NoWorld, ProofWorld } from '../proof/proof-world.ts';
import type { VisibleParts } from '../proof/visible-parts.ts';
import { answerOf, mapAnswers, type World } from '../proof/world.ts';
import { surpriseOf } from '../words/surprise.ts';
import { turned } from './rename-tokens.ts';

const NAME = 'sources apart';

/** A member of one step's answers that arguments were taken from, by the evidence. */
interface Source {
  readonly step: Id;
  readonly path: readonly string[];
  readonly facts: readonly ResultFact[];
}

type ResultFact = Fact & {
  readonly target: NonNullable<Fact['target']>;
  readonly source: NonNullable<Fact['source']> & { readonly kind: 'result' };
};

/**
 * One world for each place that values were taken from: its values are others, and those of all other places, also of
 * those that held the same in the recording, are as they were. What the evidence says came from there has to follow,
 * and nothing else.
 */
export function movedSources(
  cut: CutWorld,
  evidence: Evidence,
  parts: VisibleParts,
): readonly (ProofWorld | NoWorld)[] {
  const recorded = new Set(cut.world.trace.calls.map((call) => effectText(call)));
  if (cut.effects.some((text) => !recorded.has(text)))
    return [{ name: NAME, reason: 'What is written depends on the whole list.' }];
  const worlds = sourcesOf(cut.world, evidence)
    .filter((source) => !isCompared(source, parts))
    .flatMap((source) => moved(cut, source) ?? []);
  return worlds.length > 0 ? worlds : [{ name: NAME, reason: 'No value was taken from an answer as it is.' }];
}

function sourcesOf(world: World, evidence: Evidence): readonly Source[] {
  const steps = new Map(
    callsOf(world.workflow.body).flatMap(({ step }) => (step.origin ?? []).map((id) => [id, step.id])),
  );
  const kept = new Set(world.trace.calls.map((call) => call.id));
  const found = new Map<string, { step: Id; path: readonly string[]; facts: ResultFact[] }>();
  for (const fact of evidence.values.flatMap((value) => value.facts)) {
    const { target, source, ...rest } = fact;
    if (target === undefined || source?.kind !== 'result' || !kept.has(source.call) || !kept.has(target.call)) continue;
    const step = steps.get(source.call);
    if (step === undefined) continue;
    const path = source.path.map((key) => (typeof key === 'number' ? '*' : key));
    const key = JSON.stringify([step, path]);
    const known = found.get(key) ?? { step, path, facts: [] };
    known.facts.push({ ...rest, target, source });
    found.set(key, known);
  }
  return [...found.values()];
}

/** What conditions look at decides what is done at all: moved alone, another program would be right. */
function isCompared(source: Source, parts: VisibleParts): boolean {
  return parts.compared.some(
    (part) => part.step === source.step && part.path.every((key, at) => key === source.path[at]),
  );
}

function moved(cut: CutWorld, source: Source): ProofWorld | null {
  const calls = new Map(cut.world.trace.calls.map((call) => [call.id, call]));
  if (!source.facts.every((fact) => isTaken(fact, calls.get(fact.source.call), calls.get(fact.target.call))))
    return null;
  const origins = new Set(
    callsOf(cut.world.workflow.body).flatMap(({ step }) => (step.id === source.step ? (step.origin ?? []) : [])),
  );
  const answered = mapAnswers(cut.world, (data, call) =>
    origins.has(call.id) ? changeParts(data, source.path, elsewhere) : undefined,
  );
  const args = new Map<string, JsonObject>();
  for (const { target, value } of source.facts) {
    const before = args.get(target.call) ?? calls.get(target.call)?.args ?? {};
    const after = changeAt(before, target.path, (given) => replaced(given, value));
    if (isJsonObject(after)) args.set(target.call, after);
  }
  if (standsElsewhere(cut, source, origins, args)) return null;
  const given = (call: TraceCall): TraceCall => ({ ...call, args: args.get(call.id) ?? call.args });
  const wanted = cut.made.map((effect) => {
    const text = effectText(effect);
    const call = cut.world.trace.calls.find((candidate) => effectText(candidate) === text);
    return effectText({ ...effect, args: (call === undefined ? undefined : args.get(call.id)) ?? effect.args });
  });
  return {
    name: NAME,
    world: { ...answered, trace: { ...answered.trace, calls: answered.trace.calls.map(given) } },
    problem: (run) => {
      const problem = ended(run) ?? differenceOf(wanted, run.effects.map(effectText));
      return problem === null ? null : `With other values at ${source.path.join('.')} of "${source.step}": ${problem}`;
    },
    shows: `Values follow their own source and nothing that happened to hold the same.`,
  };
}

/** Whether a write holds a value of the source that no fact accounts for: texts made of whole lists, say. */
function standsElsewhere(
  cut: CutWorld,
  source: Source,
  origins: ReadonlySet<string>,
  moved: ReadonlyMap<string, JsonObject>,
): boolean {
  const values = new Set<string>();
  for (const call of cut.world.trace.calls) {
    const data = origins.has(call.id) ? answerOf(call) : undefined;
    if (data === undefined) continue;
    changeParts(data, source.path, (value) => {
      if (typeof value === 'string' && value.length > 3) values.add(value);
      return value;
    });
  }
  return cut.world.trace.calls.some((call) => {
    const args = moved.get(call.id) ?? call.args;
    const texts = textsIn(args);
    return [...values].some((value) => texts.some((text) => text.includes(value)));
  });
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((member) => textsIn(member)) : [];
}

/** Whether the value stands at both ends as it is, and is telling enough to be followed. */
function isTaken(fact: ResultFact, from: TraceCall | undefined, to: TraceCall | undefined): boolean {
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
