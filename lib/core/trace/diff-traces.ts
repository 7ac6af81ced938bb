import { canonicalJson } from '../json/canonical.ts';
import { type JsonDifference, jsonDifferences } from '../json/diff.ts';
import type { Json } from '../json/json.ts';
import { autoData } from '../tool/result-data.ts';
import { formatToolRef } from '../tool/tool-ref.ts';
import type { Trace, TraceCall } from './trace.ts';

/** How two calls at the same place of two traces stand to each other. */
export type TraceDifference =
  | { readonly kind: 'same'; readonly left: TraceCall; readonly right: TraceCall }
  | {
      readonly kind: 'changed';
      readonly left: TraceCall;
      readonly right: TraceCall;
      readonly args: readonly JsonDifference[];
      readonly outcome: readonly JsonDifference[];
    }
  | { readonly kind: 'removed'; readonly left: TraceCall }
  | { readonly kind: 'added'; readonly right: TraceCall };

/**
 * Aligns the calls of two traces, in order: equal calls stay together, calls of one tool between them are compared as
 * changed, what is left is removed or added. Quadratic in the number of calls, which the linear fast path for equal
 * beginnings and ends keeps small.
 */
export function diffTraces(left: Trace, right: Trace): readonly TraceDifference[] {
  return align(left.calls, right.calls, exactKey).flatMap((group) =>
    'pair' in group
      ? [compared(...group.pair)]
      : align(group.left, group.right, formatToolRef).flatMap((inner): TraceDifference[] =>
          'pair' in inner
            ? [compared(...inner.pair)]
            : [
                ...inner.left.map((call) => ({ kind: 'removed' as const, left: call })),
                ...inner.right.map((call) => ({ kind: 'added' as const, right: call })),
              ],
        ),
  );
}

function compared(left: TraceCall, right: TraceCall): TraceDifference {
  const args = jsonDifferences(left.args, right.args);
  const outcome = jsonDifferences(outcomeOf(left), outcomeOf(right));
  return args.length + outcome.length === 0
    ? { kind: 'same', left, right }
    : { kind: 'changed', left, right, args, outcome };
}

function outcomeOf(call: TraceCall): Json {
  const { outcome } = call;
  if (outcome.status === 'failed') return { status: outcome.status, kind: outcome.kind, message: outcome.message };
  return { isError: outcome.result.isError ?? false, data: autoData(outcome.result) };
}

function exactKey(call: TraceCall): string {
  return `${formatToolRef(call)} ${canonicalJson(call.args)}`;
}

/** Two calls of equal keys, or a stretch of calls that have no partner. */
type Group =
  | { readonly pair: readonly [TraceCall, TraceCall] }
  | { readonly left: readonly TraceCall[]; readonly right: readonly TraceCall[] };

/** Longest common subsequence by key, as pairs and the stretches between them. */
function align(left: readonly TraceCall[], right: readonly TraceCall[], key: (call: TraceCall) => string): Group[] {
  const a = left.map(key);
  const b = right.map(key);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const rows = a.length - start - end;
  const columns = b.length - start - end;
  const lengths: Uint32Array[] = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (!row) continue;
      row[j] =
        a[start + i] === b[start + j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const groups: Group[] = [];
  const pair = (i: number, j: number) => {
    const [one, other] = [left[i], right[j]];
    if (one && other) groups.push({ pair: [one, other] });
  };
  for (let i = 0; i < start; i += 1) pair(i, i);
  let i = 0;
  let j = 0;
  let gap = { left: 0, right: 0 };
  const closeGap = () => {
    if (i > gap.left || j > gap.right) {
      groups.push({
        left: left.slice(start + gap.left, start + i),
        right: right.slice(start + gap.right, start + j),
      });
    }
  };
  while (i < rows && j < columns) {
    if (a[start + i] === b[start + j]) {
      closeGap();
      pair(start + i, start + j);
      i += 1;
      j += 1;
      gap = { left: i, right: j };
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1;
    else j += 1;
  }
  i = rows;
  j = columns;
  closeGap();
  for (let at = 0; at < end; at += 1) pair(a.length - end + at, b.length - end + at);
  return groups;
}
