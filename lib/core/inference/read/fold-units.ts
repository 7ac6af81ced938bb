import { CallIndex } from './call-index.ts';
import { completePage } from './complete-page.ts';
import { pagesFrom } from './fold-pages.ts';
import { pollFrom } from './fold-polls.ts';
import type { ObservedCall } from './observed-call.ts';
import { listAt, type PageRule } from './page-rule.ts';
import type { Unit } from './unit.ts';

/** Folds pages of one list and repeated attempts of one poll into units; every other call is a unit of its own. */
export function foldUnits(calls: readonly ObservedCall[]): readonly Unit[] {
  const index = new CallIndex(calls);
  const used = new Set<ObservedCall>();
  const units: Unit[] = [];
  calls.forEach((call, at) => {
    if (used.has(call)) return;
    const unit = call.error === undefined && call.effect === 'read' ? foldFrom(at) : unitOf([call]);
    for (const part of unit.calls) used.add(part);
    units.push(unit);
  });
  return units;

  function foldFrom(at: number): Unit {
    const pages = pagesFrom(at, { calls, index, used });
    if (pages !== null) return readyAtFirst(pageUnit(pages.calls, pages.rule));
    const attempts = pollFrom(at, { calls, index, used });
    if (attempts !== null)
      return { ...unitOf(attempts.calls), data: attempts.calls.at(-1)?.data ?? null, poll: attempts.until };
    const single = calls.slice(at, at + 1);
    const rule = single[0] === undefined ? null : completePage(single[0]);
    return rule === null ? unitOf(single) : pageUnit(single, rule);
  }

  /** Who writes between two pages works on what the first of them gave: the list is there from then on. */
  function readyAtFirst(unit: Unit): Unit {
    const [first, ...others] = unit.calls;
    const last = others.at(-1);
    if (first === undefined || last === undefined) return unit;
    const between = calls.some(
      ({ effect, error, started }) =>
        effect !== 'read' && error === undefined && started > first.ended && started < last.started,
    );
    return between ? { ...unit, ended: first.ended } : unit;
  }
}

function unitOf(calls: readonly ObservedCall[]): Unit {
  const [first] = calls;
  if (first === undefined) throw new Error('A unit needs a call.');
  return {
    key: `step$${first.id}`,
    calls,
    server: first.server,
    tool: first.tool,
    effect: first.effect,
    args: first.args,
    data: first.data,
    failed: first.error !== undefined,
    started: first.started,
    ended: calls.at(-1)?.ended ?? first.ended,
  };
}

/** The first call alone, as it was made. */
export function firstPage(unit: Unit): Unit {
  return unitOf(unit.calls.slice(0, 1));
}

export function pageUnit(calls: readonly ObservedCall[], rule: PageRule): Unit {
  const unit = unitOf(calls);
  const { [rule.param]: _cursor, ...args } = unit.args;
  return { ...unit, args, data: calls.flatMap((call) => listAt(call.data, rule.itemsPath)), pages: rule };
}
