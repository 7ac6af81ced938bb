import type { Json } from '../../json/json.ts';
import type { ObservedCall } from './observed-call.ts';
import { scalarsOf } from './scalars-of.ts';

/** A lookup that says "not found", after which something with the same argument is written by another tool. */
export function isExpectedFailure(
  call: ObservedCall,
  later: readonly ObservedCall[],
  all: readonly ObservedCall[],
): boolean {
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
