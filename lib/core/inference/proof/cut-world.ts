import { changeParts } from '../../json/change-at.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import { callKey } from '../../trace/call-key.ts';
import type { TraceCall } from '../../trace/trace.ts';
import { callsOf } from '../../workflow/walk.ts';
import type { Id } from '../../workflow/workflow.ts';
import { effectText } from './effect-bag.ts';
import type { LoopList } from './loop-lists.ts';
import { onlyParts, type PartTree, treeOf } from './only-parts.ts';
import type { ProgramEffect, ProgramRunner } from './program-runner.ts';
import type { VisibleParts } from './visible-parts.ts';
import { mapAnswers, type World, withAnswer } from './world.ts';
import { worldCaller } from './world-caller.ts';

/** Longer lists are cut: what holds for some items that are taken and some that are not holds for more. */
const MOST_ITEMS = 12;
const KEPT_TAKEN = 6;
const KEPT_OTHERS = 4;

/** A list of a small world, with what the program does with each of its items. */
export interface CutList {
  readonly loop: Id;
  readonly step: Id;
  readonly path: readonly string[];
  /** Per item, in order over all calls of the step; null where it is not known which are taken. */
  readonly taken: readonly boolean[] | null;
}

/** A small world that the program can still be seen to work in, and what it writes there. */
export interface CutWorld {
  readonly world: World;
  readonly lists: readonly CutList[];
  readonly made: readonly ProgramEffect[];
  /** The same as texts. */
  readonly effects: readonly string[];
}

/**
 * Cuts a world down to what is needed to see the program work: a few items of every list that a loop goes over, the
 * calls that are made for them, and of their answers the parts that the program looks at. Null where it does not run.
 */
export async function cutWorld(
  whole: World,
  about: { readonly lists: readonly LoopList[]; readonly parts: VisibleParts; readonly runner: ProgramRunner },
): Promise<CutWorld | null> {
  const few = withFewItems(whole, about.lists);
  const cut = await shownWorking(few, about);
  // What is cut away may have been the only case of its kind.
  if (few === whole || (cut !== null && reachesAll(cut, whole))) return cut;
  return shownWorking(whole, about);
}

async function shownWorking(
  world: World,
  {
    lists,
    parts,
    runner,
  }: { readonly lists: readonly LoopList[]; readonly parts: VisibleParts; readonly runner: ProgramRunner },
): Promise<CutWorld | null> {
  const caller = worldCaller(world);
  const run = await runner({ ...world, caller });
  if (run.status !== 'succeeded') return null;
  const calls = world.trace.calls.filter((call) => caller.made.has(callKey(call)));
  return {
    world: withVisibleParts({ ...world, trace: { ...world.trace, calls } }, parts),
    lists: lists.map((list) => cutList(world, list)),
    made: run.effects,
    effects: run.effects.map(effectText),
  };
}

/** Whether every step that the recording came through is come through in the small world too. */
function reachesAll(cut: CutWorld, whole: World): boolean {
  const reached = new Set(cut.world.trace.calls.map((call) => call.id));
  const known = new Set(whole.trace.calls.map((call) => call.id));
  return callsOf(whole.workflow.body).every(({ step }) => {
    const origin = (step.origin ?? []).filter((call) => known.has(call));
    return origin.length === 0 || origin.some((call) => reached.has(call));
  });
}

function withFewItems(world: World, lists: readonly LoopList[]): World {
  return lists.reduce((cut, { step, path, ...list }) => {
    const calls = callsOfStep(cut, step);
    const items = calls.flatMap((call) => itemsAt(call, path));
    if (items.length <= MOST_ITEMS) return cut;
    const kept = new Set(list.taken === null ? items.slice(0, MOST_ITEMS) : someOf(items, list.taken));
    const ids = new Set(calls.map((call) => call.id));
    return mapAnswers(cut, (data, call) =>
      ids.has(call.id)
        ? changeParts(data, path, (held) => (Array.isArray(held) ? held.filter((item) => kept.has(item)) : held))
        : undefined,
    );
  }, world);
}

function someOf(items: readonly Json[], taken: ReadonlySet<Json>): readonly Json[] {
  return [
    ...items.filter((item) => taken.has(item)).slice(0, KEPT_TAKEN),
    ...items.filter((item) => !taken.has(item)).slice(0, KEPT_OTHERS),
  ];
}

function cutList(world: World, { loop, step, path, taken }: LoopList): CutList {
  const items = callsOfStep(world, step).flatMap((call) => itemsAt(call, path));
  return { loop, step, path, taken: taken === null ? null : items.map((item) => taken.has(item)) };
}

export function callsOfStep({ workflow, trace }: World, step: Id): readonly TraceCall[] {
  const origins = new Set(
    callsOf(workflow.body).flatMap((call) => (call.step.id === step ? (call.step.origin ?? []) : [])),
  );
  return trace.calls.filter((call) => origins.has(call.id));
}

/** The items of the list at the path in a call's answer. */
export function itemsAt(call: TraceCall, path: readonly string[]): readonly Json[] {
  const data = call.outcome.status === 'answered' ? call.outcome.result.structuredContent : undefined;
  const list = path.reduce<Json | undefined>(
    (value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    data,
  );
  return Array.isArray(list) ? list : [];
}

function withVisibleParts(world: World, parts: VisibleParts): World {
  const trees = new Map<string, PartTree>();
  for (const { step } of callsOf(world.workflow.body)) {
    const tree = treeOf({ whole: pathsOf(parts.used, step.id), held: pathsOf(parts.lists, step.id) });
    for (const call of step.origin ?? []) trees.set(call, tree);
  }
  const calls = world.trace.calls.map((call) => {
    const tree = trees.get(call.id);
    if (tree === undefined || call.outcome.status !== 'answered') return call;
    const { structuredContent } = call.outcome.result;
    return structuredContent === undefined ? call : withAnswer(call, cutData(structuredContent, tree));
  });
  return { ...world, trace: { ...world.trace, calls } };
}

const pathsOf = (parts: VisibleParts['used'], step: Id): readonly (readonly string[])[] =>
  parts.flatMap((part) => (part.step === step ? [part.path] : []));

/** An answer of which nothing but an `error` member is left must not be taken for one that failed. */
function cutData(data: Json, tree: PartTree): Json {
  const cut = onlyParts(data, tree);
  return cut !== data && isJsonObject(cut) ? { ...cut, '': null } : cut;
}
