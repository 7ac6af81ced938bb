import { isJsonArray } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { Trace } from '../../trace/trace.ts';
import { PromptText } from '../words/prompt-text.ts';
import { dropErrors } from './drop-errors.ts';
import { dropExplored } from './drop-explored.ts';
import { dropLookedBack } from './drop-looked-back.ts';
import { dropMisplaced } from './drop-misplaced.ts';
import { dropOverwritten } from './drop-overwritten.ts';
import { dropRepeated } from './drop-repeated.ts';
import { dropUndone } from './drop-undone.ts';
import { foldUnits, pageUnit } from './fold-units.ts';
import type { ObservedCall } from './observed-call.ts';
import type { PageRule } from './page-rule.ts';
import { structureResults } from './structure-results.ts';
import type { Unit } from './unit.ts';

/** What is left of recordings when results are data, mistakes are out and pages are folded. */
export interface ReadRecordings {
  /** The units of each recording. */
  readonly rows: readonly (readonly Unit[])[];
  readonly calls: readonly ObservedCall[];
  readonly dropped: readonly { readonly call: string; readonly reason: string }[];
}

/** Reads recordings of one job: each has mistakes and pages of its own, but a tool's results are read alike in all. */
export function readRecordings(traces: readonly Trace[]): ReadRecordings {
  const observed = structureResults({
    calls: traces.flatMap((trace) => trace.calls),
    tools: traces.flatMap((trace) => trace.tools),
  });
  let start = 0;
  const recordings = traces.map((trace) => {
    const own = observed.slice(start, start + trace.calls.length);
    start += trace.calls.length;
    const prompt = new PromptText(trace.turns);
    const done = dropMisplaced(dropOverwritten(dropUndone(dropErrors(own)), prompt), prompt);
    const pruned = dropExplored(dropRepeated(dropLookedBack(done), prompt), prompt);
    return { ...pruned, units: foldUnits(pruned.calls) };
  });
  return {
    rows: pagedAlike(recordings.map(({ units }) => units)),
    calls: recordings.flatMap(({ calls }) => calls),
    dropped: recordings.flatMap(({ dropped }) => dropped),
  };
}

/** A list that one recording read in pages is paged in the others too, where one page held all of it. */
function pagedAlike(rows: readonly (readonly Unit[])[]): readonly (readonly Unit[])[] {
  if (rows.length === 1) return rows;
  const rules = new Map<string, PageRule>();
  for (const unit of rows.flat()) {
    const tool = formatToolRef(unit);
    if (unit.pages !== undefined && !rules.has(tool)) rules.set(tool, unit.pages);
  }
  return rows.map((units) =>
    units.map((unit) => {
      const rule = rules.get(formatToolRef(unit));
      if (rule === undefined || unit.pages !== undefined || unit.poll !== undefined || unit.failed) return unit;
      return isJsonArray(valueAt(unit.data, rule.itemsPath)) ? pageUnit(unit.calls, rule) : unit;
    }),
  );
}
