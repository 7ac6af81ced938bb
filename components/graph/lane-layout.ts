import type { CallView } from '#components/trace/call-view.ts';
import { type CallColumn, ROWS } from './call-columns.ts';
import type { Box, TraceGraphLane } from './project-trace.ts';

export const CALL_SIZE = { width: 204, height: 58 } as const;
export const PROMPT_SIZE = { width: 236, height: 44 } as const;
/** Calls below a prompt stand this much to its right, so that its values come down on their left. */
export const INDENT = 24;
/** Between columns run the edges; between rows there is room for the name of a value. */
const GAP = { x: 48, y: 20 } as const;
/** Over the first row run the edges that come from further away. */
const LANE_PADDING = { top: 30, bottom: 14, side: 16 } as const;
const PROMPT_LANE = PROMPT_SIZE.height + 24;
/** Between calls of a tool that are no iterations and the box of those that are. */
const LOOP_GAP = 16;

/** A node's box, and the column and lane that its edges use. */
export interface Place extends Box {
  readonly column: number;
  readonly lane: number;
}

export interface LaneLayout {
  readonly lanes: readonly TraceGraphLane[];
  readonly places: ReadonlyMap<string, Place>;
  /** Where each column begins; calls of one column that did not fit under each other have several. */
  readonly columns: readonly number[];
}

/** Places every call and prompt. Lanes are in order of first use, prompts above. */
export function layoutLanes(columns: readonly CallColumn[]): LaneLayout {
  const servers = [...new Set(columns.flatMap(({ calls }) => calls.map((call) => call.server)))];
  const said = columns.some(({ prompts }) => prompts.length > 0);
  const stacks = columns.map((column) => servers.map((server) => stacksOf(column, server)));
  const heights = servers.map((_, lane) => {
    const tallest = Math.max(CALL_SIZE.height, ...stacks.flatMap((cells) => (cells[lane] ?? []).map(heightOf)));
    return LANE_PADDING.top + tallest + LANE_PADDING.bottom;
  });
  const lanes: Omit<TraceGraphLane, 'width'>[] = said ? [{ server: null, x: 0, y: 0, height: PROMPT_LANE }] : [];
  for (const [index, server] of servers.entries()) {
    const above = lanes.at(-1);
    lanes.push({ server, x: 0, y: above ? above.y + above.height : 0, height: heights[index] ?? 0 });
  }

  const places = new Map<string, Place>();
  const starts: number[] = [];
  let x: number = LANE_PADDING.side;
  for (const [index, column] of columns.entries()) {
    const first = starts.length;
    for (const prompt of column.prompts) {
      places.set(prompt.id, { x, y: 12, ...PROMPT_SIZE, column: first, lane: 0 });
    }
    if (column.prompts.length > 0) x += INDENT;
    const cells = stacks[index] ?? [];
    const wide = Math.max(1, ...cells.map((cell) => cell.length));
    for (let sub = 0; sub < wide; sub += 1) {
      starts.push(x);
      for (const [server, cell] of cells.entries()) {
        const lane = said ? server + 1 : server;
        const top = (lanes[lane]?.y ?? 0) + LANE_PADDING.top;
        for (const { call, y } of cell[sub] ?? []) {
          places.set(call.id, { x, y: top + y, ...CALL_SIZE, column: first + sub, lane });
        }
      }
      x += CALL_SIZE.width + GAP.x;
    }
  }
  const width = Math.max(x - GAP.x, LANE_PADDING.side + PROMPT_SIZE.width) + LANE_PADDING.side;
  return { lanes: lanes.map((lane) => ({ ...lane, width })), places, columns: starts };
}

type Stack = readonly { readonly call: CallView; readonly y: number }[];

/** The calls of one column on one server, under each other, in as many stacks as are needed. */
function stacksOf(column: CallColumn, server: string): readonly Stack[] {
  const calls = column.calls.filter((call) => call.server === server);
  const pitch = CALL_SIZE.height + GAP.y;
  const stacks: Stack[] = [];
  for (let start = 0; start < calls.length; start += ROWS) {
    let extra = 0;
    stacks.push(
      calls.slice(start, start + ROWS).map((call, row) => {
        if (call.id === column.loopFrom && row > 0) extra = LOOP_GAP;
        return { call, y: row * pitch + extra };
      }),
    );
  }
  return stacks;
}

function heightOf(stack: Stack): number {
  return (stack.at(-1)?.y ?? 0) + CALL_SIZE.height;
}
