import { type JsonDifference, jsonDifferences } from '#core/json/diff.ts';
import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { CallOutcome } from '#core/trace/trace.ts';
import type { RunEffect, RunModel } from './run-model.ts';

/** A call of a run, or a write that it planned or found done: what a person compares. */
export interface ComparedSide {
  readonly id: string;
  readonly tool: string;
  readonly args: JsonObject;
  /** Absent for a write that was not sent. */
  readonly outcome?: CallOutcome;
  /** Why a write was not sent; absent for calls. */
  readonly unsent?: 'planned' | 'already there' | 'done while recording' | 'not sent';
}

/** The same place of the program in two runs. */
export interface ComparedCall {
  readonly step: string;
  readonly path: readonly number[];
  readonly left: ComparedSide | null;
  readonly right: ComparedSide | null;
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

interface Placed {
  readonly step: string;
  readonly path: readonly number[];
  readonly side: ComparedSide;
}

/**
 * Sets two runs side by side, at the same step and iteration, and finds what differs first. A write that one run sent
 * and the other only planned, or found done, is the same where its arguments are.
 */
export function compareRuns(
  left: { readonly model: RunModel; readonly inputs: JsonObject },
  right: { readonly model: RunModel; readonly inputs: JsonObject },
): RunComparison {
  const [ones, others] = [placedIn(left.model), placedIn(right.model)];
  const open = new Map<string, Placed[]>();
  for (const placed of others) open.set(placeOf(placed), [...(open.get(placeOf(placed)) ?? []), placed]);
  const calls: ComparedCall[] = ones.map((placed) => compared(placed, open.get(placeOf(placed))?.shift() ?? null));
  // What only the right one did stands where it did it: after the last one before it that both have.
  const alone = new Set([...open.values()].flat());
  let at = -1;
  for (const placed of others) {
    const pair = calls.findIndex((call) => call.right?.id === placed.side.id);
    if (pair >= 0) at = pair;
    if (!alone.has(placed)) continue;
    calls.splice(at + 1, 0, compared(null, placed));
    at += 1;
  }
  const first = calls.findIndex((pair) => pair.differs);
  return { inputs: jsonDifferences(left.inputs, right.inputs), calls, first: first < 0 ? null : first };
}

/** Calls, and writes without one, in the order in which they came up. */
function placedIn({ calls, effects }: RunModel): readonly Placed[] {
  const sent = calls.map(({ id, step, path, tool, args, outcome, started }) => ({
    at: started,
    placed: { step, path, side: { id, tool, args, ...(outcome && { outcome }) } },
  }));
  const keys = new Set(sent.map(({ placed }) => placeOf(placed)));
  const unsent = effects.flatMap((effect) => {
    const { key: id, step, path, tool, args, seen } = effect;
    const placed = { step, path, side: { id, tool, args, unsent: whyUnsent(effect) } };
    return keys.has(placeOf(placed)) ? [] : [{ at: seen, placed }];
  });
  return [...sent, ...unsent].toSorted((a, b) => a.at - b.at).map(({ placed }) => placed);
}

function whyUnsent({ how, state }: RunEffect): NonNullable<ComparedSide['unsent']> {
  if (how === 'recorded') return 'done while recording';
  if (how === 'found') return 'already there';
  return state === 'planned' ? 'planned' : 'not sent';
}

function compared(left: Placed | null, right: Placed | null): ComparedCall {
  const { step, path } = left ?? right ?? { step: '', path: [] };
  const [one, other] = [left?.side ?? null, right?.side ?? null];
  if (!one || !other) return { step, path, left: one, right: other, differences: [], differs: true };
  const answered = one.unsent === undefined && other.unsent === undefined;
  const differences = [
    ...jsonDifferences(one.args, other.args).map((difference) => ({ where: 'arguments' as const, difference })),
    ...(answered ? answerDifferences(one.outcome, other.outcome) : []),
  ];
  return { step, path, left: one, right: other, differences, differs: differences.length > 0 };
}

/** Member by member where both were answered; in one line where one of them got no answer. */
function answerDifferences(left: CallOutcome | undefined, right: CallOutcome | undefined) {
  const both = left?.status === 'answered' && right?.status === 'answered';
  const [one, other] = both ? [answerOf(left), answerOf(right)] : [inWords(left), inWords(right)];
  return jsonDifferences(one, other).map((difference) => ({ where: 'answer' as const, difference }));
}

function inWords(outcome: CallOutcome | undefined): string {
  if (!outcome) return 'no answer yet';
  return outcome.status === 'answered' ? 'answered' : `no answer: ${outcome.message}`;
}

function answerOf({ result }: Extract<CallOutcome, { status: 'answered' }>): Json {
  const { content, structuredContent, isError } = result;
  const data: Json = structuredContent ?? JSON.parse(JSON.stringify(content));
  return isJsonObject(data) && isError ? { ...data, isError: true } : data;
}

function placeOf({ step, path, side }: Placed): string {
  return JSON.stringify([step, path, side.tool]);
}
