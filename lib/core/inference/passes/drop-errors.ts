import { canonicalJson } from '../../json/canonical.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { isTransientError } from '../../tool/transient-error.ts';
import type { ObservedCall } from '../observed-call.ts';

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

/** A lookup that says "not found", after which something with the same argument is written by another tool. */
function isExpectedFailure(call: ObservedCall, later: readonly ObservedCall[], all: readonly ObservedCall[]): boolean {
  if (call.effect !== 'read' || isBadArguments(call.error ?? '')) return false;
  const own = scalarsOf(call.args);
  const varying = varyingScalars(call, all);
  const telling = varying.length > 0 ? varying : own;
  // What follows the run of lookups, up to the next lookup: there the other way must begin.
  const isLookup = (other: ObservedCall): boolean => other.server === call.server && other.tool === call.tool;
  const start = later.findIndex((other) => !isLookup(other));
  if (start < 0) return false;
  const rest = later.slice(start);
  const end = rest.findIndex(isLookup);
  // After a run of look-ups an equal value may be another thing's: then it has to have the same name, or stand in a text.
  const names = new Map(
    Object.entries(call.args).flatMap(([name, value]) => scalarsOf(value).map((one) => [String(one), name])),
  );
  const isAbout = (text: string, name: string, value: string): boolean =>
    isTold(text, value) && (start === 0 || text !== value || names.get(value) === name);
  return rest.slice(0, end < 0 ? 8 : end).some((write) => {
    if (write.effect === 'read' || write.error !== undefined) return false;
    return Object.entries(write.args).some(([name, argument]) =>
      scalarsOf(argument)
        .map(String)
        .some((text) => telling.some((value) => isAbout(text, name, String(value)))),
    );
  });
}

/** Whether a written text speaks of the value. After a run of look-ups the value alone says little: it may be another's. */
function isTold(text: string, value: string): boolean {
  return value.length > 1 && (text === value || (value.length > 3 && text.includes(value)));
}

/** Argument values of the call that other calls of its tool do not share. */
function varyingScalars(call: ObservedCall, all: readonly ObservedCall[]): Json[] {
  const others = all.filter((other) => other !== call && other.server === call.server && other.tool === call.tool);
  if (others.length === 0) return scalarsOf(call.args);
  const common = others.map((other) => new Set(scalarsOf(other.args).map(String)));
  return scalarsOf(call.args).filter((value) => !common.every((set) => set.has(String(value))));
}

function isBadArguments(error: string): boolean {
  return /invalid (arguments?|params?|value|transition|request)|unrecogni[sz]ed|is required|missing (required|param|argument)|expected (string|number|integer|boolean|array|object)|valid values|must be|validation/i.test(
    error,
  );
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

function scalarsOf(value: Json | JsonObject): Json[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap((member) => scalarsOf(member));
}

function brief(error: string): string {
  const line = error.split('\n')[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
