import type { AbsoluteBox } from './workflow-flow.ts';

interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const MARGIN = 24;
/** Smaller than this, values are not readable: the beginning is shown, and the rest is reached by moving. */
const READABLE = 0.9;

/** All of a small graph, in the middle; of one that is too big its beginning, at a size at which it can be read. */
export function firstViewport(
  boxes: ReadonlyMap<string, AbsoluteBox>,
  frame: { readonly clientWidth: number; readonly clientHeight: number },
): Viewport {
  const all = [...boxes.values()];
  const left = Math.min(...all.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  const width = Math.max(1, ...all.map((box) => box.x + box.width - left));
  const height = Math.max(1, ...all.map((box) => box.y + box.height - top));
  const whole = Math.min(1, (frame.clientWidth - 2 * MARGIN) / width, (frame.clientHeight - 2 * MARGIN) / height);
  // On a phone one card fills the width; there it is the width that has to fit.
  const zoom = Math.max(whole, Math.min(READABLE, (frame.clientWidth - 2 * MARGIN) / Math.min(width, 360)));
  const room = { x: frame.clientWidth - width * zoom, y: frame.clientHeight - height * zoom };
  return {
    x: Math.max(MARGIN, room.x / 2) - left * zoom,
    y: Math.max(MARGIN, room.y > 3 * MARGIN ? Math.min(room.y / 2, 48) : MARGIN) - top * zoom,
    zoom,
  };
}
