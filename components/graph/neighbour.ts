import type { Box } from './project-trace.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The nearest box in a direction, favouring what lies straight ahead; null at the edge. */
export function neighbour<Place extends Box>(boxes: readonly Place[], from: Box, direction: Direction): Place | null {
  const centre = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const start = centre(from);
  let best: { readonly box: Place; readonly distance: number } | null = null;
  for (const box of boxes) {
    const { x, y } = centre(box);
    const ahead = { left: start.x - x, right: x - start.x, up: start.y - y, down: y - start.y }[direction];
    if (ahead <= 1) continue;
    const aside = direction === 'left' || direction === 'right' ? Math.abs(y - start.y) : Math.abs(x - start.x);
    const distance = ahead + 3 * aside;
    if (best === null || distance < best.distance) best = { box, distance };
  }
  return best?.box ?? null;
}
