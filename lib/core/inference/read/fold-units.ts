import { completePage } from './complete-page.ts';
import { pagesFrom } from './fold-pages.ts';
import { pollFrom } from './fold-polls.ts';
import type { ObservedCall } from './observed-call.ts';
import { listAt, type PageRule } from './page-rule.ts';
import type { Unit } from './unit.ts';

/** Folds pages of one list and repeated attempts of one poll into units; every other call is a unit of its own. */
export function foldUnits(calls: readonly ObservedCall[]): readonly Unit[] {
  const used = new Set<ObservedCall>();
  const units: Unit[] = [];
  calls.forEach((call, index) => {
    if (used.has(call)) return;
    used.add(call);
    if (call.error !== undefined || call.effect !== 'read') {
      units.push(unitOf([call]));
      return;
    }
    const pages = pagesFrom(call, calls.slice(index + 1), used);
    if (pages !== null) {
      for (const page of pages.calls) used.add(page);
      units.push(pageUnit(pages.calls, pages.rule));
      return;
    }
    const attempts = pollFrom(call, calls.slice(index + 1), used);
    if (attempts !== null) {
      for (const attempt of attempts.calls) used.add(attempt);
      units.push({ ...unitOf(attempts.calls), data: attempts.calls.at(-1)?.data ?? null, poll: attempts.until });
      return;
    }
    const rule = completePage(call);
    units.push(rule === null ? unitOf([call]) : pageUnit([call], rule));
  });
  return units;
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

function pageUnit(calls: readonly ObservedCall[], rule: PageRule): Unit {
  const unit = unitOf(calls);
  const { [rule.param]: _cursor, ...args } = unit.args;
  return { ...unit, args, data: calls.flatMap((call) => listAt(call.data, rule.itemsPath)), pages: rule };
}
