import { canonicalJson } from '../../json/canonical.ts';
import { isTransientError } from '../../tool/transient-error.ts';
import { isExpectedFailure } from './expected-failure.ts';
import type { ObservedCall } from './observed-call.ts';
import { scalarsOf } from './scalars-of.ts';

export interface PrunedCalls {
  readonly calls: readonly ObservedCall[];
  readonly dropped: readonly { readonly call: string; readonly reason: string }[];
}

/**
 * Takes out calls that failed and were put right: the same call repeated after a passing failure (the later one gets a
 * retry) and a call whose arguments were corrected. A read that failed and was followed by a write of the same thing
 * stays: it is the "does it exist?" of a get-or-create.
 */
export function dropErrors(calls: readonly ObservedCall[]): PrunedCalls {
  const dropped: { call: string; reason: string }[] = [];
  const kept: ObservedCall[] = [];
  const attempts = new Map<string, number>();
  calls.forEach((call, index) => {
    if (call.error === undefined) {
      kept.push(call);
      return;
    }
    const later = calls.slice(index + 1).filter((next) => next.server === call.server && next.tool === call.tool);
    const same = later.find((next) => canonicalJson(next.args) === canonicalJson(call.args));
    if (isTransientError(call.error) && same !== undefined) {
      attempts.set(same.id, (attempts.get(same.id) ?? 0) + (attempts.get(call.id) ?? 0) + 1);
      dropped.push({ call: call.id, reason: `Failed for a passing reason (${brief(call.error)}) and was repeated.` });
      return;
    }
    const expected = isExpectedFailure(call, calls.slice(index + 1), calls);
    const corrected = later.find((next) => next.error === undefined && isCorrection(call, next, calls));
    if (!expected && corrected !== undefined) {
      dropped.push({ call: call.id, reason: `Failed (${brief(call.error)}) and was corrected by a later call.` });
    } else if (expected) {
      kept.push(call);
    } else {
      dropped.push({ call: call.id, reason: `Failed (${brief(call.error)}) and nothing came of it.` });
    }
  });
  return {
    calls: kept.map((call) => ({ ...call, failedAttempts: attempts.get(call.id) ?? 0 })),
    dropped,
  };
}

/** The same thing tried again: most argument values are shared, or it is the next call of that tool with as many. */
function isCorrection(failed: ObservedCall, next: ObservedCall, all: readonly ObservedCall[]): boolean {
  const wanted = scalarsOf(failed.args).map(String);
  const given = new Set(scalarsOf(next.args).map(String));
  const shared = wanted.filter((value) => given.has(value)).length;
  if (wanted.length === 0) return true;
  if (shared / Math.max(wanted.length, given.size) >= 0.5) return true;
  const from = all.indexOf(failed);
  const to = all.indexOf(next);
  return to - from <= 2 && failed.effect !== 'read';
}

function brief(error: string): string {
  const line = error.split('\n')[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
