import type { CallView } from '#components/trace/call-view.ts';
import type { Turn } from '#core/trace/trace.ts';
import { foldRepeats } from './fold-repeats.ts';
import type { LoopGroup } from './loop-groups.ts';

/** Calls that stand under each other, and the prompts over them. */
export interface CallColumn {
  readonly calls: readonly CallView[];
  readonly prompts: readonly Turn[];
  /** Id of the call from which on the column holds the iterations of a loop; absent where all or none are. */
  readonly loopFrom?: string;
}

/** By the id of a call: the calls and prompts that it took values from. */
export type Sources = ReadonlyMap<string, ReadonlySet<string>>;

/** More calls than this under each other go into a second column, so that forty parallel calls stay on a screen. */
export const ROWS = 6;

/**
 * A recording as columns, left to right. Calls of one assistant turn share one; calls of no turn (by hand, from an
 * outside agent) share one while they overlap in time; and the same tool called again and again stands in one, as long
 * as no call takes a value from another of them. A few tools called in turn again and again stand in rows. The
 * iterations of a loop stand under each other, one column per step of its body, where the loop began. Where a call
 * stands is decided by the calls before it, so a growing recording moves none but those that turn out to be repeated.
 */
export function callColumns(args: {
  readonly calls: readonly CallView[];
  readonly prompts: readonly Turn[];
  readonly loops: readonly LoopGroup[];
  readonly sources: Sources;
}): readonly CallColumn[] {
  const { calls, prompts, loops, sources } = args;
  const columns: OpenColumn[] = [];
  const waiting = [...prompts];
  const known = new Map(calls.map((call) => [call.id, call]));
  const looped = new Map(loops.flatMap((loop) => loop.columns.flat().map((call) => [call, loop] as const)));
  const placed = new Set<LoopGroup>();
  for (const call of calls) {
    for (let next = waiting[0]; next && next.at <= call.startedAt; next = waiting[0]) {
      waiting.shift();
      columns.push(columnOf([], [next]));
    }
    const loop = looped.get(call.id);
    if (loop) {
      if (placed.has(loop)) continue;
      placed.add(loop);
      const bodies = loop.columns.map((members) => members.flatMap((id) => known.get(id) ?? []));
      addLoop(columns, bodies, sources);
      continue;
    }
    const last = columns.at(-1);
    if (last && !last.closed && sharesColumn(call, last, sources)) add(last, call);
    else columns.push(columnOf([call], []));
  }
  const all = [...columns, ...waiting.map((prompt) => columnOf([], [prompt]))];
  return foldRepeats(
    all.map((column) => ({ ...column, open: !column.closed })),
    sources,
  );
}

interface OpenColumn extends CallColumn {
  readonly calls: CallView[];
  readonly prompts: Turn[];
  readonly turns: Set<string | undefined>;
  /** `server tool`, of all of its calls. */
  readonly tools: Set<string>;
  readonly ids: Set<string>;
  busyUntil: number;
  loopFrom?: string;
  /** Takes no more calls. */
  closed: boolean;
}

function columnOf(calls: readonly CallView[], prompts: readonly Turn[]): OpenColumn {
  const column: OpenColumn = {
    calls: [],
    prompts: [...prompts],
    turns: new Set(),
    tools: new Set(),
    ids: new Set(),
    busyUntil: 0,
    closed: false,
  };
  for (const call of calls) add(column, call);
  return column;
}

function add(column: OpenColumn, call: CallView): void {
  column.calls.push(call);
  column.turns.add(call.turn);
  column.tools.add(toolOf(call));
  column.ids.add(call.id);
  column.busyUntil = Math.max(column.busyUntil, call.ended ?? Number.POSITIVE_INFINITY);
}

/** One column per step of the body. A loop over one tool goes on where calls of that tool, tried before, stand. */
function addLoop(columns: OpenColumn[], bodies: readonly (readonly CallView[])[], sources: Sources): void {
  const last = columns.at(-1);
  const [only = [], ...others] = bodies;
  const fits = last && !last.closed && last.calls.length > 0 && last.calls.length + only.length <= ROWS;
  if (fits && others.length === 0 && only.every((call) => repeats(call, last, sources))) {
    last.loopFrom = only[0]?.id;
    for (const call of only) add(last, call);
    last.closed = true;
    return;
  }
  for (const members of bodies) {
    const empty = columns.at(-1)?.calls.length === 0 ? columns.pop() : undefined;
    columns.push({ ...columnOf(members, empty?.prompts ?? []), closed: true });
  }
}

function sharesColumn(call: CallView, column: OpenColumn, sources: Sources): boolean {
  if (column.calls.length === 0) return true;
  const sameTurn = column.turns.size === 1 && column.turns.has(call.turn);
  if (sameTurn && (call.turn !== undefined || call.started < column.busyUntil)) return true;
  return repeats(call, column, sources);
}

/** Every call of the column is of this one's tool, and none feeds it. Asked for each call: costs what it takes from. */
function repeats(call: CallView, column: OpenColumn, sources: Sources): boolean {
  if (column.tools.size > 1 || !column.tools.has(toolOf(call))) return false;
  const taken = sources.get(call.id);
  return !taken || ![...taken].some((source) => column.ids.has(source));
}

function toolOf({ server, tool }: CallView): string {
  return `${server} ${tool}`;
}
