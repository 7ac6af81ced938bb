import type { Json } from '../../json/json.ts';
import { allSteps } from '../../workflow/walk.ts';
import type { ForEachStep, Id, Step, StepCommon } from '../../workflow/workflow.ts';
import type { ProgramRunner } from './program-runner.ts';
import type { VisibleParts } from './visible-parts.ts';
import type { World } from './world.ts';
import { worldCaller } from './world-caller.ts';

/** A list in the answer of one step that an outermost loop goes over, and what is known of its items. */
export interface LoopList {
  readonly loop: Id;
  /** The step that reads the list. */
  readonly step: Id;
  /** Path of the list in the data of the step's calls. */
  readonly path: readonly string[];
  /** The items that the loop takes, in its order; null where they are made from the list's items. */
  readonly taken: ReadonlySet<Json> | null;
}

/** The lists that outermost loops go over, where one list of one step's answers is it. */
export async function loopLists(
  world: World,
  parts: VisibleParts,
  runner: ProgramRunner,
): Promise<readonly LoopList[]> {
  const found: LoopList[] = [];
  for (const [at, step] of world.workflow.body.entries()) {
    if (step.do !== 'forEach') continue;
    const place = listOf(step, parts);
    if (place === null || !isResizable(place, world, parts)) continue;
    found.push({ loop: step.id, ...place, taken: await itemsTaken(step, at, world, runner) });
  }
  return found;
}

function listOf(
  step: StepCommon & ForEachStep,
  parts: VisibleParts,
): { readonly step: Id; readonly path: readonly string[] } | null {
  const items = parts.loops.get(step.id) ?? [];
  const [first] = items;
  if (
    first === undefined ||
    items.some((other) => other.step !== first.step || other.path.join() !== first.path.join())
  )
    return null;
  const path = first.path.slice(0, -1);
  return first.path.at(-1) === '*' && !path.includes('*') ? { step: first.step, path } : null;
}

/** Whether the list can be longer or shorter without the reading itself going another way. */
function isResizable(
  place: { readonly step: Id; readonly path: readonly string[] },
  { workflow }: World,
  parts: VisibleParts,
): boolean {
  const reader = workflow.body.find((step) => step.id === place.step);
  if (reader?.do === 'call') return true;
  if (reader?.do !== 'paginate') return false;
  // A page that is counted to see whether it is the last may be shorter or a little longer where it is the only one.
  const counted = parts.used.some((part) => part.step === place.step && part.path.join() === place.path.join());
  return !counted || reader.origin?.length === 1;
}

/** What the loop goes over, found by running the program up to it. */
async function itemsTaken(
  step: StepCommon & ForEachStep,
  at: number,
  world: World,
  runner: ProgramRunner,
): Promise<ReadonlySet<Json> | null> {
  const before = world.workflow.body.slice(0, at).filter((earlier) => onlyReads(earlier));
  const { trigger: _trigger, ...workflow } = world.workflow;
  const run = await runner({
    workflow: { ...workflow, body: before, output: step.in },
    trace: world.trace,
    inputs: world.inputs,
    caller: worldCaller(world),
  });
  return run.status === 'succeeded' && Array.isArray(run.output) ? new Set(run.output) : null;
}

function onlyReads(step: Step): boolean {
  return allSteps([step]).every((inner) => inner.do !== 'call' || inner.effect === 'read');
}
