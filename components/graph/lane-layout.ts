import type { CallView } from '#components/trace/call-view.ts';
import type { Turn } from '#core/trace/trace.ts';
import type { LoopGroup } from './loop-groups.ts';
import type { Box, TraceGraphLane } from './project-trace.ts';

export const CALL_SIZE = { width: 196, height: 60 } as const;
export const PROMPT_SIZE = { width: 220, height: 48 } as const;
const GAP = { x: 52, y: 12 } as const;
/** Calls below a prompt stand this much to its right, so that its values come down on their left. */
export const INDENT = 24;
const LANE_PADDING = { top: 30, bottom: 16, side: 20 } as const;
/** More calls than this in one column of a lane go into a second one, so that forty parallel calls stay on a screen. */
const ROWS = 5;

interface Column {
  readonly calls: readonly CallView[];
  readonly prompts: readonly Turn[];
}

/** Places every call and prompt. Lanes are in order of first use, columns in order of turns. */
export function layoutLanes(
  calls: readonly CallView[],
  prompts: readonly Turn[],
  loops: readonly LoopGroup[] = [],
): { readonly lanes: readonly TraceGraphLane[]; readonly boxes: ReadonlyMap<string, Box> } {
  const servers = [...new Set(calls.map((call) => call.server))];
  const columns = columnsOf(calls, prompts, loops);
  const cells = columns.map((column) => servers.map((server) => column.calls.filter((call) => call.server === server)));
  const rows = servers.map((_, lane) =>
    Math.min(ROWS, Math.max(1, ...cells.map((column) => column[lane]?.length ?? 0))),
  );
  const heights = rows.map(
    (count) => LANE_PADDING.top + LANE_PADDING.bottom + count * (CALL_SIZE.height + GAP.y) - GAP.y,
  );
  const promptLane = prompts.length > 0 ? PROMPT_SIZE.height + LANE_PADDING.top + LANE_PADDING.bottom : 0;
  const tops = heights.map((_, lane) => promptLane + heights.slice(0, lane).reduce((sum, height) => sum + height, 0));

  const boxes = new Map<string, Box>();
  let x = LANE_PADDING.side;
  for (const [index, column] of columns.entries()) {
    for (const prompt of column.prompts) boxes.set(prompt.id, { x, y: LANE_PADDING.top, ...PROMPT_SIZE });
    const indent = column.prompts.length > 0 ? INDENT : 0;
    let wide = 1;
    for (const [lane, members] of (cells[index] ?? []).entries()) {
      for (const [place, call] of members.entries()) {
        const sub = Math.floor(place / ROWS);
        const row = place % ROWS;
        wide = Math.max(wide, sub + 1);
        boxes.set(call.id, {
          x: x + indent + sub * (CALL_SIZE.width + GAP.y),
          y: (tops[lane] ?? 0) + LANE_PADDING.top + row * (CALL_SIZE.height + GAP.y),
          ...CALL_SIZE,
        });
      }
    }
    x += indent + wide * CALL_SIZE.width + (wide - 1) * GAP.y + GAP.x;
  }
  const width = Math.max(x - GAP.x + LANE_PADDING.side, 2 * LANE_PADDING.side + CALL_SIZE.width);
  const lanes: TraceGraphLane[] = [];
  if (promptLane > 0) lanes.push({ server: null, x: 0, y: 0, width, height: promptLane });
  for (const [lane, server] of servers.entries()) {
    lanes.push({ server, x: 0, y: tops[lane] ?? 0, width, height: heights[lane] ?? 0 });
  }
  return { lanes, boxes };
}

/**
 * One column per assistant turn. Calls of no turn (by hand, from an outside agent) share a column while they overlap in
 * time. A prompt stands over the first column after it. The iterations of a loop stand under each other, one column per
 * step of its body, where the loop began.
 */
function columnsOf(calls: readonly CallView[], prompts: readonly Turn[], loops: readonly LoopGroup[]): Column[] {
  const columns: OpenColumn[] = [];
  const waiting = [...prompts];
  const known = new Map(calls.map((call) => [call.id, call]));
  const looped = new Map(loops.flatMap((loop) => loop.columns.flat().map((call) => [call, loop] as const)));
  const placed = new Set<LoopGroup>();
  for (const call of calls) {
    while (waiting[0] && waiting[0].at <= call.startedAt) {
      const prompt = waiting.shift();
      if (prompt) columns.push({ calls: [], prompts: [prompt], turn: undefined, busyUntil: 0, closed: false });
    }
    const loop = looped.get(call.id);
    if (loop) {
      if (placed.has(loop)) continue;
      placed.add(loop);
      for (const members of loop.columns) {
        const found = members.flatMap((id) => known.get(id) ?? []);
        const empty = columns.at(-1)?.calls.length === 0 ? columns.pop() : undefined;
        columns.push({ calls: found, prompts: empty?.prompts ?? [], turn: undefined, busyUntil: 0, closed: true });
      }
      continue;
    }
    const last = columns.at(-1);
    const ended = call.ended ?? Number.POSITIVE_INFINITY;
    if (last && !last.closed && sharesColumn(call, last)) {
      last.turn = call.turn;
      last.calls.push(call);
      last.busyUntil = Math.max(last.busyUntil, ended);
    } else columns.push({ calls: [call], prompts: [], turn: call.turn, busyUntil: ended, closed: false });
  }
  for (const prompt of waiting) {
    columns.push({ calls: [], prompts: [prompt], turn: undefined, busyUntil: 0, closed: false });
  }
  return columns;
}

interface OpenColumn extends Column {
  readonly calls: CallView[];
  readonly prompts: Turn[];
  turn: string | undefined;
  busyUntil: number;
  /** Takes no more calls. */
  readonly closed: boolean;
}

function sharesColumn(call: CallView, column: OpenColumn): boolean {
  if (column.calls.length === 0) return true;
  if (call.turn !== undefined) return column.turn === call.turn;
  return column.turn === undefined && call.started < column.busyUntil;
}
