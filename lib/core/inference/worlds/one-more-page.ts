import { changeAt } from '../../json/change-at.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import type { TraceCall } from '../../trace/trace.ts';
import { type PagePaths, pagePaths } from '../../workflow/pages/page-paths.ts';
import type { PaginateStep, StepCommon } from '../../workflow/workflow.ts';
import { type CutWorld, callsOfStep, itemsAt } from '../proof/cut-world.ts';
import { differenceOf, effectText } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import type { NoWorld, ProofWorld } from '../proof/proof-world.ts';
import { answerOf, type World, withAnswer } from '../proof/world.ts';

const CURSOR = 'page-after-the-last';

/** The last page comes in two halves: the program reads on, and does the same. */
export function oneMorePage(cut: CutWorld): ProofWorld | NoWorld {
  const name = 'one more page';
  const steps = cut.world.workflow.body.filter((step) => step.do === 'paginate');
  if (steps.length === 0) return { name, reason: 'Nothing is read in pages.' };
  for (const step of steps) {
    const world = step.do === 'paginate' ? splitLastPage(cut.world, step) : null;
    if (world === null) continue;
    return {
      name,
      world,
      problem: (run) => ended(run) ?? differenceOf(cut.effects, run.effects.map(effectText)),
      shows: 'Items on a further page are found too.',
    };
  }
  return { name, reason: 'Its pages cannot be made more: they are counted, or too short.' };
}

function splitLastPage(world: World, step: StepCommon & PaginateStep): World | null {
  const paths = pagePaths(step);
  const last = callsOfStep(world, step.id).at(-1);
  const data = last === undefined ? undefined : answerOf(last);
  if (paths === null || last === undefined || data === undefined) return null;
  const items = itemsAt(last, paths.items.map(String));
  const place = nextPlace(step, paths, last);
  if (items.length < 2 || place === null) return null;
  const half = Math.ceil(items.length / 2);
  const firstHalf = changeAt(data, paths.items, () => items.slice(0, half));
  const named = paths.next === null ? firstHalf : changeAt(firstHalf, paths.next, () => place);
  const first = paths.more === null ? named : changeAt(named, paths.more, () => true);
  const args: JsonObject = { ...last.args, [step.param]: place };
  const added: TraceCall = withAnswer(
    { ...last, id: `${last.id}+`, args },
    changeAt(data, paths.items, () => items.slice(half)),
  );
  const calls = world.trace.calls.flatMap((call) => (call === last ? [withAnswer(call, first), added] : [call]));
  return { ...world, trace: { ...world.trace, calls } };
}

/** What the call for the further page is given; null where pages are counted by what was read. */
function nextPlace(step: PaginateStep, paths: PagePaths, last: TraceCall): Json | null {
  if (paths.next !== null) return CURSOR;
  const numbered =
    /"name":"add"/.test(JSON.stringify(step.next)) && !/"name":"count"/.test(JSON.stringify([step.next, step.until]));
  if (!numbered || paths.more === null) return null;
  const before = last.args[step.param] ?? (step.first?.$ === 'lit' ? step.first.value : 1);
  return typeof before === 'number' ? before + 1 : null;
}
