import type { CallColumn, Sources } from './call-columns.ts';
import { findRepeats, type Repeat } from './find-repeats.ts';

/** A column as it was recorded; `open` ones may be folded. */
export interface FoldableColumn extends CallColumn {
  readonly open: boolean;
}

/**
 * The same few tools called in turn again and again stand in rows, one per time, as the iterations of a loop will. Only
 * as far as no value would flow back to the left.
 */
export function foldRepeats(columns: readonly FoldableColumn[], sources: Sources): readonly CallColumn[] {
  const repeats = findRepeats(columns.map(signatureOf));
  const folded: CallColumn[] = [];
  let next = 0;
  for (const repeat of repeats) {
    const length = lengthWithoutReturns(columns, repeat, sources);
    if (length < 2 * repeat.period) continue;
    folded.push(...columns.slice(next, repeat.start));
    for (let place = 0; place < repeat.period; place += 1) {
      const rows = columns.slice(repeat.start, repeat.start + length).filter((_, at) => at % repeat.period === place);
      folded.push({ calls: rows.flatMap(({ calls }) => calls), prompts: rows[0]?.prompts ?? [] });
    }
    next = repeat.start + length;
  }
  return [...folded, ...columns.slice(next)];
}

/** The tool of a column that holds only one. */
function signatureOf({ calls, open }: FoldableColumn): string | null {
  const [first] = calls;
  if (!open || !first || calls.some(({ tool, server }) => tool !== first.tool || server !== first.server)) return null;
  return `${first.server} ${first.tool}`;
}

function lengthWithoutReturns(
  columns: readonly FoldableColumn[],
  { start, period, length }: Repeat,
  sources: Sources,
): number {
  for (let at = period; at < length; at += 1) {
    const place = at % period;
    const before = columns.slice(start, start + at).filter((_, index) => index % period >= place);
    const column = columns[start + at];
    const returns = column?.calls.some((call) => {
      const taken = sources.get(call.id);
      return taken && before.some(({ calls }) => calls.some((source) => taken.has(source.id)));
    });
    // What was said in between begins something new.
    if (returns || (column?.prompts.length ?? 0) > 0) return at;
  }
  return length;
}
