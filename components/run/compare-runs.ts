import { type JsonDifference, jsonDifferences } from '#core/json/diff.ts';
import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { RunCall, RunModel } from './run-model.ts';

/** The same place of the program in two runs. */
export interface ComparedCall {
  readonly step: string;
  readonly path: readonly number[];
  readonly left: RunCall | null;
  readonly right: RunCall | null;
  /** In the arguments first, then in the answers; empty where both are equal. */
  readonly differences: readonly { readonly where: 'arguments' | 'answer'; readonly difference: JsonDifference }[];
  readonly differs: boolean;
}

export interface RunComparison {
  readonly inputs: readonly JsonDifference[];
  readonly calls: readonly ComparedCall[];
  /** Index into `calls`, or null where every call is equal. */
  readonly first: number | null;
}

/** Sets two runs side by side, call by call at the same step and iteration, and finds what differs first. */
export function compareRuns(
  left: { readonly model: RunModel; readonly inputs: JsonObject },
  right: { readonly model: RunModel; readonly inputs: JsonObject },
): RunComparison {
  const others = new Map<string, RunCall[]>();
  for (const call of right.model.calls) {
    const key = placeOf(call);
    others.set(key, [...(others.get(key) ?? []), call]);
  }
  const calls: ComparedCall[] = left.model.calls.map((call) =>
    compared(call, others.get(placeOf(call))?.shift() ?? null),
  );
  // What only the right one did stands where it did it: after the last call that both made before it.
  for (const rest of [...others.values()].flat().toSorted((a, b) => a.started - b.started)) {
    const before = right.model.calls.filter((call) => call.started < rest.started);
    const at = calls.findLastIndex((pair) => pair.right !== null && before.some(({ id }) => id === pair.right?.id));
    calls.splice(at + 1, 0, compared(null, rest));
  }
  const first = calls.findIndex((pair) => pair.differs);
  return { inputs: jsonDifferences(left.inputs, right.inputs), calls, first: first < 0 ? null : first };
}

function compared(left: RunCall | null, right: RunCall | null): ComparedCall {
  const { step, path } = left ?? right ?? { step: '', path: [] };
  if (!left || !right) return { step, path, left, right, differences: [], differs: true };
  const differences = [
    ...jsonDifferences(left.args, right.args).map((difference) => ({ where: 'arguments' as const, difference })),
    ...jsonDifferences(answerOf(left), answerOf(right)).map((difference) => ({ where: 'answer' as const, difference })),
  ];
  return { step, path, left, right, differences, differs: differences.length > 0 };
}

/** What a call came back with, without what every call has otherwise. */
function answerOf(call: RunCall): Json {
  const { outcome } = call;
  if (!outcome) return null;
  if (outcome.status === 'failed') return { failed: outcome.kind, message: outcome.message };
  const { content, structuredContent, isError } = outcome.result;
  const data: Json = structuredContent ?? JSON.parse(JSON.stringify(content));
  return isJsonObject(data) && isError ? { ...data, isError: true } : data;
}

function placeOf({ step, path, tool }: RunCall): string {
  return JSON.stringify([step, path, tool]);
}
